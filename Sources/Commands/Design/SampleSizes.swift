import CohortStatistics
import Foundation
import Reporting

/// Patients for an interval and for a test.
struct SampleSizes: Codable, Hashable, Sendable {
  var fraction: Double
  /// Patients for the interval; absent where none is asked for or more than 2^31 are needed.
  var halfWidth: Double?
  var intervalPatients: Int?
  var null: Double?
  var power: Double
  var alpha: Double
  /// Patients for the test, and from how many acquired on it refutes; absent above 100,000.
  var testPatients: Int?
  var criticalCount: Int?
  var testPower: Double?
  var accuracy: Double
  /// By how much imperfect calls multiply the patients.
  var inflation: Double

  init(
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
  var text: String {
    var lines: [String] = []
    func inflated(_ patients: Int) -> String {
      guard accuracy < 1 else { return "" }
      let number = Double(patients) * inflation
      let words = number < 1e15 ? Wording.grouped(Int(number.rounded(.up))) : "too many"
      return "; \(words) where \(Wording.number(accuracy)) of the calls are right"
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
          "\(Wording.count(testPatients, "assessable patient")) to refute "
            + "\(Wording.number(null)) at \(Wording.number(fraction)) with power "
            + "\(Wording.number(testPower)) (exact, one-sided \(Wording.number(alpha))): from "
            + "\(criticalCount) acquired on" + inflated(testPatients))
      } else {
        lines.append(
          "More than 100,000 patients would be needed to refute \(Wording.number(null)).")
      }
    }
    return lines.joined(separator: "\n")
  }
}
