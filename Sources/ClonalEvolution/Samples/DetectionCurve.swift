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
      return 1 / max(Self.leastPoints, (effective.squareRoot() * 2 / Self.resolution).rounded(.up))
    }
    func chance(_ root: Double) -> Double {
      let share = root * root
      return BetaBinomialBatch.upperTail(
        from: count, depth: depth, mean: error.frequency(share: share),
        precision: error.precision(share: share, alleles: alleles))
    }
    let (usual, fine) = (step(alleles), step(error.precision))
    table = Table(step: usual, end: 1, chance)
    small =
      fine < Self.leastRatio * usual
      ? Table(step: fine, end: Self.smallRoot + 2 * fine, chance) : nil
  }

  /// The chance at a share of mutated molecules, after capture.
  func value(at share: Double) -> Double {
    let root = share.squareRoot()
    if root < Self.smallRoot, let small { return small.value(root) }
    return table.value(root)
  }

  /// Values at even steps from 0 on.
  private struct Table {
    let step: Double
    private var values: [Double] = []

    init(step: Double, end: Double, _ chance: (Double) -> Double) {
      self.step = step
      let points = Int((end / step).rounded())
      values.reserveCapacity(points + 1)
      for point in 0...points {
        let value = chance(min(1, Double(point) * step))
        values.append(value)
        if value > 1 - DetectionCurve.certain {
          // Nothing changes from here on.
          values += [value, value]
          break
        }
      }
    }

    func value(_ root: Double) -> Double {
      let place = root / step
      guard place < Double(values.count - 1) else { return values[values.count - 1] }
      let index = min(Int(place), values.count - 3)
      let t = place - Double(index)
      // The chance is even in the root, so that it goes on below 0 as it does above.
      let before = index == 0 ? values[1] : values[index - 1]
      let (low, high, after) = (values[index], values[index + 1], values[index + 2])
      let (s, u, v) = (t + 1, t - 1, t - 2)
      let cubic =
        -t * u * v / 6 * before + s * u * v / 2 * low - s * t * v / 2 * high + s * t * u / 6 * after
      return min(1, max(0, cubic))
    }
  }
}
