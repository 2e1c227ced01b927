import CGSL

/// Both tails of the regularised incomplete beta function, for `0 < x < 1`.
///
/// For narrow distributions, where the library's version loses digits or returns no number.
/// Evaluates a continued fraction by Lentz's method, on the side of the mean where it converges, in
/// about `√max(a, b)` steps. W. J. Lentz, *Appl. Opt.* 15, 668–671 (1976),
/// doi:10.1364/AO.15.000668.
func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> (lower: Double, upper: Double) {
  if x <= (a + 1) / (a + b + 2) {
    let lower = min(1, nearTail(x, a, b, logPeak(x, a, b)))
    return (lower, 1 - lower)
  }
  let upper = min(1, nearTail(1 - x, b, a, logPeak(x, a, b)))
  return (1 - upper, upper)
}

/// `ln(x^a (1 - x)^b / B(a, b))`.
func logPeak(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard a >= 10, b >= 10 else {
    return a * log(x) + b * log1p(-x) - SpecialFunctions.logBeta(a, b)
  }
  // Relative to its largest value, at the mean, so that large powers do not cancel.
  let sum = a + b
  let excess = x - a / sum
  return a * log1p(excess * sum / a) + b * log1p(-excess * sum / b)
    - 0.5 * log(sum / a / b) - SpecialFunctions.halfLogTwoPi
    + SpecialFunctions.stirlingCorrection(sum) - SpecialFunctions.stirlingCorrection(a)
    - SpecialFunctions.stirlingCorrection(b)
}

/// `I(x; a, b)` left of the mean.
private func nearTail(_ x: Double, _ a: Double, _ b: Double, _ logPeak: Double) -> Double {
  let tiny = 1e-300
  var c = 1.0
  var d = 1 - (a + b) * x / (a + 1)
  d = 1 / (abs(d) < tiny ? tiny : d)
  var fraction = d
  for step in 1...100_000 {
    let m = Double(step)
    var numerator = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + numerator * d
    d = 1 / (abs(d) < tiny ? tiny : d)
    c = 1 + numerator / c
    if abs(c) < tiny { c = tiny }
    fraction *= c * d
    numerator = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + numerator * d
    d = 1 / (abs(d) < tiny ? tiny : d)
    c = 1 + numerator / c
    if abs(c) < tiny { c = tiny }
    fraction *= c * d
    if abs(c * d - 1) < 1e-15 { break }
  }
  return exp(logPeak) * fraction / a
}
