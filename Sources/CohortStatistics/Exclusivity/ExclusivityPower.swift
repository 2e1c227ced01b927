#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How often a cohort in which two genes never meet would show it.
struct ExclusivityPower {
  /// The rates of both genes and the patients at each burden.
  let first: [Double]
  let second: [Double]
  let patients: [Int]

  /// The probability that `Π (1 - p q r)` is at most a level.
  ///
  /// A new cohort has other numbers of patients with either gene: `r` is the product of both, over
  /// that expected. Both numbers are drawn as if independent.
  func value(level: Double) -> Double {
    guard let needed = ratio(reaching: level) else { return 0 }
    let firsts = counts(first)
    let seconds = counts(second)
    let product = needed * firsts.mean * seconds.mean
    // Sums beyond the likely counts add nothing.
    let reach = firsts.mean + 12 * firsts.variance.squareRoot() + 40
    var power = 0.0
    for count in 1...max(1, min(firsts.trials, Int(reach))) {
      let least = (product / Double(count) - 1e-9).rounded(.up)
      guard least <= Double(seconds.trials) else { continue }
      power +=
        firsts.probability(of: count) * seconds.upperTailProbability(above: Int(least) - 1)
    }
    return min(1, power)
  }

  private func counts(_ rates: [Double]) -> PoissonBinomial {
    PoissonBinomial(
      groups: zip(rates, patients).map { PoissonBinomial.Group(probability: $0, trials: $1) })
  }

  /// How much larger the product of frequencies must be for the level; `nil` if no factor does.
  private func ratio(reaching level: Double) -> Double? {
    func logNone(_ ratio: Double) -> Double {
      var sum = 0.0
      for index in patients.indices {
        sum += Double(patients[index]) * log1p(-min(1, first[index] * second[index] * ratio))
      }
      return sum
    }
    guard level > 0, logNone(1) < 0 else { return nil }
    var (low, high) = (0.0, 1.0)
    while logNone(high) > log(level) {
      high *= 2
      if high > 1e12 { return nil }
    }
    for _ in 0..<100 {
      let middle = 0.5 * (low + high)
      if logNone(middle) > log(level) { low = middle } else { high = middle }
    }
    return high
  }
}
