import CohortStatistics
import Foundation
package import Results
import Wording

/// Patients for an interval and for a test.
package struct SampleSizes: JSONObject, Hashable {
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
      meaning: "Expected acquired fraction"),
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
      meaning: "Fewest patients with an acquired mutation that reject `null`"),
    JSONProperty(
      "test_power", \.testPower, unit: .probability, .probability,
      meaning: "Power with `test_patients`"),
    JSONProperty(
      "accuracy", \.accuracy, .fraction, meaning: "Share of calls that are correct"),
    JSONProperty(
      "inflation", \.inflation, .nonNegative,
      meaning: "Factor by which incorrect calls multiply the patients"),
  ]

  package init(
    fraction: Double, halfWidth: Double?, null: Double?, power: Double, alpha: Double,
    accuracy: Double
  ) {
    self.fraction = fraction
    (self.halfWidth, self.null) = (halfWidth, null)
    (self.power, self.alpha, self.accuracy) = (power, alpha, accuracy)
    inflation = StudyDesign.inflation(accuracy: accuracy) ?? .greatestFiniteMagnitude
    intervalPatients = halfWidth.flatMap {
      StudyDesign.patients(wilsonHalfWidth: $0, proportion: fraction)
    }
    guard let null else { return }
    let test = StudyDesign.exactTest(
      null: null, alternative: fraction, alpha: alpha, power: power)
    testPatients = test?.patients
    criticalCount = test?.criticalCount
    testPower = test?.power
  }

  /// The answer for a person.
  package var text: String {
    var lines: [String] = []
    func inflated(_ patients: Int) -> String {
      guard accuracy < 1 else { return "" }
      let number = Double(patients) * inflation
      let words = number < 1e15 ? Wording.grouped(Int(number.rounded(.up))) : "too many"
      return "; \(words) if \(Wording.number(accuracy)) of the calls are correct"
    }
    if let halfWidth {
      lines.append(
        intervalPatients.map {
          "\(Wording.count($0, "assessable patient")) for a 95 % interval of ±"
            + "\(Wording.number(halfWidth)) (Wilson) at a fraction of \(Wording.number(fraction))"
            + inflated($0)
        } ?? "No number of patients is enough for ±\(Wording.number(halfWidth)).")
    }
    if let null {
      if let testPatients, let criticalCount, let testPower {
        lines.append(
          "\(Wording.count(testPatients, "assessable patient")) to reject "
            + "\(Wording.number(null)) at \(Wording.number(fraction)) with power "
            + "\(Wording.number(testPower)) (exact, one-sided \(Wording.number(alpha))): at least "
            + "\(criticalCount) acquired" + inflated(testPatients))
      } else {
        lines.append(
          "More than 100,000 patients would be needed to reject \(Wording.number(null)).")
      }
    }
    return lines.joined(separator: "\n")
  }
}
