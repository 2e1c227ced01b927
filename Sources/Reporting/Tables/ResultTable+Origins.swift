extension ResultTable {
  static let originsColumns: [ColumnDocumentation] =
    [
      .init("patient", "Identifier of the patient"),
      .init("gene", "Symbol of the gene, as in the input"),
      .init("protein_change", "Protein change, as in the input", range: "such as `p.L755S`"),
      .init("chromosome", "Chromosome without `chr`", range: "1 to 22, X, Y, MT, contigs"),
      .init(
        "position", "Position of the change; of an insertion, the base before it",
        unit: "base, 1-based", range: "from 1"),
      .init("ref", "Reference bases", range: "bases, or `-` for an insertion"),
      .init("alt", "Alternate bases", range: "bases, or `-` for a deletion"),
      .init("variant_class", "Variant classification, as in the input"),
      .init("earlier_sample", "Earlier sample", range: "an identifier, or `*` for all of them"),
      .init("later_sample", "Later sample"),
      .init("earlier_day", "Day of the earlier sample", unit: "days from diagnosis"),
      .init("later_day", "Day of the later sample", unit: "days from diagnosis"),
      .init(
        "earlier_depth", "Reads at the site in the earlier sample; the sum where joint",
        unit: "reads", range: "from 0; empty where none were counted"),
      .init(
        "earlier_alt", "Alternate reads in the earlier sample; the sum where joint", unit: "reads",
        range: "0 to `earlier_depth`"),
      .init(
        "later_depth", "Reads at the site in the later sample", unit: "reads",
        range: "from 0; empty where none were counted"),
      .init(
        "later_alt", "Alternate reads in the later sample", unit: "reads",
        range: "0 to `later_depth`"
      ),
      .init(
        "earlier_purity", "Tumour cell share of the earlier sample, as given or its posterior mean",
        unit: "share of cells", range: "above 0 to 1; empty where joint"),
      .init(
        "later_purity", "Tumour cell share of the later sample, as given or its posterior mean",
        unit: "share of cells", range: "above 0 to 1"),
      .init(
        "earlier_major_cn", "Copies of the more frequent allele in the earlier sample",
        unit: "copies per tumour cell", range: "from 0; empty where unknown or joint"),
      .init(
        "earlier_minor_cn", "Copies of the other allele in the earlier sample",
        unit: "copies per tumour cell", range: "0 to `earlier_major_cn`"),
      .init(
        "later_major_cn", "Copies of the more frequent allele in the later sample",
        unit: "copies per tumour cell", range: "from 0; empty where unknown"),
      .init(
        "later_minor_cn", "Copies of the other allele in the later sample",
        unit: "copies per tumour cell", range: "0 to `later_major_cn`"),
      .init(
        "earlier_ccf", "Posterior median of the cancer cell fraction in the earlier sample",
        unit: "share of tumour cells", range: probability),
      .init(
        "earlier_ccf_low", "Its 5 % quantile; the atoms at 0 and 1 count",
        unit: "share of tumour cells", range: probability),
      .init(
        "earlier_ccf_high", "Its 95 % quantile; the atoms at 0 and 1 count",
        unit: "share of tumour cells", range: probability),
      .init(
        "later_ccf", "Posterior median of the cancer cell fraction in the later sample",
        unit: "share of tumour cells", range: probability),
      .init(
        "later_ccf_low", "Its 5 % quantile; the atoms at 0 and 1 count",
        unit: "share of tumour cells", range: probability),
      .init(
        "later_ccf_high", "Its 95 % quantile; the atoms at 0 and 1 count",
        unit: "share of tumour cells", range: probability),
      .init(
        "p_acquired", "P(absent from the sampled earlier tissue, present later)",
        unit: "probability", range: "0 to 1; the five add to 1"),
      .init(
        "p_preexisting_subclonal", "P(in some tumour cells earlier, present later)",
        unit: "probability", range: "0 to 1; the five add to 1"),
      .init(
        "p_preexisting_clonal", "P(in all tumour cells earlier, present later)",
        unit: "probability", range: "0 to 1; the five add to 1"),
      .init(
        "p_lost", "P(present earlier, absent from the sampled later tissue)", unit: "probability",
        range: "0 to 1; the five add to 1"),
      .init(
        "p_artefact", "P(absent from both samples)", unit: "probability",
        range: "0 to 1; the five add to 1"),
      .init(
        "p_earlier_above_threshold",
        "P(cancer cell fraction in the earlier sample is at least the threshold, given presence "
          + "later)", unit: "probability", range: probability),
      .init(
        "earlier_ccf_upper95",
        "95 % bound of the earlier cancer cell fraction, given presence and a uniform slab",
        unit: "share of tumour cells", range: "above 0 to 1"),
      .init(
        "log10_bf_absent", "Bayes factor for absence from the earlier sample against presence",
        unit: "log10"),
      .init(
        "detection_power", "P(detect a cancer cell fraction of 0.25 in the earlier sample)",
        unit: "probability", range: probability),
      .init(
        "lod95_ccf", "Smallest cancer cell fraction found with 95 % power in the earlier sample",
        unit: "share of tumour cells",
        range: "above 0 to 1; empty if even a clonal mutation would be missed"),
      .init(
        "call", "The call",
        range: "`acquired`, `preexisting_subclonal`, `preexisting_clonal`, `preexisting`, `lost`, "
          + "`artefact`, `indeterminate`"),
      .init("reason", "Why the call is indeterminate", range: "see Reasons; empty otherwise"),
      .init("flags", "What to know beside the call", range: "see Flags; joined by `;`"),
      .init(
        "functional_class", "Class of the variant in the knowledge table",
        range: "empty where it has none"),
      .init(
        "later_detection_power", "P(detect a cancer cell fraction of 0.25 in the later sample)",
        unit: "probability", range: probability),
      .init(
        "later_lod95_ccf",
        "Smallest cancer cell fraction found with 95 % power in the later sample",
        unit: "share of tumour cells",
        range: "above 0 to 1; empty if even a clonal mutation would be missed"),
      .init(
        "log10_bf_shared",
        "Bayes factor for absence from all earlier samples against one cancer cell fraction that "
          + "they share", unit: "log10", range: "joint rows only"),
      .init(
        "log10_bf_independent",
        "The same against a cancer cell fraction of its own in each earlier sample", unit: "log10",
        range: "joint rows only"),
      .init(
        "log10_bf_patchy", "The same against presence in each earlier sample with probability 0.6",
        unit: "log10", range: "joint rows only"),
      .init(
        "earlier_observation", "Why the earlier sample has no counts",
        range: "`uncalled`, `without_counts`, `not_assayed`; empty where reads were counted"),
      .init(
        "later_observation", "Why the later sample has no counts",
        range: "`uncalled`, `without_counts`, `not_assayed`; empty where reads were counted"),
      .init(
        "earlier_cn_parts",
        "Copy numbers of the earlier sample's tumour cells where they differ, each with its share of "
          + "them", unit: "share of tumour cells, copies per cell",
        range: "`share:major+minor` of each part, joined by `,`; empty where all have one or joint"),
      .init(
        "later_cn_parts", "The same of the later sample",
        unit: "share of tumour cells, copies per cell",
        range: "`share:major+minor` of each part, joined by `,`; empty where all have one"),
    ] + errorModelColumns
}
