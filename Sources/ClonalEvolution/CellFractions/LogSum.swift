import Glibc

/// ln(exp a + exp b).
///
/// Of this module, so that loops over sites have it inlined; the exact twin for a list is
/// `SpecialFunctions.logSumExp`.
@inline(__always)
func logSum(_ a: Double, _ b: Double) -> Double {
  if a == -.infinity { return b }
  if b == -.infinity { return a }
  return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b))
}
