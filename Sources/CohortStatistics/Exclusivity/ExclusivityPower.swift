import Glibc

/// How often a cohort in which two genes never occur together would show it.
///
/// Derived for this package.
struct ExclusivityPower {
  /// The numbers of patients with either gene that a new cohort may have.
  let first: PoissonBinomial
  let second: PoissonBinomial
  /// The p-value without overlap at the numbers of the present cohort.
  let smallest: Double

  /// The probability that the p-value without overlap is at most a level.
  ///
  /// Its logarithm grows with the product of both genes' patients. A new cohort draws these as if
  /// independent.
  func value(level: Double) -> Double {
    guard level > 0, smallest < 1, first.mean > 0, second.mean > 0 else { return 0 }
    let needed = smallest > 0 ? log(level) / log(smallest) : 0
    let product = needed * first.mean * second.mean
    // Sums beyond the likely counts add nothing.
    let reach = first.mean + 12 * first.variance.squareRoot() + 40
    var power = 0.0
    for count in 1...max(1, min(first.trials, Int(reach))) {
      let least = (product / Double(count) - 1e-9).rounded(.up)
      guard least <= Double(second.trials) else { continue }
      power += first.probability(of: count) * second.upperTailProbability(above: Int(least) - 1)
    }
    return min(1, power)
  }
}
