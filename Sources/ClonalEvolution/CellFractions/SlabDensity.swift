import Glibc

extension SlabShape {
  /// The lower end of the log-uniform part.
  static let logUniformStart = 0.01

  /// The prior density of a sub-clonal cancer cell fraction.
  ///
  /// Uniform: `1`. Log-uniform: `1 / (c ln 100)` on `[0.01, 1]`. Mixed: half of each.
  ///
  /// - Parameter cellFraction: In (0, 1).
  func density(at cellFraction: Double) -> Double {
    let logUniform =
      cellFraction < Self.logUniformStart ? 0 : 1 / (cellFraction * log(1 / Self.logUniformStart))
    return switch self {
    case .uniform: 1
    case .logUniform: logUniform
    case .mixed: 0.5 + 0.5 * logUniform
    }
  }
}
