/// A count out of a total, with its Wilson 95 % interval.
struct Proportion: Sendable {
  var count = 0
  var total = 0

  var value: Double { total == 0 ? .nan : Double(count) / Double(total) }

  mutating func add(_ isCounted: Bool) {
    total += 1
    if isCounted { count += 1 }
  }

  /// The Wilson interval.
  var interval: (low: Double, high: Double) {
    guard total > 0 else { return (0, 1) }
    let (n, p, z) = (Double(total), value, 1.959964)
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return (centre - half, centre + half)
  }
}
