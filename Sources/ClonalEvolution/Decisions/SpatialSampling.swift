/// What a biopsy of a few regions can miss of a tumour that is not the same throughout.
///
/// A clone is in a share `φ` of regions; regions of one tumour resemble each other with the
/// intra-class correlation `icc`, so that the regions that hold it are beta-binomial. Reads cannot
/// tell "acquired" from "only in a region that was not sampled": both have the same likelihood, and
/// what is said of the whole patient rests on assumptions alone.
public struct SpatialSampling: Hashable, Sendable {
  /// `φ`: the expected share of regions with the clone, in `0...1`.
  public let prevalence: Double
  /// `icc`: the correlation of presence between regions, in `0...1`.
  public let correlation: Double

  /// The shares of regions over which the range for the whole patient runs; an assumption.
  public static let assumedPrevalences = 0.05...0.3

  /// Creates an assumption, or `nil` when a value is outside `0...1`.
  public init?(prevalence: Double, correlation: Double) {
    guard (0...1).contains(prevalence), (0...1).contains(correlation) else { return nil }
    self.prevalence = prevalence
    self.correlation = correlation
  }

  /// The probability that none of the sampled regions holds the clone.
  ///
  /// `B(a, b + R) / B(a, b)` with `a = φ t`, `b = (1 - φ) t`, `t = (1 - icc) / icc`, written as a
  /// product that also holds at a correlation of 0 and 1.
  ///
  /// - Parameter regions: `R`, at least 0.
  /// - Complexity: O(`regions`).
  public func probabilityOfMissingAll(regions: Int) -> Double {
    precondition(regions >= 0)
    guard regions > 0 else { return 1 }
    var probability = 1 - prevalence
    for region in 1..<regions {
      let earlier = Double(region) * correlation
      probability *= ((1 - prevalence) * (1 - correlation) + earlier) / (1 - correlation + earlier)
    }
    return probability
  }

  /// The range of P(acquired in the patient), over ``assumedPrevalences``.
  ///
  /// `p_acquired π_acquired / (π_acquired + π_unsampled)`, where `π_unsampled` is the prior of a
  /// sub-clone that was there before and in none of the sampled regions. The range reflects these
  /// assumptions and no read; show it as such and never as one number.
  ///
  /// - Parameters:
  ///   - acquired: The posterior of "acquired" for the sampled tissue.
  ///   - acquiredPrior: `π_acquired`, the prior of acquired mutations; positive.
  ///   - preexistingPrior: The prior of pre-existing sub-clonal mutations; at least 0.
  ///   - regions: Regions that were sampled.
  ///   - correlation: `icc`, in `0...1`.
  /// - Returns: `nil` when a value is out of range.
  public static func acquiredInPatient(
    acquired: Double, acquiredPrior: Double, preexistingPrior: Double, regions: Int = 1,
    correlation: Double = 0.5
  ) -> ClosedRange<Double>? {
    guard (0...1).contains(acquired), acquiredPrior > 0, preexistingPrior >= 0,
      let rare = SpatialSampling(
        prevalence: assumedPrevalences.lowerBound, correlation: correlation),
      let common = SpatialSampling(
        prevalence: assumedPrevalences.upperBound, correlation: correlation)
    else { return nil }
    let bound = { (sampling: SpatialSampling) in
      let unsampled = preexistingPrior * sampling.probabilityOfMissingAll(regions: regions)
      return acquired * acquiredPrior / (acquiredPrior + unsampled)
    }
    return bound(rare)...bound(common)
  }
}
