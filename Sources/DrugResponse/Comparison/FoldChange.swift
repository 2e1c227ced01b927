import Glibc
import NumericalMethods

/// By what factor a dose differs between two curves.
public struct FoldChange: Hashable, Sendable {
  /// The ratio of the doses, the first curve's over the second's, with its interval.
  public let ratio: Estimate
  /// The two-sided p-value against a ratio of 1.
  public let pValue: Double
  /// The degrees of freedom of the t distribution.
  public let degreesOfFreedom: Double

  /// Compares two curves fitted to different wells.
  ///
  /// The difference of `ln x` over its standard error, with degrees of freedom after Welch and
  /// Satterthwaite, since two lines need not be equally noisy.
  ///
  /// - Returns: `nil` where one of the curves does not reach the dose.
  public init?(
    of first: HillFit, over second: HillFit, _ question: DoseQuestion = .relativeIC50,
    level: Double = 0.95
  ) {
    guard let one = first.logDose(question), let other = second.logDose(question) else {
      return nil
    }
    let (a, b) = (
      one.standardError * one.standardError, other.standardError * other.standardError
    )
    let error = (a + b).squareRoot()
    guard error.isFinite else { return nil }
    let difference = one.value - other.value
    degreesOfFreedom =
      error == 0
      ? Double(first.degreesOfFreedom + second.degreesOfFreedom)
      : (a + b) * (a + b)
        / (a * a / Double(first.degreesOfFreedom) + b * b / Double(second.degreesOfFreedom))
    let student = StudentT(degreesOfFreedom: degreesOfFreedom)
    let half = student.quantile(at: 0.5 * (1 + level)) * error
    ratio = Estimate(
      value: exp(difference), lower: exp(difference - half), upper: exp(difference + half))
    pValue =
      difference == 0 ? 1 : error == 0 ? 0 : student.twoSidedProbability(beyond: difference / error)
  }
}
