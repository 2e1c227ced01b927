import CohortStatistics
package import Results

extension SampleSizes {
  /// Finds the patients that an interval and a test need.
  package init(
    fraction: Double, halfWidth: Double?, null: Double?, power: Double, alpha: Double,
    accuracy: Double
  ) {
    self.init()
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
}
