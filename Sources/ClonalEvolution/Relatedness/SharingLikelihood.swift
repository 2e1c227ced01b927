import Glibc
import NumericalMethods

/// The likelihood of shared and private loci along the clonality signal.
///
/// With `s = ξ / (2 - ξ)` in place of the signal `ξ`, a locus contributes
/// ```
/// (A + B s) / (2 - p + p s),  A = r p + (1 - r) 2 (1 - p),  A + B = 2 r
/// ```
/// where `r` is its P(shared). In `s` the log-likelihood of rare loci is concave, so that it has one
/// peak. Products of loci are taken before logarithms, which are the dearest step.
///
/// Derived here from the model of Ostrovnaya, Seshan and Begg; see ``RelatednessTest``.
struct SharingLikelihood {
  /// Loci multiplied before a logarithm is taken. No factor is below 1e-12, so that the product of
  /// 16 is far from underflow.
  private static let batch = 16

  /// `s` never reaches 1: `ξ` is at most `1 - 1e-12`.
  private static let lastPosition = 1 - 2e-12

  private var offsets: [Double] = []
  private var slopes: [Double] = []
  private var frequencies: [Double] = []

  init(capacity: Int) {
    offsets.reserveCapacity(capacity)
    slopes.reserveCapacity(capacity)
    frequencies.reserveCapacity(capacity)
  }

  /// Adds a locus.
  mutating func append(frequency: Double, shared: Double) {
    precondition((0...1).contains(frequency) && (0...1).contains(shared), "a probability")
    let floor = ExactMutationFrequency.floor
    let frequency = min(max(frequency, floor), 1 - floor)
    let offset = shared * frequency + 2 * (1 - shared) * (1 - frequency)
    offsets.append(offset)
    slopes.append(2 * shared - offset)
    frequencies.append(frequency)
  }

  /// `ξ` at a position.
  static func signal(at position: Double) -> Double { 2 * position / (1 + position) }

  /// The log-likelihood at a position, in nats.
  func logValue(at position: Double) -> Double {
    var values = [0.0]
    add(to: &values, at: [position])
    return values[0]
  }

  /// Adds the log-likelihood at each position.
  private func add(to values: inout [Double], at positions: [Double]) {
    var numerators = [Double](repeating: 1, count: positions.count)
    var denominators = numerators
    var first = 0
    while first < offsets.count {
      let last = min(first + Self.batch, offsets.count)
      for node in positions.indices { (numerators[node], denominators[node]) = (1, 1) }
      for locus in first..<last {
        let (offset, slope, frequency) = (offsets[locus], slopes[locus], frequencies[locus])
        for node in positions.indices {
          numerators[node] *= offset + slope * positions[node]
          denominators[node] *= 2 - frequency + frequency * positions[node]
        }
      }
      for node in positions.indices { values[node] += log(numerators[node] / denominators[node]) }
      first = last
    }
  }

  /// The first and second derivative of the log-likelihood by position.
  private func derivatives(at position: Double) -> (first: Double, second: Double) {
    var (first, second) = (0.0, 0.0)
    for locus in offsets.indices {
      let rise = slopes[locus] / (offsets[locus] + slopes[locus] * position)
      let fall = frequencies[locus] / (2 - frequencies[locus] + frequencies[locus] * position)
      first += rise - fall
      second += fall * fall - rise * rise
    }
    return (first, second)
  }

  /// `ln [L(ξ) / L(0)]` at some signals.
  func logRatios(at signals: [Double]) -> [Double] {
    let start = logValue(at: 0)
    var values = [Double](repeating: -start, count: signals.count)
    add(to: &values, at: signals.map { $0 / (2 - $0) })
    return values
  }

  // MARK: The peak

  /// Where the likelihood is greatest.
  struct Peak {
    var position: Double
    var logValue: Double
    /// The distance over which the log-likelihood falls by about a half.
    var width: Double
  }

  /// The greatest likelihood: Newton's method on the slope, kept within a bracket.
  func peak() -> Peak {
    var (low, high) = (0.0, Self.lastPosition)
    var position = low
    if derivatives(at: low).first > 0 {
      position = high
      if derivatives(at: high).first < 0 {
        position = 0.5
        for _ in 0..<100 {
          let (first, second) = derivatives(at: position)
          if first > 0 { low = position } else { high = position }
          let step = second < 0 ? -first / second : .infinity
          let next = position + step
          let isInside = next > low && next < high
          let target = isInside ? next : 0.5 * (low + high)
          let isDone = abs(target - position) <= 1e-14 + 1e-13 * position
          position = target
          if isDone { break }
        }
      }
    }
    let (first, second) = derivatives(at: position)
    let slope = abs(first)
    let curvature = max(0, -second)
    // The root of slope x + curvature x²/2 = 1/2.
    let width = 1 / (slope + (slope * slope + curvature).squareRoot())
    return Peak(
      position: position, logValue: logValue(at: position),
      width: min(max(width, 1e-12), 1))
  }

  // MARK: The integral

  /// How much wider each panel is than the one before it.
  private static let growth = 2.2

  /// `ln ∫ exp(l) h(ξ) dξ` over `ξ` in `(0, 1)`.
  ///
  /// Panels of 16 Gauss–Legendre points widen from the peak on; the integral ends where the
  /// likelihood is below e⁻⁵⁰ of the peak.
  func logIntegral(around peak: Peak, prior: ClonalityPrior) -> Double {
    let table = GaussLegendre.table(points: 16)
    var total = 0.0
    for direction in [-1.0, 1.0] {
      let end = direction < 0 ? 0 : 1.0
      var near = peak.position
      var reach = peak.width
      while near != end {
        let far =
          direction < 0 ? max(0, near - reach) : min(1, near + reach)
        let half = 0.5 * abs(far - near)
        let positions = table.nodes.map { 0.5 * (near + far) + half * $0 }
        var values = [Double](repeating: -peak.logValue, count: positions.count)
        add(to: &values, at: positions)
        var highest = -Double.infinity
        for node in positions.indices {
          let turn = 1 + positions[node]
          // dξ/ds = 2 / (1 + s)².
          let expected = prior.density(at: Self.signal(at: positions[node]))
          total += table.weights[node] * half * exp(values[node]) * expected * 2 / (turn * turn)
          highest = max(highest, values[node])
        }
        if highest < -50 { break }
        near = far
        reach *= Self.growth
      }
    }
    return peak.logValue + log(total)
  }
}
