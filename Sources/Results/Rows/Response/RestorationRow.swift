public import DrugResponse

/// What a combination does to resistant cells.
public enum RestorationAnswer: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// The partner brings the sensitivity of the sensitive cells back.
  case restores
  /// It makes the resistant cells more sensitive; whether as much as the sensitive cells is open.
  case sensitizes
  /// The partner adds its own effect; the resistance stays.
  case onlyAdds = "only_adds"
  /// The cells are not resistant.
  case notResistant = "not_resistant"
  /// Unclear: the drug does not halve the response of the sensitive cells at any dose tested.
  case referenceNotInhibited = "unclear_reference_not_inhibited"
  /// Unclear: whether the cells are resistant is open.
  case resistanceUncertain = "unclear_resistance"
  /// Unclear: at no dose of the partner is there a curve.
  case noCurve = "unclear_no_curve"
  /// Unclear: the intervals of the shift reach from none to more than the margin.
  case shiftUncertain = "unclear_shift"

  /// Creates the answer of a verdict.
  public init(_ verdict: SensitivityRestoration.Verdict) {
    self =
      switch verdict {
      case .notResistant: .notResistant
      case .restores: .restores
      case .sensitizes: .sensitizes
      case .onlyAdds: .onlyAdds
      case .cannotBeTold(let reason):
        switch reason {
        case .wildTypeNotInhibited: .referenceNotInhibited
        case .resistanceUncertain: .resistanceUncertain
        case .noCurveInMutant: .noCurve
        case .shiftUncertain: .shiftUncertain
        }
      }
  }
}

/// One row of `restoration.tsv`: the sensitivity to one drug at a dose of another, in two genotypes.
public struct RestorationRow: JSONRow, Hashable {
  /// The cell line.
  public var cellLine = ""
  /// The resistant genotype.
  public var genotype = ""
  /// The sensitive genotype.
  public var reference = ""
  /// The drug whose sensitivity is looked at.
  public var drug = ""
  /// The drug that is added.
  public var partner = ""
  /// Hours since the drugs were added.
  public var hours = 0.0
  /// The dose of the partner, in nmol/L.
  public var partnerDose = 0.0
  /// The IC50 in the resistant genotype, relative to the partner alone.
  public var resistant = IntervalFields()
  /// What is known of it.
  public var resistantAnswer = DoseAnswer.noCurve
  /// The IC50 in the sensitive genotype.
  public var sensitive = IntervalFields()
  /// What is known of it.
  public var sensitiveAnswer = DoseAnswer.noCurve
  /// The ratio of both.
  public var gap = IntervalFields()
  /// What the partner does.
  public var answer = RestorationAnswer.shiftUncertain
  /// P of the same shift in both genotypes.
  public var interactionP: Double?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<RestorationRow>(
    "restoration.tsv",
    rows:
      "Written by `metachron response combinations`: one row per genotype, pair of drugs, time and dose of the "
      + "partner. The question is whether the partner brings back the sensitivity to the drug that the "
      + "reference genotype has, or only adds its own effect."
  ) {
    Column("cell_line", \.cellLine, meaning: "Cell line")
    Column("genotype", \.genotype, meaning: "Genotype")
    Column("reference", \.reference, meaning: "Genotype whose sensitivity is to be restored")
    Column("drug", \.drug, meaning: "Drug whose sensitivity is looked at")
    Column("partner", \.partner, meaning: "Drug that is added")
    Column(
      "time_h", \.hours, unit: .hours, .nonNegative, meaning: "Hours since the drugs were added")
    Column(
      "partner_dose", \.partnerDose, unit: .nanomolar, .nonNegative, meaning: "Dose of the partner")
    ColumnSet.interval(
      "ic50", \.resistant, unit: .nanomolar, .nonNegative, values: "empty where it is not reached",
      meaning:
        "IC50: dose of the drug that halves the response of the genotype to this dose of the partner alone"
    )
    Column(
      "ic50_answer", \.resistantAnswer, values: ColumnSet.names(DoseAnswer.self),
      meaning: "What is known of `ic50`")
    ColumnSet.interval(
      "ic50_reference", \.sensitive, unit: .nanomolar, .nonNegative,
      values: "empty where it is not reached",
      meaning: "The same in the reference genotype")
    Column(
      "ic50_reference_answer", \.sensitiveAnswer, values: ColumnSet.names(DoseAnswer.self),
      meaning: "What is known of `ic50_reference`")
    ColumnSet.interval(
      "gap", \.gap, .nonNegative, values: "empty where either is not reached",
      meaning:
        "`ic50` over `ic50_reference` without the partner (`partner_dose` 0): 1 for the sensitivity of the reference"
    )
    Column(
      "answer", \.answer, values: ColumnSet.names(RestorationAnswer.self),
      meaning: "What the partner does, over all of its doses")
    Column(
      "p_interaction", \.interactionP, unit: .probability, .probability,
      values: "empty where it cannot be tested",
      meaning: "p value of the same shift of the IC50 in both genotypes")
  }
}
