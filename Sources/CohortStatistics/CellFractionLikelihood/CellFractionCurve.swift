import Glibc
public import TumorModel

/// What the reads of one tumour say of the cancer cell fraction of a mutation: `P(reads | c)` on a grid.
///
/// Only ratios matter: a curve is known up to a factor. It is a likelihood, with purity, copy number and
/// error rate integrated out; never a posterior, a call or a ratio of two hypotheses, each of which
/// would put a prior of its own into every patient.
public struct CellFractionCurve: Hashable, Sendable {
  /// The fractions at which it is known.
  public let grid: CellFractionGrid
  /// `ln P(reads | c)`, shifted so that the largest is 0, and at least ``lowest``.
  public let logLikelihoods: [Double]

  /// The least logarithm that is kept, in nats: about `ln 1e-290`.
  ///
  /// What is less likely than that by a factor of 1e290 is not told apart any more.
  public static let lowest = -345.0

  /// Creates a curve from logarithms.
  ///
  /// - Parameters:
  ///   - logLikelihoods: One per grid point, in nats, up to a common constant; minus infinity where the
  ///     reads are impossible.
  ///   - grid: The grid.
  /// - Throws: ``CellFractionError``: another number of values, a value that is not a number or
  ///   infinite, or minus infinity everywhere.
  public init(
    logLikelihoods: [Double], grid: CellFractionGrid = .standard
  ) throws(CellFractionError) {
    guard logLikelihoods.count == grid.count else { throw .curveOfOtherGrid }
    var largest = -Double.infinity
    for (point, value) in logLikelihoods.enumerated() {
      guard !value.isNaN, value < .infinity else { throw .invalidLikelihood(point: point) }
      largest = max(largest, value)
    }
    guard largest > -.infinity else { throw .impossibleReads }
    self.grid = grid
    self.logLikelihoods = logLikelihoods.map { max($0 - largest, Self.lowest) }
  }

  /// Creates a curve from likelihoods.
  ///
  /// - Parameters:
  ///   - likelihoods: One per grid point, at least 0 and finite, up to a common factor.
  ///   - grid: The grid.
  /// - Throws: ``CellFractionError``: another number of values, one that is negative, infinite or not a
  ///   number, or 0 everywhere.
  public init(
    likelihoods: [Double], grid: CellFractionGrid = .standard
  ) throws(CellFractionError) {
    guard likelihoods.count == grid.count else { throw .curveOfOtherGrid }
    for (point, value) in likelihoods.enumerated() {
      guard value >= 0, value < .infinity else { throw .invalidLikelihood(point: point) }
    }
    try self.init(logLikelihoods: likelihoods.map { log($0) }, grid: grid)
  }

  private init(shifted logLikelihoods: [Double], grid: CellFractionGrid) {
    self.grid = grid
    self.logLikelihoods = logLikelihoods
  }

  /// The likelihood relative to the greatest one at a fall of its logarithm, in nats.
  static func likelihood(fall: Double) -> Double { exp(-fall) }

  /// Takes falls of the log-likelihood as a study's results hold them.
  public init(_ falls: LikelihoodFalls) {
    self.init(shifted: falls.nats.map { -$0 }, grid: .standard)
  }

  /// The curve of a patient without reads there: no primary, or an assay that does not cover the gene.
  public static func flat(_ grid: CellFractionGrid = .standard) -> CellFractionCurve {
    CellFractionCurve(shifted: [Double](repeating: 0, count: grid.count), grid: grid)
  }

  /// Whether it says nothing: all likelihoods equal to 1 part in 1e12.
  public var isFlat: Bool { logLikelihoods.allSatisfy { $0 > -1e-12 } }

  /// The curve of several regions of one lesion that share one cancer cell fraction: the product.
  ///
  /// - Throws: ``CellFractionError/curveOfOtherGrid``.
  public func multiplied(by other: CellFractionCurve) throws(CellFractionError)
    -> CellFractionCurve
  {
    guard grid == other.grid else { throw .curveOfOtherGrid }
    return try CellFractionCurve(
      logLikelihoods: zip(logLikelihoods, other.logLikelihoods).map { $0 + $1 }, grid: grid)
  }

  /// The likelihoods times masses of the grid points, up to a common factor.
  ///
  /// Scaled so that the largest product is near 1, also where the masses lie where the curve is lowest.
  func relativePosterior(_ masses: [Double]) -> [Double] {
    var largest = -Double.infinity
    for (value, mass) in zip(logLikelihoods, masses) where mass > 0 {
      largest = max(largest, value + log(mass))
    }
    return zip(logLikelihoods, masses).map { $1 > 0 ? exp($0 + log($1) - largest) : 0 }
  }
}
