import Glibc
import NumericalMethods

/// A measure of the share of a sample's tumour cells that some clones have between them, on even cells of 0
/// to 1.
///
/// There are an atom at 0, the mass of each cell, and a density at exactly 1, which is kept apart since clones
/// in every tumour cell have a likelihood of their own. Kept up to a factor whose logarithm is beside it.
struct ShareMeasure {
  /// The mass at 0.
  var absent: Double
  /// The density at exactly 1.
  var whole: Double
  /// ln of the factor.
  var logScale: Double
  /// The cells outside of which there is nothing: none where `high < low`.
  var low: Int
  var high: Int
  /// The masses of all cells.
  var masses: [Double]

  /// Nothing but an atom at 0: what no clone has.
  init(cells: Int) {
    (absent, whole, logScale, low, high) = (1, 0, 0, cells, -1)
    masses = [Double](repeating: 0, count: cells)
  }

  /// The number of cells.
  var cells: Int { masses.count }
  /// Whether there is nothing but the atom.
  var isAtom: Bool { high < low && whole == 0 }

  /// Parts of the whole below this one are dropped at both ends.
  private static let least = 1e-15

  /// Makes the greatest part 1, and drops what is next to nothing.
  mutating func normalize() {
    var sum = absent
    if low <= high { for index in low...high { sum += masses[index] } }
    let scale = max(sum, whole / Double(cells))
    guard scale > 0, scale.isFinite else {
      (absent, whole, low, high, logScale) = (0, 0, cells, -1, -.infinity)
      return
    }
    let inverse = 1 / scale
    absent *= inverse
    whole *= inverse
    if low <= high {
      for index in low...high { masses[index] *= inverse }
      while low <= high, masses[low] < Self.least {
        masses[low] = 0
        low += 1
      }
      while low <= high, masses[high] < Self.least {
        masses[high] = 0
        high -= 1
      }
    }
    if low > high { (low, high) = (cells, -1) }
    logScale += log(scale)
  }

  /// The measure of the sum of two shares.
  ///
  /// The sum of two shares that are even within cells `i` and `j` is half in cell `i + j`, half in the next.
  func adding(_ other: ShareMeasure) -> ShareMeasure {
    if isAtom, absent > 0 { return other.scaled(absent, logScale) }
    if other.isAtom, other.absent > 0 { return scaled(other.absent, other.logScale) }
    let count = cells
    var result = ShareMeasure(cells: count)
    result.absent = absent * other.absent
    result.logScale = logScale + other.logScale
    result.whole = absent * other.whole + other.absent * whole
    let (first, last) = (min(low, other.low), count - 1)
    guard first <= last else {
      result.normalize()
      return result
    }
    var top = max(high, other.high)
    var meeting = 0.0
    result.masses.withUnsafeMutableBufferPointer { sums in
      masses.withUnsafeBufferPointer { a in
        other.masses.withUnsafeBufferPointer { b in
          guard let sums = sums.baseAddress, let a = a.baseAddress, let b = b.baseAddress else {
            return
          }
          if low <= high, other.low <= other.high, low + other.low < count {
            let reach = min(count - 1, high + other.high + 1)
            top = max(top, reach)
            LaneKernels.convolve(
              a, low...high, b, other.low...other.high, count: count, into: sums)
            let start = low + other.low
            meeting = sums[count - 1]
            // Halves, from the top down.
            var index = reach
            while index > start {
              sums[index] = 0.5 * (sums[index] + sums[index - 1])
              index -= 1
            }
            sums[start] *= 0.5
          }
          if other.low <= other.high {
            for j in other.low...other.high { sums[j] += absent * b[j] }
          }
          if low <= high {
            for i in low...high { sums[i] += other.absent * a[i] }
          }
        }
      }
    }
    result.whole += meeting * Double(count)
    (result.low, result.high) = (first, top)
    result.normalize()
    return result
  }

  private func scaled(_ factor: Double, _ log: Double) -> ShareMeasure {
    var result = self
    result.logScale += log
    guard factor != 1 else { return result }
    result.logScale += Glibc.log(factor)
    return result
  }
}

/// A linear function of a ``ShareMeasure``: `absent a + Σ_i values_i m_i + whole e`.
struct ShareFunction {
  var absent: Double
  var whole: Double
  var logScale: Double
  var values: [Double]

  /// The logarithm of its value.
  func log(of measure: ShareMeasure) -> Double {
    var sum = absent * measure.absent + whole * measure.whole
    if measure.low <= measure.high {
      for index in measure.low...measure.high { sum += values[index] * measure.masses[index] }
    }
    return sum > 0 ? Glibc.log(sum) + logScale + measure.logScale : -.infinity
  }

  mutating func normalize() {
    var scale = max(absent, whole)
    for value in values { scale = max(scale, value) }
    guard scale > 0, scale.isFinite else {
      (absent, whole, logScale) = (0, 0, -.infinity)
      return
    }
    let inverse = 1 / scale
    absent *= inverse
    whole *= inverse
    for index in values.indices { values[index] *= inverse }
    logScale += Glibc.log(scale)
  }

  /// The function of one share whose value is this function's of the sum of that share and another.
  ///
  /// The transpose of ``ShareMeasure/adding(_:)``.
  ///
  /// - Parameter range: The cells that are asked for; the values of others are 0.
  func adding(_ other: ShareMeasure, range: Range<Int>) -> ShareFunction {
    let count = values.count
    var result = ShareFunction(
      absent: 0, whole: whole * other.absent, logScale: logScale + other.logScale,
      values: [Double](repeating: 0, count: count))
    var sum = absent * other.absent + whole * other.whole
    if other.low <= other.high {
      for index in other.low...other.high { sum += values[index] * other.masses[index] }
    }
    result.absent = sum
    result.values.withUnsafeMutableBufferPointer { into in
      values.withUnsafeBufferPointer { own in
        other.masses.withUnsafeBufferPointer { masses in
          guard let into = into.baseAddress, let own = own.baseAddress,
            let masses = masses.baseAddress
          else { return }
          if other.low <= other.high {
            // Cell i of the share and cell j of the other: half in i + j, half in the next.
            LaneKernels.correlate(
              own, masses, other.low...other.high, places: range, count: count, into: into)
            for j in other.low...other.high where range.contains(count - 1 - j) {
              into[count - 1 - j] +=
                0.5 * masses[j] * own[count - 1] + whole * masses[j] * Double(count)
            }
          }
          for i in range { into[i] += own[i] * other.absent }
        }
      }
    }
    return result
  }
}
