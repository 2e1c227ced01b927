import Glibc

/// The prior of trees: all trees of some clones alike, but for the odds of each further founder.
enum TreePrior {
  /// ln of the sum over all trees of some clones, each weighed by the odds of its further founders.
  ///
  /// Of `k` clones there are `C(k − 1, j − 1) k^(k − j)` forests with `j` roots (A. Cayley, *Q. J. Pure Appl. Math.*
  /// 23, 376–378 (1889)).
  static func logSum(clones: Int, logFounder: Double) -> Double {
    guard clones > 0 else { return 0 }
    let k = Double(clones)
    var sum = -Double.infinity
    for founders in 1...clones {
      let j = Double(founders)
      let choices: Double = lgamma(k) - lgamma(j) - lgamma(k - j + 1)
      let value: Double = choices + (k - j) * Glibc.log(k) + (j - 1) * logFounder
      let top = max(sum, value)
      sum = top + Glibc.log(exp(sum - top) + exp(value - top))
    }
    return sum
  }
}
