/// How reads go wrong at a site.
struct ErrorModel: Hashable, Sendable {
  /// ε01 = P(read alternate | molecule reference).
  var rate: Double
  /// ε10 = P(read not alternate | molecule alternate).
  var missRate: Double
  /// s0, the beta-binomial precision of errors.
  var precision: Double

  /// The precision of counts of which alleles and errors give a share each: their variances add up,
  /// `1/(s_c + 1) = [q(1 − q)/(s + 1) + ε(1 − ε)/(s0 + 1)] / [g(1 − g)]`.
  ///
  /// - Parameters:
  ///   - share: `q`, the share of alternate molecules, 0 to 1.
  ///   - alleles: `s`, the precision of allele counts.
  /// - Returns: `s_c`; infinite where nothing spreads them.
  func precision(share q: Double, alleles: Double) -> Double {
    let g = frequency(share: q)
    let spread = q * (1 - q) / (alleles + 1) + rate * (1 - rate) / (precision + 1)
    guard spread > 0 else { return .infinity }
    return max(1, g * (1 - g) / spread - 1)
  }

  /// `g = ε01 + (1 − ε01 − ε10) q`, the share of alternate reads.
  func frequency(share q: Double) -> Double { rate + (1 - rate - missRate) * q }
}
