extension CohortTable {
  static let funnelColumns: [ColumnDocumentation] =
    gene + [
      .init(
        "step", "How far the patients come",
        range:
          "`patients`, `mutated`: in a sample that is no primary, `of_class`, `compared`: with "
          + "an earlier sample, `assessable`, then the outcomes `acquired`, `preexisting`, "
          + "`indeterminate`, `lost`, `artefact`"),
      .init("patients", "Patients that come so far", unit: "patients", range: "from 0"),
      .init(
        "fell_out", "Patients of the step before that do not; of an outcome, empty",
        unit: "patients", range: "from 0"),
      .init("why", "Why they do not, with numbers; of `indeterminate`, the reasons"),
    ]

  static let patientsColumns: [ColumnDocumentation] =
    gene + [
      .init("patient", "Identifier of the patient; with the folder's before it where asked for"),
      .init("results", "Folder of results that the patient is from, from 1 in the order given"),
      .init(
        "outcome", "What the patient's calls come to",
        range: "`acquired`, `preexisting`, `indeterminate`, `lost`, `artefact`, `not_assessable`; "
          + "empty without a call"),
      .init(
        "reason", "Reasons of indeterminate calls", range: "as in `origins.tsv`, joined by `;`"),
      .init(
        "fell_out_at", "Step of the funnel that the patient does not reach",
        range: "`mutated`, `of_class`, `compared`, `assessable`; empty for assessed patients"),
      .init("why", "Why not", range: "see the funnel; empty for assessed patients"),
      .init("mutations", "The patient's mutations of the gene", range: "joined by `;`"),
      .init("mutation", "Mutation of the deciding call"),
      .init("functional_class", "Its class in the knowledge table"),
      .init("earlier_sample", "Earlier sample of the call", range: "`*` for several together"),
      .init("later_sample", "Later sample of the call"),
      .init("earlier_day", "Day of the earlier sample", unit: "days from diagnosis"),
      .init("later_day", "Day of the later sample", unit: "days from diagnosis"),
      .init("days_between", "Days between the two", unit: "days"),
      .init("log10_bf_absent", "As in `origins.tsv`", unit: "log10"),
      .init(
        "log_likelihood_ratio",
        "Likelihood ratio of acquired against pre-existing that enters the mixture, of all the "
          + "patient's mutations that count; a mutation whose reads cannot speak for the earlier "
          + "tissue (`copyLossPossible`, `lowTruncalRecall`, `artefactSuspected`) has the ratio 1",
        unit: "natural log", range: "empty where the patient is not in the mixture"),
      .init("p_acquired", "P(acquired) of the call", unit: "probability", range: "0 to 1"),
      .init("p_preexisting", "P(pre-existing) of the call", unit: "probability", range: "0 to 1"),
      .init(
        "p_earlier_above_threshold", "As in `origins.tsv`", unit: "probability", range: "0 to 1"),
      .init(
        "detection_power", "P(detect a cancer cell fraction of 0.25 in the earlier sample)",
        unit: "probability", range: "0 to 1"),
      .init(
        "treatments_between",
        "Agents of treatments that began at or after the earlier sample and before the later one",
        range: "joined by `;`; empty without days"),
      .init("classes_between", "Their classes", range: "joined by `;`, each once"),
    ]

  static let fractionsColumns: [ColumnDocumentation] =
    gene + [
      .init(
        "method", "How the fraction was estimated",
        range: "`mixture`: Beta mixture of the likelihood ratios; `clopper_pearson`, `wilson`, "
          + "`jeffreys`: on the calls, indeterminate ones left out"),
      .init(
        "varied", "What differs from the main analysis",
        range: "empty: nothing; `prior`, `abstention`, `threshold`, `missing`, or an assumption of "
          + "`sensitivity.tsv`"),
      .init("value", "What it was changed to"),
      .init("patients", "Patients that the estimate rests on", unit: "patients", range: "from 0"),
      .init("acquired", "Of these, called acquired", unit: "patients", range: "from 0"),
      .init("preexisting", "Of these, called pre-existing", unit: "patients", range: "from 0"),
      .init("indeterminate", "Of these, indeterminate", unit: "patients", range: "from 0"),
      .init(
        "estimate", "Posterior mean, or the share of the calls", unit: "share of patients",
        range: "0 to 1; empty where nothing is known"),
      .init("median", "Posterior median", unit: "share of patients", range: "0 to 1"),
      .init("low", "Lower end of the 95 % interval", unit: "share of patients", range: "0 to 1"),
      .init("high", "Upper end of the 95 % interval", unit: "share of patients", range: "0 to 1"),
      .init("note", "What to know, in words"),
    ]

