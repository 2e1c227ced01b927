extension ResultTable {
  /// The columns of `origins.tsv` on error models.
  static let errorModelColumns: [ColumnDocumentation] =
    ["earlier", "later"].map { side in
      .init(
        "\(side)_error_model", "Which error model the reads of the \(side) sample were judged by",
        range: "see Error models; empty where the sample says nothing")
    }
    + ["earlier", "later"].map { side in
      .init(
        "\(side)_orientation",
        "Alternate reads of the \(side) sample in F1R2 and F2R1 pairs, then its reference reads",
        unit: "reads", range: "four counts joined by commas; empty where unknown or joint")
    }
    + [
      .init(
        "background_rate", "Share of alternate reads that normal samples show at the site",
        unit: "share of reads", range: "above 0 to below 1; empty where unknown"),
      .init(
        "background_precision", "Beta-binomial precision of `background_rate`", range: "above 0"),
      .init(
        "background_normals", "Normal samples behind `background_rate`", unit: "samples",
        range: "from 1"),
    ]
}
