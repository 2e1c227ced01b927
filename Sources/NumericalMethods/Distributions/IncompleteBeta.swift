import CGSL

/// Both tails of the regularised incomplete beta function, for `0 < x < 1`.
///
/// Used where the library's version returns no number. A continued fraction, evaluated by Lentz's
/// method, on the side of the mean where it converges; about `√max(a, b)` steps.
func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> (lower: Double, upper: Double) {
  if x <= (a + 1) / (a + b + 2) {
    let lower = min(1, scaledTail(x, 1 - x, a, b))
    return (lower, 1 - lower)
  }
  let upper = min(1, scaledTail(1 - x, x, b, a))
  return (1 - upper, upper)
}

/// `I(x; a, b)` with `y = 1 - x`, left of the mean.
private func scaledTail(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
  // x^a y^b / B(a, b), relative to its largest value so that large powers do not cancel.
  let mean = a / (a + b)
  let front =
    a * log1p((x - mean) / mean) + b * log1p((mean - x) / (b / (a + b)))
    + a * log(mean) + b * log1p(-mean) - SpecialFunctions.logBeta(a, b)
  let tiny = 1e-300
  var c = 1.0
  var d = 1 - (a + b) * x / (a + 1)
  d = 1 / (abs(d) < tiny ? tiny : d)
  var fraction = d
  for step in 1...1_000_000 {
    let m = Double(step)
    for even in [true, false] {
      let numerator =
        even
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + numerator * d
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = 1 + numerator / c
      if abs(c) < tiny { c = tiny }
      fraction *= c * d
    }
    if abs(c * d - 1) < 1e-15 { break }
  }
  return exp(front) * fraction / a
}
