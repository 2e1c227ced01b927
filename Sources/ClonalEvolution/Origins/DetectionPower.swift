/// The power to detect a clone at a known site in one sample.
public struct DetectionPower: Hashable, Sendable {
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
  public func criticalCount(alpha: Double = 1e-3) -> Int { 0 }

  /// P(at least k* alternate reads | cancer cell fraction).
  public func power(at cellFraction: Double, alpha: Double = 1e-3) -> Double { 0 }

  /// The smallest cancer cell fraction found with a power; `nil` if a clonal mutation is not.
  public func limitOfDetection(power target: Double = 0.95, alpha: Double = 1e-3) -> Double? { nil }

  /// The least depth at which a cancer cell fraction is found with a power, every greater depth
  /// up to a tenth more included; `nil` when none up to 10 million does.
  public func depthNeeded(
    for cellFraction: Double, power target: Double = 0.95, alpha: Double = 1e-3
  ) -> Int? { nil }
}
