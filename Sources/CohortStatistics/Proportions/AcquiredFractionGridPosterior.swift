import Glibc
import NumericalMethods

/// The posterior of the acquired fraction on a grid; see ``AcquiredFractionGrid``.
public struct AcquiredFractionGridPosterior: FractionPosterior {
  /// The prior.
  public let prior: BetaPrior
  /// The patients, each counted once.
  public let patients: Int
  /// The expected fraction.
  public let mean: Double
  /// The standard deviation of the fraction.
  public let standardDeviation: Double

  /// The prior and the certain patients, as powers of `θ` and `1 - θ` in the density of the logit.
  private let acquiredPower: Double
  private let preexistingPower: Double
  /// Of the uncertain patients, at the nodes.
  private let logLikelihood: [Double]
  /// What is subtracted from logarithms before they are raised.
  private let peak: Double
  /// The integral up to each node.
  private let cumulative: [Double]

  private static let rule = GaussLegendre.table(points: 8)

  init(
    prior: BetaPrior, patients: Int, certainAcquired: Int, certainPreexisting: Int,
    logLikelihood: [Double]
  ) {
    self.prior = prior
    self.patients = patients
    self.logLikelihood = logLikelihood
    let a = prior.alpha + Double(certainAcquired)
    let b = prior.beta + Double(certainPreexisting)
    (acquiredPower, preexistingPower) = (a, b)
    let nodes = (0..<FractionNodes.count).map { node in
      Self.logBeta(FractionNodes.logit(node), a, b)
        + logLikelihood[node]
    }
    let peak = nodes.max() ?? 0
    self.peak = peak
    var cumulative = [0.0]
    var first = 0.0
    for cell in 0..<(FractionNodes.count - 1) {
      var mass = 0.0
      if max(nodes[cell], nodes[cell + 1]) > peak - 80 {
        let range = FractionNodes.logit(cell)...FractionNodes.logit(cell + 1)
        Self.integrate(
          cell, range, logLikelihood, peak, a, b
        ) { weight, x in
          let fraction = 1 / (1 + exp(-x))
          mass += weight
          first += weight * fraction
        }
      }
      cumulative.append(cumulative[cell] + mass)
    }
    self.cumulative = cumulative
    let total = cumulative[cumulative.count - 1]
    // Around the mean, since a narrow posterior would cancel.
    let mean = first / total
    var spread = 0.0
    for cell in 0..<(FractionNodes.count - 1) where cumulative[cell + 1] > cumulative[cell] {
      let range = FractionNodes.logit(cell)...FractionNodes.logit(cell + 1)
      Self.integrate(
        cell, range, logLikelihood, peak, a, b
      ) { weight, x in
        let distance = 1 / (1 + exp(-x)) - mean
        spread += weight * distance * distance
      }
    }
    self.mean = mean
    standardDeviation = (spread / total).squareRoot()
  }

  /// The density at a fraction; 0 outside `0...1`.
  ///
  /// Within 1e-17 of an end, where no node is, the density there is that of the last node.
  public func density(at fraction: Double) -> Double {
    guard fraction >= 0, fraction <= 1 else { return 0 }
    let outermost = -FractionNodes.first
    let x = min(max(log(fraction) - log1p(-fraction), -outermost), outermost)
    let cell = Self.cell(of: x)
    let logValue =
      Self.logBeta(x, acquiredPower, preexistingPower)
      + Self.interpolate(logLikelihood, cell, x) - peak
    let jacobian = 1 / (1 + exp(-x)) / (1 + exp(x))
    return exp(logValue) / (cumulative[cumulative.count - 1] * jacobian)
  }

  /// The probability that the fraction is at most a value.
  public func cumulativeProbability(upTo fraction: Double) -> Double {
    if fraction <= 0 { return 0 }
    if fraction >= 1 { return 1 }
    return cumulativeProbability(logit: log(fraction) - log1p(-fraction))
  }

