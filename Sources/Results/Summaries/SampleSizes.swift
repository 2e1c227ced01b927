import CohortStatistics

/// Patients for an interval and for a test.
package struct SampleSizes: JSONObject, Hashable {
  /// The power of a test where none is asked for.
  package static let standardPower = StudyDesign.standardPower
  /// The level of a test where none is asked for.
  package static let standardLevel = StudyDesign.standardLevel

  package var fraction = 0.0
  package var halfWidth: Double?
  package var intervalPatients: Int?
  package var null: Double?
  package var power = 0.0
  package var alpha = 0.0
  package var testPatients: Int?
  package var criticalCount: Int?
  package var testPower: Double?
  package var accuracy = 1.0
  package var inflation = 1.0

  package init() {}

  package static let properties: [JSONProperty<SampleSizes>] = [
    JSONProperty(
      "fraction", \.fraction, unit: .shareOfPatients, .fraction,
      meaning: "Expected fraction of patients"),
    JSONProperty(
      "half_width", \.halfWidth, unit: .shareOfPatients, .positiveFraction,
      meaning: "Target half-width of the 95 % interval (Wilson)"),
    JSONProperty(
      "interval_patients", \.intervalPatients, unit: .patients, .count,
      meaning: "Assessable patients for `half_width`; absent where none is requested or more than "
        + "2^31 are needed"),
    JSONProperty(
      "null", \.null, unit: .shareOfPatients, .fraction, meaning: "Fraction to reject"),
    JSONProperty(
      "power", \.power, unit: .probability, .probability, meaning: "Power that the test should have"
    ),
    JSONProperty(
      "alpha", \.alpha, unit: .probability, .probability,
      meaning: "Level of the exact one-sided test"),
    JSONProperty(
      "test_patients", \.testPatients, unit: .patients, .count,
      meaning: "Assessable patients for the test; absent above 100,000"),
    JSONProperty(
      "critical_count", \.criticalCount, unit: .patients, .count,
      meaning: "Fewest patients counted in the fraction that reject `null`"),
    JSONProperty(
      "test_power", \.testPower, unit: .probability, .probability,
      meaning: "Power with `test_patients`"),
    JSONProperty(
      "accuracy", \.accuracy, .fraction, meaning: "Share of calls that are correct"),
    JSONProperty(
      "inflation", \.inflation, .nonNegative,
      meaning: "Factor by which incorrect calls multiply the patients"),
  ]
}
