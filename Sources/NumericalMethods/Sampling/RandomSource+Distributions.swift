import CGSL

extension RandomSource {
  /// A standard normal number, by the ziggurat method.
  ///
  /// G. Marsaglia and W. W. Tsang, *J. Stat. Softw.* 5(8), 1–7 (2000), doi:10.18637/jss.v005.i08.
  public func normal() -> Double { gsl_ran_gaussian_ziggurat(generator, 1) }

  /// A gamma-distributed number with mean `shape · scale`.
  ///
  /// G. Marsaglia and W. W. Tsang, *ACM Trans. Math. Softw.* 26, 363–372 (2000),
  /// doi:10.1145/358407.358414.
  ///
  /// - Parameters:
  ///   - shape: Above 0.
  ///   - scale: Above 0.
  public func gamma(shape: Double, scale: Double) -> Double {
    precondition(shape > 0 && scale > 0, "a shape and a scale above 0")
    return gsl_ran_gamma(generator, shape, scale)
  }

  /// A beta-distributed number with mean `alpha / (alpha + beta)`.
  ///
  /// - Parameters:
  ///   - alpha: Above 0.
  ///   - beta: Above 0.
  public func beta(_ alpha: Double, _ beta: Double) -> Double {
    precondition(alpha > 0 && beta > 0, "alpha and beta above 0")
    return gsl_ran_beta(generator, alpha, beta)
  }

  /// A number of successes.
  ///
  /// V. Kachitvichyanukul and B. W. Schmeiser, *Commun. ACM* 31, 216–222 (1988),
  /// doi:10.1145/42372.42381.
  ///
  /// - Parameters:
  ///   - trials: From 0 to 4,294,967,295.
  ///   - probability: In `0...1`.
  public func binomial(trials: Int, probability: Double) -> Int {
    precondition(trials >= 0 && trials <= Int(UInt32.max), "trials within 0...2^32-1")
    precondition(probability >= 0 && probability <= 1, "a probability within 0...1")
    if probability == 0 || trials == 0 { return 0 }
    if probability == 1 { return trials }
    return Int(gsl_ran_binomial(generator, probability, UInt32(trials)))
  }

  /// A number of successes whose probability varies from draw to draw.
  ///
  /// - Parameters:
  ///   - trials: From 0 to 4,294,967,295.
  ///   - mean: The mean probability, in `0...1`.
  ///   - precision: Above 0; infinity gives the binomial.
  public func betaBinomial(trials: Int, mean: Double, precision: Double) -> Int {
    precondition(mean >= 0 && mean <= 1 && precision > 0, "a mean in 0...1, a precision above 0")
    if mean == 0 || mean == 1 || precision == .infinity {
      return binomial(trials: trials, probability: mean)
    }
    let drawn = beta(mean * precision, (1 - mean) * precision)
    return binomial(trials: trials, probability: min(max(drawn, 0), 1))
  }

  /// A Poisson-distributed count.
  ///
  /// - Parameter mean: From 0 to 1e9.
  public func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean <= 1e9, "a mean within 0...1e9")
    return mean == 0 ? 0 : Int(gsl_ran_poisson(generator, mean))
  }

  /// The index of a category, drawn in proportion to its weight.
  ///
  /// - Parameter weights: At least 0 each, not all 0; they need not sum to 1.
  /// - Complexity: O(`weights.count`).
  public func discrete(weights: [Double]) -> Int {
    requireWeights(weights)
    var remaining = uniform() * weights.reduce(0, +)
    var last = 0
    for (index, weight) in weights.enumerated() where weight > 0 {
      last = index
      remaining -= weight
      if remaining < 0 { return index }
    }
    return last
  }

  private func requireWeights(_ weights: [Double]) {
    precondition(
      weights.contains { $0 > 0 } && weights.allSatisfy { $0 >= 0 && $0.isFinite },
      "finite weights of at least 0, not all 0")
  }
}
