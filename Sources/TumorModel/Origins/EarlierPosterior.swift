/// The posterior of a call's earlier cancer cell fraction, given the reads of both samples.
///
/// The probabilities of 0 and 1, and the mass of each of ``edges``' ranges between, artefacts and
/// inherited variants counting as 0. The call's ``CellFractionSummary`` is of another one, given presence.
public struct EarlierPosterior: Hashable, Sendable {
  /// The index in ``PatientEvidence/mutations``.
  public var mutation: Int
  /// The earlier sample, `nil` for all earlier ones together.
  public var earlier: Int?
  /// The later sample, `nil` for all later ones together.
  public var later: Int?
  /// P(c = 0), 0 to 1.
  public var absent: Double
  /// P of each range of ``edges``, 0 to 1.
  public var ranges: [Double]
  /// P(c = 1), 0 to 1.
  public var clonal: Double
  /// P(c >= edge, c > 0 | present later) of each of ``edges``, 0 to 1, which an acquired call holds
  /// against its threshold; `nil` where the later sample cannot have the mutation.
  ///
  /// For joint calls, that of a fraction which all earlier samples share.
  public var atOrAbove: [Double]?
  /// Why the call is acquired at no threshold; `nil` where a threshold would allow it, and of calls of
  /// another origin.
  public var acquiredVeto: IndeterminateReason?

  /// The ends of the ranges, from 0 to 1: 0.01 wide below 0.1, where limits of detection lie, and
  /// 0.02 wide above.
  public static let edges: [Double] =
    (0..<10).map { Double($0) / 100 } + (5...50).map { Double($0) / 50 }

  /// Creates a posterior.
  public init(
    mutation: Int, earlier: Int?, later: Int?, absent: Double, ranges: [Double], clonal: Double
  ) {
    self.mutation = mutation
    self.earlier = earlier
    self.later = later
    self.absent = absent
    self.ranges = ranges
    self.clonal = clonal
  }
}
