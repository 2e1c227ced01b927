import NumericalMethods

extension RandomSource {
  /// Counts of categories among independent trials: one binomial after another.
  func multinomial(trials: Int, weights: [Double]) -> [Int] {
    var (trials, weight) = (trials, weights.reduce(0, +))
    return weights.map { share in
      let count =
        share > 0 && trials > 0
        ? binomial(trials: trials, probability: min(1, share / weight)) : 0
      trials -= count
      weight -= share
      return count
    }
  }
}
