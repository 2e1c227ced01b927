import Glibc

/// How far the log-likelihood of reads falls below its greatest value, along the cancer cell fraction.
///
/// ```
/// fall(c) = max ln P(reads | ·) - ln P(reads | c)
/// ```
/// at each of ``fractions``: with four significant digits, from 1e-5 nats up to 20, which stands for
/// everything less likely. A likelihood ratio of three is a fall of 1.1. Many patients with the same
/// reads add up their roundings, so that what matters is the relative one: half a thousandth moves no
/// end of a cohort's interval by more than 0.002.
///
/// A likelihood alone: it holds no prior, no call and no ratio of two hypotheses.
public struct LikelihoodFalls: Hashable, Sendable {
  /// The cancer cell fractions, rising from 0 to 1: 0 and then 38 steps of at most 17 %, with 0.01, 0.05,
  /// 0.1 and 0.25 among them.
  public static let fractions: [Double] = {
    let segments: [(from: Double, to: Double, steps: Int)] = [
      (0.002, 0.01, 5), (0.01, 0.05, 11), (0.05, 0.1, 5), (0.1, 0.25, 6), (0.25, 1, 10),
    ]
    var points = [0.0]
    for segment in segments {
      let step = log(segment.to / segment.from) / Double(segment.steps)
      points.append(segment.from)
      points += (1..<segment.steps).map { segment.from * exp(Double($0) * step) }
    }
    return points + [1]
  }()

  /// The least fall that is told from none, in nats.
  public static let unit = 1e-5
  /// The greatest fall that is kept, in ``unit``.
  public static let greatest = 2_000_000

  /// The fall at each of ``fractions`` in ``unit``, at most ``greatest``; empty where all are 0.
  public let units: [UInt32]

  /// Reads that say nothing.
  public static let flat = LikelihoodFalls()

  private init() { units = [] }

  /// Takes falls as a table holds them.
  ///
  /// - Parameter units: One for each of ``fractions``, or none for reads that say nothing.
  /// - Returns: `nil` for another number of them, for one above ``greatest``, and where none is 0.
  public init?(units: [UInt32]) {
    if units.isEmpty || units.allSatisfy({ $0 == 0 }) {
      guard units.isEmpty || units.count == Self.fractions.count else { return nil }
      self.units = []
      return
    }
    guard units.count == Self.fractions.count, units.contains(0),
      units.allSatisfy({ $0 <= Self.greatest })
    else { return nil }
    self.units = units
  }

  /// Takes log-likelihoods, in nats up to a common constant.
  ///
  /// - Parameter logLikelihoods: One for each of ``fractions``; minus infinity where the reads are
  ///   impossible. Another number of them traps.
  public init(logLikelihoods: [Double]) {
    precondition(logLikelihoods.count == Self.fractions.count, "one value for each fraction")
    let best = logLikelihoods.max() ?? 0
    guard best.isFinite else {
      units = []
      return
    }
    let rounded = logLikelihoods.map { Self.rounded(best - $0) }
    units = rounded.contains { $0 > 0 } ? rounded : []
  }

  private static func rounded(_ fall: Double) -> UInt32 {
    if fall >= 20 { return UInt32(greatest) }
    // Four significant digits.
    let step: UInt32 =
      fall < 0.1 ? 1 : fall < 1 ? 10 : fall < 10 ? 100 : 1_000
    return step * UInt32((fall / (unit * Double(step))).rounded())
  }

  /// Whether the reads say nothing.
  public var isFlat: Bool { units.isEmpty }

  /// The falls in nats, one for each of ``fractions``.
  public var nats: [Double] {
    isFlat
      ? [Double](repeating: 0, count: Self.fractions.count) : units.map { Self.unit * Double($0) }
  }
}
