extension ResultTable {
  static let pairsColumns: [ColumnDocumentation] =
    [
      .init("patient", "Identifier of the patient"),
      .init("earlier_sample", "Earlier sample", range: "an identifier, or `*` for all of them"),
      .init("later_sample", "Later sample"),
      .init(
        "earlier_role", "Role of the earlier sample",
        range: "`primary`, `recurrence`, `metastasis`, `plasma`; empty where joint or not told"),
      .init(
        "later_role", "Role of the later sample",
        range: "`primary`, `recurrence`, `metastasis`, `plasma`; empty where not told"),
      .init("earlier_day", "Day of the earlier sample", unit: "days from diagnosis"),
      .init("later_day", "Day of the later sample", unit: "days from diagnosis"),
      .init(
        "relatedness", "Whether the two samples are of one tumour",
        range: "`related`, `independent`, `undecided`"),
      .init("log_bf_related", "Bayes factor for one tumour against two", unit: "natural log"),
      .init("shared", "Expected mutations in both samples", unit: "mutations", range: "from 0"),
      .init(
        "private_earlier", "Expected mutations in the earlier sample alone", unit: "mutations",
        range: "from 0"),
      .init(
        "private_later", "Expected mutations in the later sample alone", unit: "mutations",
        range: "from 0"),
      .init(
        "truncal_recall", "Share of truncal mutations found in the earlier sample",
        unit: "share of mutations", range: "0 to 1; empty where no truncal set is defined"),
      .init(
        "truncal_count", "Truncal mutations behind `truncal_recall`", unit: "mutations",
        range: "from 0"),
      .init(
        "shared_clonal_vaf_ratio",
        "Observed over expected share of alternate reads of shared clonal mutations in the "
          + "earlier sample", unit: "ratio", range: "from 0"),
    ] + weightColumns + [
      .init(
        "assessed", "Mutations that the weights rest on", unit: "mutations", range: "from 0")
    ]
    + modelColumns("earlier") + modelColumns("later")
    + [
      .init(
        "identity", "Whether inherited variants show that both samples are of one person",
        range: "`match`, `mismatch`, `undecided`, `not_tested`: none read in both"),
      .init("warnings", "Plain sentences, joined by a semicolon and a space"),
    ] + ["earlier", "later"].map(basisColumn) + [
      .init(
        "identity_llr", "Log-likelihood ratio of one person against two", unit: "natural log",
        range: "above 9.21 for `match`, below -9.21 for `mismatch`"),
      .init(
        "identity_sites", "Inherited variants read in both samples", unit: "variants",
        range: "from 0; 20 are needed for a verdict"),
      .init(
        "earlier_belongs_to",
        "Patient whom the earlier sample looks to be of; each way round of an exchange is named",
        range: "empty where it is the patient's own"),
      .init(
        "later_belongs_to", "The same of the later sample",
        range: "empty where it is the patient's own"),
    ]

  static let trajectoriesColumns: [ColumnDocumentation] = [
    .init("patient", "Identifier of the patient"),
    .init("mutation", "The change", range: "`chromosome:position:ref>alt`"),
    .init("sample", "Identifier of the sample"),
    .init("day", "Day of the sample", unit: "days from diagnosis"),
    .init(
      "depth", "Reads at the site", unit: "reads", range: "from 0; empty where none were counted"),
    .init("alt", "Alternate reads", unit: "reads", range: "0 to `depth`"),
    .init(
      "ccf", "Posterior median of the cancer cell fraction", unit: "share of tumour cells",
      range: probability),
    .init("low", "Its 5 % quantile", unit: "share of tumour cells", range: probability),
    .init("high", "Its 95 % quantile", unit: "share of tumour cells", range: probability),
    .init(
      "p_present", "P(present in this sample, given all samples of the patient)",
      unit: "probability", range: probability),
    .init(
      "first_detectable",
      "Whether this is the earliest sample in which the mutation is above the threshold",
      range: "`true`, `false`"),
    .init("gene", "Symbol of the gene, as in the input"),
    .init("protein_change", "Protein change, as in the input"),
    .init(
      "last_excluded",
      "Whether this is the last sample before the first detectable one that excludes the mutation "
        + "above the threshold with probability 0.8; the acquisition lies between the two",
      range: "`true`, `false`"),
    .init("variant_class", "Variant classification, as in the input"),
    .init(
      "functional_class", "Class of the variant in the knowledge table",
      range: "empty where it has none"),
    .init(
      "observation", "Why the sample has no counts",
      range: "`uncalled`, `without_counts`, `not_assayed`; empty where reads were counted"),
  ]