  static let genesColumns: [ColumnDocumentation] = [
    .init("gene", "Symbol of the gene, as in the results"),
    .init(
      "mutated",
      "Patients with a mutation that changes the protein, in a sample that is no primary",
      unit: "patients", range: "from 0"),
    .init(
      "assessable", "Patients with calls that say something", unit: "patients", range: "from 0"),
    .init("acquired", "Of these, acquired", unit: "patients", range: "from 0"),
    .init("preexisting", "Of these, pre-existing", unit: "patients", range: "from 0"),
    .init("indeterminate", "Of these, indeterminate", unit: "patients", range: "from 0"),
    .init("lost", "Of these, there before and no longer", unit: "patients", range: "from 0"),
    .init(
      "observed", "Sum over patients of P(at least one mutation of the gene was acquired)",
      unit: "patients", range: "from 0"),
    .init(
      "expected", "The same if each patient's acquired mutations fell on genes by `share`",
      unit: "patients", range: "from 0; empty where the share is unknown"),
    .init("ratio", "`observed` over `expected`", range: "from 0"),
    .init(
      "share", "Share of acquired mutations that chance puts into the gene",
      unit: "share of mutations",
      range: "by lengths where given, else the gene's share of the cohort's mutations that were "
        + "there before, shrunk to the mean of all genes"),
    .init(
      "p",
      "P(a sum as large or larger by chance), Poisson-binomial, mid-p, averaged over what an "
        + "estimated `share` may be", unit: "probability",
      range: "0 to 1"),
    .init("q", "`p` after Benjamini and Hochberg, over the genes of this table", range: "0 to 1"),
    .init(
      "p_mcnemar",
      "McNemar's exact test of patients who acquired a mutation and lost none against `lost`",
      unit: "probability",
      range: "0 to 1; empty without either"),
    .init("p_mcnemar_mid", "The same, mid-p", unit: "probability", range: "0 to 1"),
  ]

  static let exclusivityColumns: [ColumnDocumentation] = [
    .init("gene_a", "One gene"),
    .init("class_a", "Class of its mutations that counts", range: "as in `funnel.tsv`"),
    .init("gene_b", "Another gene"),
    .init("class_b", "Class of its mutations that counts", range: "as in `funnel.tsv`"),
    .init("both", "Patients with both", unit: "patients", range: "from 0"),
    .init("only_a", "Patients with `gene_a` alone", unit: "patients", range: "from 0"),
    .init("only_b", "Patients with `gene_b` alone", unit: "patients", range: "from 0"),
    .init(
      "neither", "Patients with neither; all have a sample that is no primary", unit: "patients",
      range: "from 0"),
    .init(
      "expected", "Patients with both if the two were independent, by patients' own rates",
      unit: "patients", range: "from 0"),
    .init(
      "p_exclusive", "P(as few with both or fewer)", unit: "probability", range: "0 to 1"),
    .init("p_cooccurring", "P(as many with both or more)", unit: "probability", range: "0 to 1"),
    .init(
      "q_exclusive", "`p_exclusive` after Benjamini and Hochberg, over this table",
      range: "0 to 1"),
    .init(
      "q_cooccurring", "`p_cooccurring` after Benjamini and Hochberg, over this table",
      range: "0 to 1"),
    .init(
      "odds_ratio", "Conditional estimate of the odds ratio, which knows no patients' own rates",
      range: "0 to `inf`; empty where the numbers allow only one table"),
    .init("odds_low", "Lower end of its exact 95 % interval", range: "0 to `inf`"),
    .init("odds_high", "Upper end of its exact 95 % interval", range: "0 to `inf`"),
    .init("p_fisher", "Fisher's exact test, two-sided", unit: "probability", range: "0 to 1"),
    .init(
      "smallest_p_exclusive", "The least that `p_exclusive` could be in this cohort",
      unit: "probability", range: "0 to 1"),
    .init(
      "power_exclusive",
      "P(`p_exclusive` at most 0.05 in a cohort of these rates where no patient has both)",
      unit: "probability",
      range: "0 to 1; empty where patients' numbers of mutated genes force an overlap"),
    .init("note", "Why something is empty, in words"),
  ]

  static let therapyColumns: [ColumnDocumentation] =
    gene + [
      .init("treatment", "Class of treatment", range: "as in `timeline.tsv`"),
      .init(
        "stratum", "Days between the biopsies",
        range: "`1-365`, `366-730`, `731-1825`, `1826-`; `all` for the test over strata"),
      .init(
        "acquired_exposed", "Patients who acquired the mutation, with the treatment",
        unit: "patients", range: "from 0"),
      .init("acquired_unexposed", "The same without it", unit: "patients", range: "from 0"),
      .init(
        "without_exposed", "Patients without a mutation of the gene, with the treatment",
        unit: "patients", range: "from 0"),
      .init("without_unexposed", "The same without it", unit: "patients", range: "from 0"),
      .init(
        "method", "How the strata were put together",
        range: "`mantel_haenszel`, `exact_conditional` where a number is below 5; of `all` only"),
      .init("odds_ratio", "Odds ratio common to the strata", range: "0 to `inf`"),
      .init("low", "Lower end of its 95 % interval", range: "0 to `inf`"),
      .init("high", "Upper end of its 95 % interval", range: "0 to `inf`"),
      .init("p", "P of no association, two-sided", unit: "probability", range: "0 to 1"),
      .init("note", "What to know, in words"),
    ]
}
