import Glibc
import NumericalMethods

/// The exposed cases of one or more two-by-two tables, given all their margins.
///
/// With a common odds ratio `ψ` the probability of `t` is proportional to `w(t) ψ^t`, where `w` is the
/// convolution of the strata's products of binomial coefficients.
///
/// A. Agresti, *Stat. Sci.* 7, 131–153 (1992), doi:10.1214/ss/1177011454.
struct ConditionalCounts {
  /// The smallest possible sum.
  let least: Int
  /// The observed sum.
  let observed: Int
  /// `ln w`, from ``least`` on; scaled to a sum of 1.
  let logWeights: [Double]

  /// The largest possible sum.
  var greatest: Int { least + logWeights.count - 1 }

  /// The number of products of a convolution above which a test is refused.
  static let mostProducts = 50_000_000

  /// Convolves the strata, or is `nil` when that would be too much work.
  init?(_ strata: [TwoByTwoTable]) {
    var least = 0
    var logs = [0.0]
    var work = 0
    for table in strata {
      let stratum = Self.hypergeometric(table)
      let products = logs.count.multipliedReportingOverflow(by: stratum.logs.count)
      work += products.overflow ? Self.mostProducts : products.partialValue
      guard work <= Self.mostProducts else { return nil }
      least += stratum.least
      logs = Self.convolve(logs, stratum.logs)
    }
    self.least = least
    observed = strata.reduce(0) { $0 + $1.a }
    let total = SpecialFunctions.logSumExp(logs)
    logWeights = logs.map { $0 - total }
  }

  /// The probabilities of all sums at an odds ratio.
  func probabilities(logOddsRatio: Double) -> [Double] {
    var values = logWeights
    for index in values.indices { values[index] += logOddsRatio * Double(index) }
    let total = SpecialFunctions.logSumExp(values)
    for index in values.indices { values[index] = exp(values[index] - total) }
    return values
  }

  /// The p-values at an odds ratio of 1.
  func pValues() -> (less: Double, greater: Double, twoSided: Double) {
    let null = probabilities(logOddsRatio: 0)
    let position = observed - least
    // Equally likely sums may differ by rounding.
    let limit = null[position] * (1 + 1e-7)
    return (
      min(1, null[...position].reduce(0, +)), min(1, null[position...].reversed().reduce(0, +)),
      min(1, null.reduce(0) { $1 <= limit ? $0 + $1 : $0 })
    )
  }

  /// The odds ratio under which the observed sum is the expected one; `nil` when the margins allow
  /// only one sum.
  var maximumLikelihoodOddsRatio: Double? {
    if logWeights.count == 1 { return nil }
    if observed == least { return 0 }
    if observed == greatest { return .infinity }
    let target = Double(observed - least)
    return exp(
      solve { logOddsRatio in
        var mean = 0.0
        for (index, value) in probabilities(logOddsRatio: logOddsRatio).enumerated() {
          mean += Double(index) * value
        }
        return mean > target
      })
  }

  /// The odds ratios that neither one-sided test rejects at `(1 - level) / 2`.
  func interval(level: Double) -> OddsRatioInterval {
    requireLevel(level)
    let tail = 0.5 * (1 - level)
    let position = observed - least
    let lower =
      observed == least
      ? 0 : exp(solve { probabilities(logOddsRatio: $0)[position...].reduce(0, +) > tail })
    let upper =
      observed == greatest
      ? .infinity
      : exp(solve { probabilities(logOddsRatio: $0)[...position].reduce(0, +) < tail })
    return OddsRatioInterval(lower: lower, upper: upper)
  }

  /// The log odds ratio from which on something holds.
  private func solve(_ holds: (Double) -> Bool) -> Double {
    var low = -700.0
    var high = 700.0
    while high - low > 1e-13 * max(1, abs(low)) {
      let middle = 0.5 * (low + high)
      if middle == low || middle == high { break }
      if holds(middle) { high = middle } else { low = middle }
    }
    return 0.5 * (low + high)
  }

  private static func hypergeometric(_ table: TwoByTwoTable) -> (least: Int, logs: [Double]) {
    let exposed = table.a + table.b
    let others = table.c + table.d
    let cases = table.a + table.c
    let least = max(0, cases - others)
    let logs = (least...min(exposed, cases)).map {
      SpecialFunctions.logChoose(exposed, $0) + SpecialFunctions.logChoose(others, cases - $0)
    }
    let total = SpecialFunctions.logSumExp(logs)
    return (least, logs.map { $0 - total })
  }

  private static func convolve(_ first: [Double], _ second: [Double]) -> [Double] {
    if first.count == 1 { return second.map { $0 + first[0] } }
    if second.count == 1 { return first.map { $0 + second[0] } }
    var terms: [Double] = []
    return (0...(first.count + second.count - 2)).map { sum in
      terms.removeAll(keepingCapacity: true)
      for index in max(0, sum - second.count + 1)...min(sum, first.count - 1) {
        terms.append(first[index] + second[sum - index])
      }
      return SpecialFunctions.logSumExp(terms)
    }
  }
}
