/// The tables that an origin analysis writes.
public enum ResultTable: String, Hashable, Sendable, CaseIterable {
  case origins, pairs, trajectories, sensitivity
  case puritySolutions = "purity_solutions"
  case posteriors, timeline

  /// The file's name.
  public var fileName: String { "\(rawValue).tsv" }

  /// What a row stands for.
  public var rowMeaning: String {
    switch self {
    case .origins:
      "One row per mutation and per pair of an earlier and a later sample. A row whose "
        + "`earlier_sample` is `*` joins all earlier samples of the patient."
    case .pairs: "One row per pair of an earlier and a later sample of a patient."
    case .trajectories: "One row per mutation and sample of a patient."
    case .sensitivity: "One row per call and changed assumption."
    case .puritySolutions:
      "One row per sample and purity that its reads are consistent with; one row where the purity "
        + "was given."
    case .posteriors:
      "One row per call and range of the earlier cancer cell fraction, for the genes of "
        + "`sensitivity.tsv`. The ranges part what lies between 0 and 1; 0 and 1 have rows of their "
        + "own. The median and the 5 % and 95 % quantiles of a call are `earlier_ccf`, "
        + "`earlier_ccf_low` and `earlier_ccf_high` of `origins.tsv`."
    case .timeline:
      "One row per tumour sample and line of treatment of a patient. Every patient of the study has "
        + "at least one row. In all tables the patients come in this order, each with the rows "
        + "together, so that the tables can be read side by side, patient by patient."
    }
  }

  /// The columns, in the order of the file.
  public var columns: [ColumnDocumentation] {
    switch self {
    case .origins: Self.originsColumns
    case .pairs: Self.pairsColumns
    case .trajectories: Self.trajectoriesColumns
    case .sensitivity: Self.sensitivityColumns
    case .puritySolutions: Self.puritySolutionsColumns
    case .posteriors: Self.posteriorsColumns
    case .timeline: Self.timelineColumns
    }
  }

  /// The header line, without its line feed.
  public var header: String { columns.map(\.name).joined(separator: "\t") }

  /// The table's part of the documentation, in Markdown.
  public var markdown: String {
    ColumnDocumentation.markdown(fileName: fileName, rowMeaning: rowMeaning, columns: columns)
  }

  static let probability = "0 to 1"
}
