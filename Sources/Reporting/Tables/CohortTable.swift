/// The tables that `metachron cohort` writes.
public enum CohortTable: String, Hashable, Sendable, CaseIterable {
  case funnel
  case patients = "cohort_patients"
  case fractions, genes, exclusivity, therapy

  /// The file's name.
  public var fileName: String { "\(rawValue).tsv" }

  /// What a row stands for.
  public var rowMeaning: String {
    "Written by `metachron cohort`: \(rowWords)"
  }

  private var rowWords: String {
    switch self {
    case .funnel:
      "one row per gene asked for and step from all patients to an outcome. The outcomes part "
        + "the assessable patients."
    case .patients:
      "one row per gene asked for and patient with a mutation of it, in the order of the results. "
        + "Where a patient has several mutations or later samples, the row is that of the deciding "
        + "call: pre-existing if any call says so, else acquired if any does, else indeterminate, "
        + "else lost, else artefact; of calls with that outcome the one with the least evidence of "
        + "absence."
    case .fractions:
      "one row per gene and way to estimate the fraction of patients in whom its mutation was "
        + "acquired, among those in whom it was acquired or pre-existing. Genes that were not asked "
        + "for have the rows `mixture` and `clopper_pearson` alone."
    case .genes:
      "one row per gene with a call in a comparable patient, by rising `p`: whether it was acquired "
        + "in more patients than their own numbers of acquired mutations explain."
    case .exclusivity:
      "one row per two genes: whether they are mutated together less or more often than the "
        + "patients' own numbers of mutated genes explain."
    case .therapy:
      "one row per gene asked for, class of treatment and stratum of time between the biopsies, "
        + "then one over all strata (`stratum` is `all`): whether patients who acquired the mutation "
        + "began such a treatment between the biopsies more often than those without it. "
        + "Association, not cause."
    }
  }

  /// The columns, in the order of the file.
  public var columns: [ColumnDocumentation] {
    switch self {
    case .funnel: Self.funnelColumns
    case .patients: Self.patientsColumns
    case .fractions: Self.fractionsColumns
    case .genes: Self.genesColumns
    case .exclusivity: Self.exclusivityColumns
    case .therapy: Self.therapyColumns
    }
  }

  /// The table's part of the documentation, in Markdown.
  public var markdown: String {
    ColumnDocumentation.markdown(fileName: fileName, rowMeaning: rowMeaning, columns: columns)
  }

  static let gene: [ColumnDocumentation] = [
    .init("gene", "Symbol of the gene, as in the results"),
    .init(
      "class", "Class of mutations that counts",
      range: "`any`: all that change the protein; `activating` and others: as the functional class "
        + "begins"),
  ]
}