  static let sensitivityColumns: [ColumnDocumentation] = [
    .init("patient", "Identifier of the patient"),
    .init("mutation", "The change", range: "`chromosome:position:ref>alt`"),
    .init("earlier_sample", "Earlier sample", range: "an identifier, or `*` for all of them"),
    .init("later_sample", "Later sample"),
    .init("varied", "The assumption that was changed"),
    .init("value", "What it was changed to"),
    .init("p_acquired", "P(acquired) under it", unit: "probability", range: probability),
    .init(
      "p_preexisting_subclonal", "P(pre-existing, sub-clonal) under it", unit: "probability",
      range: probability),
    .init(
      "p_preexisting_clonal", "P(pre-existing, clonal) under it", unit: "probability",
      range: probability),
    .init("p_lost", "P(lost) under it", unit: "probability", range: probability),
    .init("p_artefact", "P(artefact) under it", unit: "probability", range: probability),
    .init("call", "The call under it", range: "as in `origins.tsv`"),
    .init("flips", "Whether the call differs from that of `origins.tsv`", range: "`true`, `false`"),
    .init("gene", "Symbol of the gene, as in the input"),
    .init("protein_change", "Protein change, as in the input"),
  ]

  private static let weightColumns: [ColumnDocumentation] = {
    var columns: [ColumnDocumentation] = []
    for earlier in ["0", "s", "c"] {
      for later in ["0", "s", "c"] {
        columns.append(
          ColumnDocumentation(
            "weight_\(earlier)\(later)",
            "Fitted share of mutations \(words(earlier)) earlier and \(words(later)) later",
            unit: "share of mutations", range: "0 to 1; the nine add to 1"))
      }
    }
    return columns
  }()

  private static func modelColumns(_ side: String) -> [ColumnDocumentation] {
    [
      ColumnDocumentation(
        "\(side)_purity", "Tumour cell share of the \(side) sample", unit: "share of cells",
        range: "above 0 to 1"),
      ColumnDocumentation(
        "\(side)_purity_sd", "Standard deviation of `\(side)_purity`", unit: "share of cells",
        range: "from 0"),
      ColumnDocumentation(
        "\(side)_precision", "Beta-binomial precision of allele counts in the \(side) sample",
        range: "above 0 to `inf`"),
      ColumnDocumentation(
        "\(side)_error_rate",
        "P(read alternate, given a reference molecule) in the \(side) sample",
        unit: "probability", range: "0 to 0.5"),
      ColumnDocumentation(
        "\(side)_deamination_rate", "The same at C>T and G>A", unit: "probability",
        range: "0 to 0.5"),
      ColumnDocumentation(
        "\(side)_artefact_share",
        "Share of absent mutations with an artefact of 1 to 6 % of the reads",
        unit: "share of mutations", range: probability),
    ]
  }

  private static func basisColumn(_ side: String) -> ColumnDocumentation {
    ColumnDocumentation(
      "\(side)_precision_basis", "What `\(side)_precision` rests on",
      range: "`given`, `assumed` by the specimen, the `mutations` of the sample, `germline` "
        + "heterozygous variants; empty where joint")
  }

  private static func words(_ state: String) -> String {
    switch state {
    case "0": "absent"
    case "s": "sub-clonal"
    default: "clonal"
    }
  }
}
