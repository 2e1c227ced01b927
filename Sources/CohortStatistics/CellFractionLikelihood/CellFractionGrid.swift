import TumorModel

/// The cancer cell fractions at which likelihood curves are evaluated, from 0 to 1.
///
/// A distribution of fractions over patients is a set of masses on these points; nothing between them
/// is assumed. Reads cannot tell two neighbours apart where their ratio is small, so that the fit of a
/// finer grid is hardly better.
public struct CellFractionGrid: Hashable, Sendable {
  /// The fractions, ascending, the first 0 and the last 1.
  public let points: [Double]

  /// The grid of 39 points: 0 and then steps of at most 17 %, with 0.01, 0.05, 0.1 and 0.25 among them.
  public static let standard = CellFractionGrid(ascending: LikelihoodFalls.fractions)

  /// Creates a grid.
  ///
  /// - Parameter points: At least two, strictly ascending from exactly 0 to exactly 1.
  /// - Throws: ``CellFractionError/invalidGrid`` for anything else.
  public init(points: [Double]) throws(CellFractionError) {
    guard points.count >= 2, points.first == 0, points.last == 1,
      zip(points, points.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw .invalidGrid }
    self.points = points
  }

  private init(ascending points: [Double]) { self.points = points }

  /// The number of points.
  public var count: Int { points.count }

  /// How far apart two fractions may be, as a ratio, that reads at a threshold cannot be asked to tell
  /// apart.
  ///
  /// A cohort whose clones all sit at the threshold is covered less often than stated when its
  /// neighbours of one grid step count on one side only.
  public static let zone = 1.17

  /// The points on either side of a threshold; those within ``zone`` of it are on both.
  ///
  /// - Parameter threshold: Strictly between 0 and 1.
  /// - Throws: ``CellFractionError/invalidThreshold``.
  func sides(of threshold: Double) throws(CellFractionError) -> ThresholdSides {
    guard threshold > 0, threshold < 1 else { throw .invalidThreshold(threshold) }
    return ThresholdSides(
      below: points.indices.filter { points[$0] <= threshold * Self.zone },
      above: points.indices.filter { points[$0] >= threshold / Self.zone })
  }
}

/// The grid points that count as below a threshold and those that count as at or above it.
struct ThresholdSides: Hashable, Sendable {
  let below: [Int]
  let above: [Int]

  /// The part of a distribution over all grid points that lies below; a point on both sides has half
  /// of its mass there.
  func share(of masses: [Double]) -> Double {
    let isAbove = Set(above)
    return below.reduce(0) { $0 + masses[$1] * (isAbove.contains($1) ? 0.5 : 1) }
  }
}
