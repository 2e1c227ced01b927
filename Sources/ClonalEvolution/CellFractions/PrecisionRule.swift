/// How the precision of allele counts follows from frequency.
enum PrecisionRule: Hashable, Sendable {
  /// One precision for alleles and errors alike.
  case constant(Double)
  /// Variances of alleles (precision `alleles`) and errors added:
  /// `1/(s_c + 1) = [q(1 − q)/(s + 1) + ε(1 − ε)/(s0 + 1)] / [g(1 − g)]`.
  case matched(alleles: Double)
}

extension PrecisionRule {
  /// The precision of errors.
  func ofErrors(_ error: ErrorModel) -> Double {
    switch self {
    case .constant(let precision): precision
    case .matched: error.precision
    }
  }

  /// The precision at a frequency.
  func value(share q: Double, mean g: Double, error: ErrorModel) -> Double {
    switch self {
    case .constant(let precision): return precision
    case .matched(let alleles):
      let spread =
        q * (1 - q) / (alleles + 1) + error.rate * (1 - error.rate) / (error.precision + 1)
      guard spread > 0 else { return .infinity }
      return max(1, g * (1 - g) / spread - 1)
    }
  }
}
