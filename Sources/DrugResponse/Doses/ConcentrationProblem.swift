/// Why a number is no concentration.
public enum ConcentrationProblem: Error, Hashable, Sendable {
  /// Not a number, or infinite.
  case notFinite
  /// Below 0 although the unit is linear: perhaps a logarithm.
  case negative(Double)
  /// A dose of 0 has no logarithm; 0 in `log10Molar` would be 1 mol/L.
  case zeroOnLogarithmicScale
  /// Above ``Concentration/highestPlausible``: most often another unit was meant.
  case implausiblyHigh(molar: Double)
}
