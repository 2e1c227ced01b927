import Glibc
import NumericalMethods

/// P(at least `k` alternate reads of `n`) by the share of mutated molecules that a clone gives.
///
/// Everything that copy number, purity and the cancer cell fraction do to detection they do through that
/// share, so that one curve serves all of them: it is tabulated at even steps of its square root, in
/// which counts spread alike, finer where most alternate reads are errors, and read by cubics through
/// four points (error below 2e-4).
struct DetectionCurve {
  private let table: Table
  /// The same at small shares, where errors spread counts less than alleles do.
  private let small: Table?

  /// A step's part of the spread of the square root of a share.
  private static let resolution = 0.14
  /// The square root of the share at which the finer steps end.
  private static let smallRoot = 0.05
  /// Steps that are not much finer are not worth their own.
  private static let leastRatio = 0.75
  private static let leastPoints = 16.0
  /// Beyond some hundred thousand reads a curve is a step, whose place this many points tell well enough.
  private static let mostPoints = 8_192.0
  /// Where a clone is missed less often, it is always found.
  private static let certain = 1e-10

  /// Tabulates one count and depth.
  ///
  /// - Parameters:
  ///   - count: `k`, at least 1.
  ///   - depth: `n`, at least 1.
  ///   - error: The errors at the locus.
  ///   - alleles: The precision of allele counts.
  init(count: Int, depth: Int, error: ErrorModel, alleles: Double) {
    func step(_ precision: Double) -> Double {
      let n = Double(depth)
      let effective = precision.isInfinite ? n : n * precision / (n + precision)
      let points = (effective.squareRoot() * 2 / Self.resolution).rounded(.up)
      return 1 / min(Self.mostPoints, max(Self.leastPoints, points))
    }
    func chances(_ roots: SIMD4<Double>) -> SIMD4<Double> {
      var (means, precisions) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
      for lane in 0..<4 {
        let share = roots[lane] * roots[lane]
        means[lane] = error.frequency(share: share)
        precisions[lane] = error.precision(share: share, alleles: alleles)
      }
      return BetaBinomialBatch.upperTails(
        from: count, depth: depth, means: means, precisions: precisions)
    }
    let (usual, fine) = (step(alleles), step(error.precision))
    table = Table(step: usual, end: 1, chances)
    small =
      fine < Self.leastRatio * usual
      ? Table(step: fine, end: Self.smallRoot + 2 * fine, chances) : nil
  }

  /// The chance at a share of mutated molecules, after capture.
  func value(at share: Double) -> Double { value(root: share.squareRoot()) }

  /// The same by the square root of the share.
  @inline(__always)
  func value(root: Double) -> Double {
    if root < Self.smallRoot, let small { return small.value(root) }
    return table.value(root)
  }

  /// Values at even steps from 0 on.
  private struct Table {
    private let inverseStep: Double
    private var values: [Double] = []

    /// Tabulates chances, four at a time.
    init(step: Double, end: Double, _ chances: (SIMD4<Double>) -> SIMD4<Double>) {
      inverseStep = 1 / step
      let points = Int((end / step).rounded())
      values.reserveCapacity(points + 1)
      for start in stride(from: 0, through: points, by: 4) {
        let roots = SIMD4(0, 1, 2, 3) + Double(start)
        let four = chances(pointwiseMin(roots * step, SIMD4(repeating: 1)))
        for lane in 0..<min(4, points - start + 1) {
          let value = four[lane]
          values.append(value)
          if value > 1 - DetectionCurve.certain {
            // Nothing changes from here on.
            values += [value, value]
            return
          }
        }
      }
    }

    @inline(__always)
    func value(_ root: Double) -> Double {
      values.withUnsafeBufferPointer { values in
        let place = root * inverseStep
        guard place < Double(values.count - 1) else { return values[values.count - 1] }
        let index = min(Int(place), values.count - 3)
        let t = place - Double(index)
        // The chance is even in the root, so that it goes on below 0 as it does above.
        let before = index == 0 ? values[1] : values[index - 1]
        let (low, high, after) = (values[index], values[index + 1], values[index + 2])
        let (s, u, v) = (t + 1, t - 1, t - 2)
        let (outer, inner) = (t * u * (1.0 / 6), s * v * 0.5)
        let cubic = outer * (s * after - v * before) + inner * (u * low - t * high)
        return min(1, max(0, cubic))
      }
    }
  }
}
