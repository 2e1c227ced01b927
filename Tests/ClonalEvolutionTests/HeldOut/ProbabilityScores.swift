import Foundation

/// How good a set of probabilities is; lower is better in each.
struct ProbabilityScores: Sendable {
  /// The mean squared error of P(acquired).
  var brier = 0.0
  /// The mean negative log probability of "acquired or not", in nats.
  var logScore = 0.0
  /// The mean over mutations of the summed squared errors of the five probabilities.
  var fiveClassBrier = 0.0
  /// The mean negative log probability of the true class, in nats.
  var fiveClassLogScore = 0.0
  /// The expected calibration error of P(acquired) over ten bins of equal width.
  var calibrationError = 0.0
  /// Mutations, mean P(acquired) and observed share in each bin.
  var reliability: [(count: Int, predicted: Double, observed: Double)] = []

  /// Scores probability vectors against the indices of the true classes; "acquired" is class 0.
  init(_ rows: [(probabilities: [Double], truth: Int)]) {
    guard !rows.isEmpty else { return }
    var counts = [Int](repeating: 0, count: 10)
    var predicted = [Double](repeating: 0, count: 10)
    var observed = [Double](repeating: 0, count: 10)
    for (p, truth) in rows {
      let isAcquired = truth == 0 ? 1.0 : 0.0
      brier += (p[0] - isAcquired) * (p[0] - isAcquired)
      logScore -= log(max(truth == 0 ? p[0] : 1 - p[0], 1e-6))
      for (index, value) in p.enumerated() {
        let hit = index == truth ? 1.0 : 0.0
        fiveClassBrier += (value - hit) * (value - hit)
      }
      fiveClassLogScore -= log(max(p[truth], 1e-6))
      let bin = min(max(Int(p[0] * 10), 0), 9)
      counts[bin] += 1
      predicted[bin] += p[0]
      observed[bin] += isAcquired
    }
    let total = Double(rows.count)
    for bin in 0..<10 { calibrationError += abs(predicted[bin] - observed[bin]) / total }
    reliability = (0..<10).map {
      let count = Double(max(counts[$0], 1))
      return (counts[$0], predicted[$0] / count, observed[$0] / count)
    }
    brier /= total
    logScore /= total
    fiveClassBrier /= total
    fiveClassLogScore /= total
  }
}
