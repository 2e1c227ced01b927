import Glibc

/// The tails of a sum of many independent whole numbers, near one value.
///
/// Each number's probabilities are tilted by `exp(θ x)` so that the value becomes the mean of the sum;
/// the tilted sum is read off its characteristic function at the frequencies that are not negligible,
/// and the tilt is taken back. Tails thus keep a relative precision of about 1e-12 however small they
/// are, in a time that hardly grows with the width of the sum. The characteristic function: Y. Hong,
/// *Comput. Stat. Data Anal.* 59, 41–51 (2013), doi:10.1016/j.csda.2012.10.006; the tilt: H. E. Daniels,
/// *Ann. Math. Stat.* 25, 631–650 (1954), doi:10.1214/aoms/1177728652.
struct LongSum {
  /// One number: what it may be, counted from its far end, and the logarithmic tilt.
  private struct Part {
    /// Places in ``values`` and ``masses``.
    let range: Range<Int>
    let width: Int
    var variance = 0.0
  }

  private var parts: [Part] = []
  /// The values of all parts, from 0 to the part's width.
  private var values: [Int] = []
  private var masses: [Double] = []
  /// The value counted from the least sum.
  private let target: Int
  /// The greatest sum, counted from the least.
  private let width: Int
  private let widest: Int

  /// Tails beyond this exponent are left out: 1e-22 of what is wanted.
  private static let negligible = 50.0

  /// `P(sum = value)` and `P(sum > value)`.
  static func tail(of parts: [Sums], _ value: Int) -> (at: Double, above: Double) {
    let least = parts.reduce(0) { $0 + $1.offset }
    let width = parts.reduce(0) { $0 + $1.masses.count - 1 }
    let target = value - least
    if target < 0 { return (0, 1) }
    if target > width { return (0, 0) }
    let mean = parts.reduce(0.0) { sum, part in
      sum + part.masses.indices.reduce(0.0) { $0 + Double($1) * part.masses[$1] }
    }
    if Double(target) >= mean {
      return LongSum(parts, target, isMirrored: false).tail()
    }
    // From the other end, so that what is computed is the shorter tail.
    let (at, below) = LongSum(parts, width - target, isMirrored: true).tail()
    return (at, max(0, 1 - at - below))
  }

  private init(_ sums: [Sums], _ target: Int, isMirrored: Bool) {
    self.target = target
    var (width, widest) = (0, 0)
    for sum in sums {
      let last = sum.masses.count - 1
      let first = values.count
      for (place, mass) in sum.masses.enumerated() where mass > 0 {
        values.append(isMirrored ? last - place : place)
        masses.append(mass)
      }
      parts.append(Part(range: first..<values.count, width: last))
      width += last
      widest = max(widest, last)
    }
    (self.width, self.widest) = (width, widest)
  }

  /// The tilted moments: `Σ ln Σ m exp(θ (x - width))`, and mean and variance of the tilted sum.
  private func moments(_ tilt: Double) -> (logarithm: Double, mean: Double, variance: Double) {
    let factors = factors(tilt)
    var (logarithm, mean, variance) = (0.0, 0.0, 0.0)
    for part in parts {
      var (sum, first, second) = (0.0, 0.0, 0.0)
      for place in part.range {
        let mass = masses[place] * factors[part.width - values[place]]
        let value = Double(values[place])
        sum += mass
        first += mass * value
        second += mass * value * value
      }
      first /= sum
      logarithm += log(sum)
      mean += first
      variance += max(0, second / sum - first * first)
    }
    return (logarithm, mean, variance)
  }

  /// `exp(-θ d)` at each distance from a part's far end.
  private func factors(_ tilt: Double) -> [Double] {
    (0...widest).map { exp(-tilt * Double($0)) }
  }

  /// The tilt that makes the target the mean, by Newton's method between bounds; it need not be exact.
  private func tilt() -> Double {
    var (low, high, tilt) = (0.0, Double.infinity, 0.0)
    for _ in 0..<100 {
      let (_, mean, variance) = moments(tilt)
      let miss = Double(target) - mean
      if abs(miss) <= 0.01 * variance.squareRoot() || abs(miss) < 1e-6 { break }
      if miss > 0 { low = tilt } else { high = tilt }
      var next = tilt + miss / max(variance, 1e-12)
      // Far out the mean hardly moves any more: no step is longer than one.
      next = min(next, tilt + 1)
      if !(next > low && next < high) { next = high < .infinity ? 0.5 * (low + high) : 2 * low + 1 }
      if next == tilt { break }
      tilt = next
    }
    return tilt
  }