  /// The fraction `x` with `P(θ ≤ x) = level`.
  ///
  /// - Parameter level: In `0...1`; anything else traps.
  public func quantile(at level: Double) -> Double {
    precondition(level >= 0 && level <= 1, "a level within 0...1")
    if level == 0 || level == 1 { return level }
    let target = level * cumulative[cumulative.count - 1]
    var low = 0
    var high = cumulative.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if cumulative[middle] < target { low = middle } else { high = middle }
    }
    let share = crossing(of: level) {
      cumulativeProbability(logit: FractionNodes.logit(low) + $0 * FractionNodes.step)
    }
    return 1 / (1 + exp(-FractionNodes.logit(low) - share * FractionNodes.step))
  }

  private func cumulativeProbability(logit x: Double) -> Double {
    if x <= FractionNodes.first { return 0 }
    if x >= -FractionNodes.first { return 1 }
    let cell = Self.cell(of: x)
    var mass = cumulative[cell]
    if cumulative[cell + 1] > mass {
      Self.integrate(
        cell, FractionNodes.logit(cell)...max(x, FractionNodes.logit(cell)), logLikelihood, peak,
        acquiredPower, preexistingPower
      ) { weight, _ in mass += weight }
    }
    return min(1, mass / cumulative[cumulative.count - 1])
  }

  private static func cell(of x: Double) -> Int {
    min(
      max(Int((x - FractionNodes.first) / FractionNodes.step), 0), FractionNodes.count - 2)
  }

  /// `a ln θ + b ln(1 - θ)`, from `ln(θ / (1 - θ))`.
  private static func logBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let shares = logShares(of: x)
    return a * shares.acquired + b * shares.preexisting
  }

  /// Visits weighted points of part of a cell.
  private static func integrate(
    _ cell: Int, _ range: ClosedRange<Double>, _ values: [Double], _ peak: Double, _ a: Double,
    _ b: Double, _ visit: (_ weight: Double, _ x: Double) -> Void
  ) {
    // The narrower the posterior, the more pieces: about one per two standard deviations.
    let middle = 0.5 * (range.lowerBound + range.upperBound)
    let fraction = 1 / (1 + exp(-middle))
    let node = min(max(cell, 1), values.count - 2)
    let bend =
      (2 * values[node] - values[node - 1] - values[node + 1])
      / (FractionNodes.step * FractionNodes.step) + (a + b) * fraction * (1 - fraction)
    let width = range.upperBound - range.lowerBound
    let pieces = min(256, Int(0.5 * width * max(0, bend).squareRoot()) + 1)
    let half = 0.5 * width / Double(pieces)
    for piece in 0..<pieces {
      let centre = range.lowerBound + (2 * Double(piece) + 1) * half
      for index in rule.nodes.indices {
        let x = centre + half * rule.nodes[index]
        let logValue = logBeta(x, a, b) + interpolate(values, cell, x) - peak
        visit(half * rule.weights[index] * exp(logValue), x)
      }
    }
  }

  /// The polynomial through the six nodes around a cell.
  private static func interpolate(_ values: [Double], _ cell: Int, _ x: Double) -> Double {
    let first = min(max(cell - 2, 0), values.count - 6)
    let t = (x - FractionNodes.logit(first)) / FractionNodes.step
    let t1 = t - 1
    let t2 = t - 2
    let t3 = t - 3
    let t4 = t - 4
    let t5 = t - 5
    let edge = values[first] * t1 * t2 * t3 * t4 * t5
    let left = values[first + 1] * t * t2 * t3 * t4 * t5
    let second = values[first + 2] * t * t1 * t3 * t4 * t5
    let third = values[first + 3] * t * t1 * t2 * t4 * t5
    let right = values[first + 4] * t * t1 * t2 * t3 * t5
    let end = values[first + 5] * t * t1 * t2 * t3 * t4
    return (end - edge) / 120 + (left - right) / 24 + (third - second) / 12
  }
}
