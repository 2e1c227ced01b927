/// Residuals that depend on parameters, with their derivatives.
///
/// The solver calls a problem some tens of times for each fit, so both functions write into memory
/// that they are given and allocate nothing. A residual that is not finite marks a forbidden point:
/// the solver takes a shorter step.
public protocol LeastSquaresProblem {
  /// The number of parameters, at least 1.
  var parameterCount: Int { get }
  /// The number of residuals, at least that of the parameters.
  var residualCount: Int { get }

  /// Writes the residuals, weights included.
  ///
  /// - Parameters:
  ///   - parameters: ``parameterCount`` numbers.
  ///   - residuals: Room for ``residualCount`` numbers.
  func residuals(
    at parameters: UnsafePointer<Double>, into residuals: UnsafeMutablePointer<Double>)

  /// Writes the derivatives of the residuals, one row per residual.
  ///
  /// - Parameters:
  ///   - parameters: ``parameterCount`` numbers.
  ///   - jacobian: Room for ``residualCount`` rows of ``parameterCount`` numbers.
  func jacobian(at parameters: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>)
}
