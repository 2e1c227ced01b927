import ClonalEvolution
package import TumorModel

/// What further patients would add to a cohort that was seen.
package struct FurtherPlan: JSONObject, Hashable {
  /// A wanted width of the 95 % interval and the further patients for it.
  package struct Need: JSONObject, Hashable {
    package var width = 0.0
    package var patients: Int?
    package var screened: Int?

    package init() {}

    package static let properties: [JSONProperty<Need>] = [
      JSONProperty(
        "width", \.width, unit: .shareOfPatients, .fraction,
        meaning: "Target width of the 95 % interval"),
      JSONProperty(
        "patients", \.patients, unit: .patients, .count,
        meaning: "Further assessable patients needed; absent where no number is enough"),
      JSONProperty(
        "screened", \.screened, unit: .patients, .count,
        meaning: "Further patients to enrol, at the cohort's share of assessable ones"),
    ]
  }

  /// The width of the interval to expect after further patients.
  package struct ExpectedWidth: JSONObject, Hashable {
    package var patients = 0
    package var width = 0.0

    package init() {}

    package static let properties: [JSONProperty<ExpectedWidth>] = [
      JSONProperty(
        "patients", \.patients, unit: .patients, .count, meaning: "Further assessable patients"),
      JSONProperty(
        "width", \.width, unit: .shareOfPatients, .fraction,
        meaning: "Expected width of the 95 % interval"),
    ]
  }

  package var gene = ""
  package var className = MutationClass.any
  package var assessable = 0
  /// All patients of the cohort.
  package var patients = 0
  package var mean = 0.0
  package var low = 0.0
  package var high = 0.0
  package var informativeness = 0.0
  package var needs: [Need] = []
  package var expectedWidths: [ExpectedWidth] = []
  /// Assessed patients by detection power, as `PowerGroups` has them.
  package var patientsByPower: [Int] = []

  package init() {}

  package static let properties: [JSONProperty<FurtherPlan>] = [
    JSONProperty("gene", \.gene, meaning: "Gene symbol, as in the results"),
    JSONProperty("class", \.className, meaning: "Class of mutations that are counted"),
    JSONProperty(
      "assessable", \.assessable, unit: .patients, .count,
      meaning: "Assessable patients of the cohort"),
    JSONProperty(
      "patients", \.patients, unit: .patients, .count, meaning: "All patients of the cohort"),
    JSONProperty(
      "estimate", \.mean, unit: .shareOfPatients, .fraction,
      meaning: "Fraction of patients in whom less than \(CohortSummary.threshold) of the primary's "
        + "tumour cells carried the mutation"),
    JSONProperty(
      "low", \.low, unit: .shareOfPatients, .fraction,
      meaning: "Lower end of its 95 % interval"),
    JSONProperty(
      "high", \.high, unit: .shareOfPatients, .fraction,
      meaning: "Upper end of its 95 % interval"),
    JSONProperty(
      "informativeness", \.informativeness, .fraction,
      meaning: "Information in a patient of this cohort relative to one with clear reads"),
    JSONProperty("needs", \.needs, meaning: "Further patients for widths of the 95 % interval"),
    JSONProperty(
      "expected_widths", \.expectedWidths,
      meaning: "Width of the 95 % interval after 5, 10, 20, 50 and 100 further patients"),
    JSONProperty(
      "patients_by_power", \.patientsByPower, unit: .patients, .count,
      meaning: "Assessed patients whose power to detect a cancer cell fraction of "
        + "\(OriginGate.powerCellFraction) in the earlier samples is \(PowerGroups.words)"),
  ]
}
