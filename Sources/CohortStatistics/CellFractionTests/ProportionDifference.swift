import Glibc
import NumericalMethods

/// How much the proportions below a threshold of two groups of patients differ.
///
/// Each group has a distribution of its own, of which nothing is assumed. The interval holds every
/// `θ₁ - θ₂` whose two profile log-likelihoods together fall by no more than the ``LikelihoodDrops`` of
/// either group allow on that side: the larger one counts, which is above `z²/2` for few patients. Where
/// reads leave a range of proportions open, so do differences. The p-value compares the
/// likelihood-ratio statistic of equal proportions with `χ²` on one degree of freedom, so that of few
/// patients it may be below 0.05 while the interval holds 0.
public struct ProportionDifference: Hashable, Sendable {
  /// The first group's proportion.
  public let first: ProportionBelowThreshold
  /// The second group's proportion.
  public let second: ProportionBelowThreshold
  /// The least and the greatest difference, first minus second, in `-1...1`.
  public let lower: Double
  /// The greatest difference.
  public let upper: Double
  /// The p-value of equal proportions.
  public let pValue: Double

  /// Compares two groups.
  ///
  /// - Parameters:
  ///   - first: A group of patients.
  ///   - second: Another, on the same grid.
  ///   - threshold: `c*`, strictly between 0 and 1.
  ///   - level: The confidence, within `0..<1`.
  /// - Throws: ``CellFractionError``.
  /// - Complexity: Some forty fits of each group.
  public init(
    _ first: CellFractionCurves, _ second: CellFractionCurves, threshold: Double,
    level: Double = 0.95
  ) throws(CellFractionError) {
    guard first.grid == second.grid else { throw .curveOfOtherGrid }
    let (one, two) = (try CohortLikelihood(first), try CohortLikelihood(second))
    self.first = try ProportionBelowThreshold(one, threshold: threshold, level: level)
    self.second = try ProportionBelowThreshold(two, threshold: threshold, level: level)
    guard let freeOne = one.free, let freeTwo = two.free else {
      (lower, upper, pValue) = (-1, 1, 1)
      return
    }
    let sides = try first.grid.sides(of: threshold)
    let (a, b) = (
      try ProfileLikelihood(one.solver, sides: sides, free: freeOne),
      try ProfileLikelihood(two.solver, sides: sides, free: freeTwo)
    )
    // A greater difference has a greater first proportion and a smaller second one.
    let upwards = max(self.first.drops.upper, self.second.drops.lower)
    let downwards = max(self.first.drops.lower, self.second.drops.upper)
    let ends = (
      one: try ProfileEnds(a, lowerDrop: downwards, upperDrop: upwards),
      two: try ProfileEnds(b, lowerDrop: upwards, upperDrop: downwards)
    )
    upper = ends.one.greatest(minus: ends.two)
    lower = -ends.two.greatest(minus: ends.one)
    let fall = try Self.fallOfEquality(a, b)
    pValue = min(1, 2 * StandardNormal.upperTailProbability(above: (2 * fall).squareRoot()))
  }

  /// How far both profiles together fall at the best common proportion.
  private static func fallOfEquality(
    _ a: ProfileLikelihood, _ b: ProfileLikelihood
  ) throws(CellFractionError) -> Double {
    let top = a.top + b.top
    var best = max(a.atNone + b.atNone, a.atAll + b.atAll)
    // The sum is concave; its maximum lies between the two.
    var (low, high) = (min(a.best, b.best), max(a.best, b.best))
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      let (first, second) = (try a.point(at: middle), try b.point(at: middle))
      best = max(best, first.logLikelihood + second.logLikelihood)
      let slope = first.slope + second.slope
      // A tangent bounds what is left to gain.
      if abs(slope) * (high - low) < 1e-8 * max(1, top - best) { break }
      if slope > 0 { low = middle } else { high = middle }
    }
    return max(0, top - best)
  }
}

/// The falls of a profile on either side, up to a drop of its own, between whose points cubics run.
private struct ProfileEnds {
  private struct Knot {
    let proportion: Double
    let fall: Double
    let slope: Double
  }
  private let upperDrop: Double
  private let lower: [Knot]
  private let upper: [Knot]

  init(
    _ profile: ProfileLikelihood, lowerDrop: Double, upperDrop: Double
  ) throws(CellFractionError) {
    self.upperDrop = upperDrop
    lower = try Self.knots(profile, lowerDrop, isUpper: false)
    upper = try Self.knots(profile, upperDrop, isUpper: true)
  }

  /// From the best proportion outwards.
  private static func knots(
    _ profile: ProfileLikelihood, _ drop: Double, isUpper: Bool
  ) throws(CellFractionError) -> [Knot] {
    let end = try profile.limit(drop: drop, isUpper: isUpper)
    var knots = [Knot(proportion: profile.best, fall: 0, slope: 0)]
    let count = 12
    for step in 1...count {
      let share = Double(step) / Double(count)
      let proportion = profile.best + share * (end - profile.best)
      guard proportion > 0, proportion < 1 else {
        knots.append(
          Knot(
            proportion: end, fall: profile.top - (isUpper ? profile.atAll : profile.atNone),
            slope: .nan))
        continue
      }
      let point = try profile.point(at: proportion)
      knots.append(
        Knot(
          proportion: proportion, fall: max(0, profile.top - point.logLikelihood),
          slope: -point.slope))
    }
    return knots
  }

  /// The fall at a share of the way to an end.
  private static func fall(_ knots: [Knot], at share: Double) -> Double {
    let place = min(knots.count - 2, Int(share * Double(knots.count - 1)))
    let (a, b) = (knots[place], knots[place + 1])
    let t = share * Double(knots.count - 1) - Double(place)
    let length = b.proportion - a.proportion
    // At 0 and 1 the slope is not known: a line, which lies above a convex fall.
    guard b.slope.isFinite, a.slope.isFinite else { return a.fall + t * (b.fall - a.fall) }
    return a.fall * (1 + 2 * t) * (1 - t) * (1 - t) + b.fall * t * t * (3 - 2 * t)
      + length * t * (1 - t) * (a.slope * (1 - t) - b.slope * t)
  }

  private static func proportion(_ knots: [Knot], at share: Double) -> Double {
    knots[0].proportion + share * (knots[knots.count - 1].proportion - knots[0].proportion)
  }

  /// How far out a fall is reached, as a share of the way to an end.
  private static func share(_ knots: [Knot], ofFall allowed: Double) -> Double {
    if knots[knots.count - 1].fall <= allowed { return 1 }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<50 {
      let middle = 0.5 * (low + high)
      if fall(knots, at: middle) <= allowed { low = middle } else { high = middle }
    }
    return low
  }

  /// The greatest difference to another profile, whose lower drop is this one's upper drop, with both
  /// falls together within it.
  func greatest(minus other: ProfileEnds) -> Double {
    func difference(_ share: Double) -> Double {
      let left = max(0, upperDrop - Self.fall(upper, at: share))
      return Self.proportion(upper, at: share)
        - Self.proportion(other.lower, at: Self.share(other.lower, ofFall: left))
    }
    // The difference is concave in the share.
    let most = Self.share(upper, ofFall: upperDrop)
    var (low, high) = (0.0, most)
    for _ in 0..<60 {
      let (a, b) = (low + (high - low) / 3, high - (high - low) / 3)
      if difference(a) < difference(b) { low = a } else { high = b }
    }
    return min(1, max(difference(0), difference(most), difference(0.5 * (low + high))))
  }
}
