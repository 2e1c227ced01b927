import Glibc
import NumericalMethods

/// How strongly two genes of a patient exclude each other because the burden is given.
///
/// Independent draws with their sum given are rejective sampling: J. Hájek, *Ann. Math. Stat.* 35,
/// 1491–1523 (1964), doi:10.1214/aoms/1177700375.
struct BurdenDependence {
  /// The rates of all genes at this burden, grouped.
  let genes: [PoissonBinomial.Group]
  /// The number of mutated genes.
  let burden: Int

  /// The largest burden for which the exact factor is computed.
  private static let mostExact = 24

  /// `P(g, h | burden) / (P(g | burden) P(h | burden))` for two genes with the rates `p` and `q`.
  func factor(_ p: Double, _ q: Double) -> Double {
    if burden < 2 { return 0 }
    if p == 0 || q == 0 || p == 1 || q == 1 { return 1 }
    if burden > Self.mostExact {
      let variance = genes.reduce(0) {
        $0 + Double($1.trials) * $1.probability * (1 - $1.probability)
      }
      return max(0, 1 - (1 - p) * (1 - q) / variance)
    }
    let none = mass(of: burden, without: [])
    let either = mass(of: burden - 1, without: [p]) * mass(of: burden - 1, without: [q])
    return either > 0 ? mass(of: burden - 2, without: [p, q]) * none / either : 0
  }

  /// The probability that a given number of the genes are mutated, with some genes left out.
  private func mass(of count: Int, without left: [Double]) -> Double {
    var masses = [1.0] + [Double](repeating: 0, count: count)
    for group in genes {
      let trials = group.trials - left.count { $0 == group.probability }
      if trials == 0 || group.probability == 0 { continue }
      let binomial = Binomial(trials: trials, probability: group.probability)
      let most = min(count, trials)
      let part = (0...most).map { exp(binomial.logProbability(of: $0)) }
      for sum in stride(from: count, through: 0, by: -1) {
        var mass = 0.0
        for index in max(0, sum - most)...sum { mass += masses[index] * part[sum - index] }
        masses[sum] = mass
      }
    }
    return masses[count]
  }
}
