import NumericalMethods

/// The power to detect a clone at a known site in one sample.
///
/// Depth, purity, copy number and clonality decide what could have been seen, and so whether a mutation
/// can be said to be absent: K. Cibulskis et al., *Nat. Biotechnol.* 31, 213–219 (2013),
/// doi:10.1038/nbt.2514. The critical count and the limit of detection are to reads what the limits of
/// blank and of detection are to an assay: D. A. Armbruster and T. Pry, *Clin. Biochem. Rev.* 29 Suppl. 1,
/// S49–S52 (2008), PMID 18852857.
public struct DetectionPower: Hashable, Sendable {
  /// The power of a limit of detection.
  public static let limitPower = 0.95

  /// Reads at the site.
  public let depth: Int
  /// Tumour cell share, in (0, 1].
  public let purity: Double
  /// Total copies per tumour cell.
  public let tumorCopies: Int
  /// Copies per normal cell.
  public let normalCopies: Int
  /// Mutated copies per mutated tumour cell.
  public let multiplicity: Int
  /// P(read alternate | molecule reference).
  public let errorRate: Double
  /// Beta-binomial precision of allele counts; infinite for the binomial.
  public let precision: Double
  /// Beta-binomial precision of errors; infinite for the binomial.
  public let errorPrecision: Double

  /// Creates a setting, or `nil` when a value is out of range or the tumour has no copy.
  public init?(
    depth: Int, purity: Double, tumorCopies: Int = 2, normalCopies: Int = 2, multiplicity: Int = 1,
    errorRate: Double = 1e-3, precision: Double = .infinity, errorPrecision: Double = .infinity
  ) {
    guard depth >= 0, purity > 0, purity <= 1, tumorCopies >= 1, normalCopies >= 0,
      multiplicity >= 1, multiplicity <= tumorCopies, errorRate >= 0, errorRate < 0.5,
      precision > 0, errorPrecision > 0
    else { return nil }
    self.depth = depth
    self.purity = purity
    self.tumorCopies = tumorCopies
    self.normalCopies = normalCopies
    self.multiplicity = multiplicity
    self.errorRate = errorRate
    self.precision = precision
    self.errorPrecision = errorPrecision
  }

  /// k*: the fewest alternate reads that error alone reaches with probability at most `alpha`.
  ///
  /// `min {k >= 1 : P(K >= k | ε01) <= α}`; one more than the depth where no count is enough.
  ///
  /// - Complexity: O(k* log k*).
  public func criticalCount(alpha: Double = 1e-3) -> Int {
    func isRare(_ count: Int) -> Bool {
      count > depth
        || BetaBinomialBatch.upperTail(
          from: count, depth: depth, mean: errorRate, precision: errorPrecision) <= alpha
    }
    // Most sites need a few reads; beyond, the tail falls with the count, so that halving finds it.
    var high = 1
    while high < 8 {
      if isRare(high) { return high }
      high += 1
    }
    var low = high - 1
    while !isRare(high) { (low, high) = (high, 2 * high) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isRare(middle) { high = middle } else { low = middle }
    }
    return min(high, depth + 1)
  }

  /// P(at least k* alternate reads | cancer cell fraction), in `0...1`.
  public func power(at cellFraction: Double, alpha: Double = 1e-3) -> Double {
    power(at: cellFraction, count: criticalCount(alpha: alpha))
  }

  /// The smallest cancer cell fraction found with a power; `nil` if even a clonal mutation would be
  /// missed more often.
  ///
  /// Not monotone in depth: k* rises by whole reads.
  public func limitOfDetection(power target: Double = Self.limitPower, alpha: Double = 1e-3)
    -> Double?
  {
    let count = criticalCount(alpha: alpha)
    guard power(at: 1, count: count) >= target else { return nil }
    var (low, high) = (0.0, 1.0)
    // Bisection to the last digits: the function is monotone and cheap.
    while high - low > 1e-13 {
      let middle = 0.5 * (low + high)
      if power(at: middle, count: count) >= target { high = middle } else { low = middle }
    }
    return high
  }

  /// The least depth from which a cancer cell fraction is found with a power, a tenth more depth
  /// included; `nil` when none up to 10 million reads does.
  ///
  /// Power is not monotone in depth, since k* jumps; the depth returned holds at every depth from it
  /// to 1.1 times it that was tried.
  public func depthNeeded(
    for cellFraction: Double, power target: Double = Self.limitPower, alpha: Double = 1e-3
  ) -> Int? {
    Self.leastDepth { depth in
      guard let setting = with(depth: depth) else { return false }
      return setting.power(at: cellFraction, alpha: alpha) >= target
    }
  }

  /// The least depth from which on, up to 1.1 times it, every depth that is tried suffices; `nil`
  /// when none up to 10 million does.
  static func leastDepth(_ suffices: (Int) -> Bool) -> Int? {
    func holds(_ depth: Int) -> Bool {
      let step = max(1, depth / 200)
      return stride(from: depth, through: depth + depth / 10 + 1, by: step).allSatisfy(suffices)
    }
    var high = 1
    while !holds(high) {
      high *= 2
      if high > 10_000_000 { return nil }
    }
    var low = high / 2
    while high - low > max(1, low / 1000) {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private func with(depth: Int) -> DetectionPower? {
    DetectionPower(
      depth: depth, purity: purity, tumorCopies: tumorCopies, normalCopies: normalCopies,
      multiplicity: multiplicity, errorRate: errorRate, precision: precision,
      errorPrecision: errorPrecision)
  }

  private func power(at cellFraction: Double, count: Int) -> Double {
    let error = ErrorModel(rate: errorRate, missRate: errorRate, precision: errorPrecision)
    guard
      let map = ExpectedFrequency(
        purity: purity, tumorCopies: Double(tumorCopies), normalCopies: Double(normalCopies),
        multiplicity: Double(multiplicity), errorRate: errorRate, missRate: errorRate)
    else { return 0 }
    let share = map.clonalMoleculeFraction * cellFraction
    return BetaBinomialBatch.upperTail(
      from: count, depth: depth, mean: error.frequency(share: share),
      precision: error.precision(share: share, alleles: precision))
  }
}
