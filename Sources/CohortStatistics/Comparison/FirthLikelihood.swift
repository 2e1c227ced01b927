#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The penalised likelihood of a logistic model, and its maximum with or without a value held.
struct FirthLikelihood {
  /// The covariates of each group, the constant first.
  let rows: [[Double]]
  let events: [Double]
  let trials: [Double]

  /// A point on the likelihood.
  struct Point {
    var coefficients: [Double]
    /// `ln L + ln |I| / 2`.
    var value: Double
    /// The information matrix.
    var information: [[Double]]
    /// The derivative of ``value``.
    var score: [Double]
  }

  /// The likelihood and its derivative; `nil` where the information is singular.
  func point(at coefficients: [Double]) -> Point? {
    let size = coefficients.count
    var value = 0.0
    var information = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    var shares: [Double] = []
    var weights: [Double] = []
    for (index, row) in rows.enumerated() {
      let predictor = zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      let logs = logShares(of: predictor)
      let share = exp(logs.acquired)
      let weight = trials[index] * exp(logs.acquired + logs.preexisting)
      value += events[index] * logs.acquired + (trials[index] - events[index]) * logs.preexisting
      shares.append(share)
      weights.append(weight)
      for first in 0..<size {
        for second in 0...first {
          information[first][second] += weight * row[first] * row[second]
        }
      }
    }
    for first in 0..<size {
      for second in 0..<first { information[second][first] = information[first][second] }
    }
    guard let factor = Cholesky(information) else { return nil }
    var score = [Double](repeating: 0, count: size)
    for (index, row) in rows.enumerated() {
      let leverage = weights[index] * factor.half(row).reduce(0) { $0 + $1 * $1 }
      let residual =
        events[index] - trials[index] * shares[index] + leverage * (0.5 - shares[index])
      for column in 0..<size { score[column] += residual * row[column] }
    }
    return Point(
      coefficients: coefficients, value: value + 0.5 * factor.logDeterminant,
      information: information, score: score)
  }

  /// Climbs to the maximum by Newton's method with step halving.
  ///
  /// - Parameter held: The coefficient that keeps its start value, if any.
  /// - Returns: `nil` when it does not arrive.
  func maximum(from start: [Double], holding held: Int? = nil) -> Point? {
    guard var here = point(at: start) else { return nil }
    let free = start.indices.filter { $0 != held }
    if free.isEmpty { return here }
    for _ in 0..<200 {
      let block = free.map { row in free.map { here.information[row][$0] } }
      let score = free.map { here.score[$0] }
      guard let step = Cholesky(block)?.solve(score) else { return nil }
      let gain = zip(step, score).reduce(0) { $0 + $1.0 * $1.1 }
      if gain < 1e-22 { return here }
      // A long step leaves the region where the quadratic holds.
      var scale = min(1, 5 / (step.map(abs).max() ?? 1))
      var next: Point?
      for _ in 0..<60 {
        var coefficients = here.coefficients
        for (position, column) in free.enumerated() {
          coefficients[column] += scale * step[position]
        }
        if let candidate = point(at: coefficients),
          Self.isHigher(candidate, than: here, along: free)
        {
          next = candidate
          break
        }
        scale *= 0.5
      }
      // No way up within rounding: the top, if it is flat there.
      guard let next else { return gain < 1e-9 * max(1, abs(here.value)) ? here : nil }
      here = next
    }
    return nil
  }

  /// Whether a step went up; near the top, where values differ by rounding, whether it got flatter.
  private static func isHigher(_ next: Point, than here: Point, along free: [Int]) -> Bool {
    let rise = next.value - here.value
    if abs(rise) > 1e-10 * max(1, abs(here.value)) { return rise > 0 }
    func slope(_ point: Point) -> Double {
      free.reduce(0) { $0 + point.score[$1] * point.score[$1] }
    }
    return slope(next) < slope(here)
  }
}
