import Glibc
import TumorModel

/// A site's background to within what a call can feel, so that sites share their tables.
///
/// The mean is kept to 2.5 % and the precision to 13 %; both lie well within what any panel knows.
struct BackgroundClass: Hashable, Sendable {
  private let code: Int32

  private static let meanStep = 0.05
  private static let precisionStep = 0.25
  /// Means below 1e-6 and precisions above 1e5 are more than any panel knows.
  private static let leastMeanCode = 276.0
  private static let greatestPrecisionCode = 46.0

  init(_ background: SiteBackground) {
    let mean = (-log(background.mean) / Self.meanStep).rounded()
    let precision = (log(max(background.precision, 1)) / Self.precisionStep).rounded()
    code =
      Int32(min(max(mean, 0), Self.leastMeanCode)) << 16 | Int32(
        min(precision, Self.greatestPrecisionCode)) << 8
      | (background.source == .panel ? 1 : 0)
  }

  /// μ0.
  var mean: Double { exp(-Self.meanStep * Double(code >> 16)) }
  /// s0.
  var precision: Double { exp(Self.precisionStep * Double(code >> 8 & 0xFF)) }
  /// Where it was learnt.
  var source: SiteBackground.Source { code & 1 == 1 ? .panel : .normals }
}