  /// `P(sum = target)` and `P(sum > target)`.
  private consuming func tail() -> (at: Double, above: Double) {
    if target == width {
      // Every part at its far end.
      return (
        exp(
          parts.reduce(0) { sum, part in
            sum + log(part.range.first { values[$0] == part.width }.map { masses[$0] } ?? 0)
          }), 0
      )
    }
    let tilt = tilt()
    let (logarithm, mean, variance) = moments(tilt)
    let factors = factors(tilt)
    for place in parts.indices {
      let (range, width) = (parts[place].range, parts[place].width)
      var (sum, first, second) = (0.0, 0.0, 0.0)
      for index in range {
        masses[index] *= factors[width - values[index]]
        sum += masses[index]
      }
      for index in range {
        masses[index] /= sum
        first += masses[index] * Double(values[index])
        second += masses[index] * Double(values[index]) * Double(values[index])
      }
      parts[place].variance = second - first * first
    }
    // Those that spread most put most frequencies out of reach.
    parts.sort { ($0.variance, $1.range.lowerBound) > ($1.variance, $0.range.lowerBound) }

    // S. N. Bernstein's bound on tails of sums of bounded numbers, about the tilted mean.
    let third = Self.negligible * Double(widest) / 3
    let reach =
      third + (third * third + 2 * Self.negligible * variance).squareRoot()
      + abs(Double(target) - mean)
    let isWhole = 2 * reach + 1 >= Double(width)
    let period = isWhole ? width + 1 : 2 * Int(reach.rounded(.up)) + 1
    let length = isWhole ? width - target : min(width - target, period / 2)
    let (at, above) = inverse(period: period, length: length, tilt: tilt)
    let scale = exp(logarithm + tilt * Double(width - target))
    return (scale * at, scale * above)
  }

  /// The tilted probability of the target, and those of what follows weighted by `exp(-θ s)`.
  private func inverse(period: Int, length: Int, tilt: Double) -> (at: Double, above: Double) {
    let angle = 2 * Double.pi / Double(period)
    let wave = (0..<period).map { (cosine: cos(angle * Double($0)), sine: sin(angle * Double($0))) }
    // The waves of one frequency at each value.
    var turns = [(cosine: Double, sine: Double)](repeating: (1, 0), count: widest + 1)
    let decay = exp(-tilt)
    let ended = exp(-tilt * Double(length))
    var (at, above) = (0.0, 0.0)
    for frequency in 0...(period / 2) {
      var place = 0
      for value in 0...widest {
        turns[value] = wave[place]
        place += frequency
        if place >= period { place -= period }
      }
      let start = wave[frequency * target % period]
      guard let (real, imaginary) = characteristic(start, turns) else { continue }
      // Frequencies come in pairs but for 0 and the middle of an even period.
      let weight = frequency == 0 || 2 * frequency == period ? 1.0 : 2.0
      at += weight * real
      // Σ r^s over s from 1 to the length, r = exp(-θ - i ω); what it multiplies is turned by the target.
      let turn = wave[frequency]
      let r = (cosine: decay * turn.cosine, sine: -decay * turn.sine)
      let half = sin(0.5 * angle * Double(frequency))
      let one = (cosine: -expm1(-tilt) + 2 * decay * half * half, sine: -r.sine)
      let last = wave[frequency * length % period]
      let rest = (cosine: 1 - ended * last.cosine, sine: ended * last.sine)
      let size = one.cosine * one.cosine + one.sine * one.sine
      guard size > 0 else {
        above += weight * real * Double(length)
        continue
      }
      // r (1 - r^length) / (1 - r)
      let product = (
        cosine: r.cosine * rest.cosine - r.sine * rest.sine,
        sine: r.cosine * rest.sine + r.sine * rest.cosine
      )
      let series = (
        cosine: (product.cosine * one.cosine + product.sine * one.sine) / size,
        sine: (product.sine * one.cosine - product.cosine * one.sine) / size
      )
      above += weight * (real * series.cosine - imaginary * series.sine)
    }
    return (max(0, at) / Double(period), max(0, above) / Double(period))
  }

  /// The characteristic function of the tilted sum less the target; `nil` where it is negligible.
  private func characteristic(
    _ start: (cosine: Double, sine: Double), _ turns: [(cosine: Double, sine: Double)]
  ) -> (real: Double, imaginary: Double)? {
    var (real, imaginary) = (start.cosine, -start.sine)
    for part in parts {
      var (cosine, sine) = (0.0, 0.0)
      for place in part.range {
        let turn = turns[values[place]]
        cosine += masses[place] * turn.cosine
        sine += masses[place] * turn.sine
      }
      (real, imaginary) = (real * cosine - imaginary * sine, real * sine + imaginary * cosine)
      if real * real + imaginary * imaginary < 1e-44 { return nil }
    }
    return (real, imaginary)
  }
}
