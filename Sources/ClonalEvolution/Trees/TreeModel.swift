import Glibc

/// The likelihoods of a patient's clones on even cells of the cancer cell fraction, with the prior of trees and
/// of the clones' proportions.
///
/// In each sample the proportion `η` of each clone's own cells, and that of cells of no clone, is either 0 or
/// anything above, and they add to 1: their prior is
/// ```
/// Π_v (δ(η_v) + r dη_v)   on   Σ_v η_v = 1
/// ```
/// up to a constant. Fractions are sums of proportions, `F_v = η_v + Σ F_child`, a map that keeps volumes
/// whatever the tree; so the constant is the same for all trees of the same clones.
struct TreeModel: Sendable {
  /// The likelihood of a clone in a sample, over its greatest.
  struct Likelihood: Sendable {
    var values: [Double]
    var absent: Double
    var clonal: Double
    /// Cells outside of which it is next to 0.
    var range: Range<Int>
    /// The mean over fractions that may be 0, 1, or anything between, whatever the other clones'.
    var free: Double
  }

  /// `[clone][sample]`.
  let likelihoods: [[Likelihood]]
  /// The number of cells of each sample.
  let cells: [Int]
  /// `r`.
  let ratio: Double
  /// ln of the prior probability of each further clone that descends from no other.
  let logFounder: Double
  /// `[ancestor][descendant]`: ln of the greatest product of their likelihoods with `F_ancestor ≥ F_descendant`,
  /// over the greatest without, summed over samples.
  let logContained: [[Double]]

  var clones: Int { likelihoods.count }
  var samples: Int { cells.count }

  private static let least = 1e-14
  /// The prior probabilities of exactly 0 and of exactly 1 of a clone that is in no tree.
  private static let exact = 0.15

  /// - Parameters:
  ///   - curves: `[clone][sample]`; `nil` where a sample says nothing.
  ///   - most: Cells at most.
  init(
    _ curves: [[CellFractionCurve?]], founder: Double, ratio: Double? = nil, most: Int = 256
  ) {
    let samples = curves.first?.count ?? 0
    self.ratio = ratio ?? Double(curves.count + 1)
    logFounder = log(founder)
    var cells: [Int] = []
    for sample in 0..<samples {
      var narrowest = 0.05
      for own in curves {
        guard let curve = own[sample] else { continue }
        let (mean, deviation) = curve.summary
        // Next to 0 the atom has the mass.
        if mean > 0.02 { narrowest = min(narrowest, max(deviation, 1e-4)) }
      }
      let fewest = curves.count > Self.many ? Self.fewest.ofMany : Self.fewest.ofFew
      cells.append(min(most, max(fewest, Int((1 / narrowest).rounded(.up)))))
    }
    self.cells = cells
    let likelihoods = curves.map { own in
      own.enumerated().map { Self.likelihood($1, cells[$0]) }
    }
    self.likelihoods = likelihoods
    // The greatest likelihood at no less, and at no more, than each cell.
    let count = curves.count
    var contained = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for sample in 0..<samples {
      let (above, below) = (
        likelihoods.map { Self.greatestAbove($0[sample]) },
        likelihoods.map { Self.pairs($0[sample]) }
      )
      for ancestor in 0..<count {
        for descendant in 0..<count where descendant != ancestor {
          var best = 0.0
          for (index, value) in below[descendant].enumerated() where value > 0 {
            best = max(best, value * above[ancestor][index])
          }
          contained[ancestor][descendant] += best > 0 ? log(best) : -1000
        }
      }
    }
    logContained = contained
  }

  /// Cells of each sample at least, fewer where there are many clones, of which each says little.
  private static let fewest = (ofFew: 48, ofMany: 32)
  private static let many = 20

  private static func likelihood(_ curve: CellFractionCurve?, _ cells: Int) -> Likelihood {
    guard let curve else {
      return Likelihood(
        values: [Double](repeating: 1, count: cells), absent: 1, clonal: 1, range: 0..<cells,
        free: 1)
    }
    var (values, absent, clonal) = curve.cells(cells)
    let peak = max(values.max() ?? 0, absent, clonal)
    var range = 0..<0
    for index in values.indices {
      values[index] /= peak
      if values[index] < least {
        values[index] = 0
      } else {
        range = (range.isEmpty ? index : range.lowerBound)..<(index + 1)
      }
    }
    absent /= peak
    clonal /= peak
    let mean = values.reduce(0, +) / Double(cells)
    return Likelihood(
      values: values, absent: absent < least ? 0 : absent, clonal: clonal < least ? 0 : clonal,
      range: range, free: exact * (absent + clonal) + (1 - 2 * exact) * mean)
  }

  /// The greatest likelihood at each place or above: 0, the cells, 1.
  private static func greatestAbove(_ own: Likelihood) -> [Double] {
    var values = pairs(own)
    for index in values.indices.dropLast().reversed() {
      values[index] = max(values[index], values[index + 1])
    }
    return values
  }

  private static func pairs(_ own: Likelihood) -> [Double] {
    [own.absent] + own.values + [own.clonal]
  }

  /// The measure of a clone's fraction from that of its children together.
  func message(_ clone: Int, _ sample: Int, children: ShareMeasure) -> ShareMeasure {
    let own = likelihoods[clone][sample]
    let count = cells[sample]
    let step = ratio / Double(count)
    var result = ShareMeasure(cells: count)
    result.logScale = children.logScale
    result.absent = own.absent * children.absent
    var sum = children.absent
    if own.range.lowerBound > children.low {
      for index in children.low..<min(own.range.lowerBound, children.high + 1) {
        sum += children.masses[index]
      }
    }
    result.masses.withUnsafeMutableBufferPointer { masses in
      children.masses.withUnsafeBufferPointer { inner in
        own.values.withUnsafeBufferPointer { values in
          for index in own.range {
            let mass = inner[index]
            masses[index] = values[index] * (mass + step * (sum + 0.5 * mass))
            sum += mass
          }
        }
      }
    }
    if own.clonal > 0 {
      if own.range.upperBound <= children.high {
        for index in own.range.upperBound...children.high where index >= children.low {
          sum += children.masses[index]
        }
      }
      result.whole = own.clonal * (children.whole + ratio * sum)
    }
    if !own.range.isEmpty {
      (result.low, result.high) = (own.range.lowerBound, own.range.upperBound - 1)
    }
    result.normalize()
    return result
  }

  /// The function of the children's fraction together from the function of a clone's own.
  func function(_ clone: Int, _ sample: Int, of outer: ShareFunction) -> ShareFunction {
    let own = likelihoods[clone][sample]
    let count = cells[sample]
    let step = ratio / Double(count)
    var result = ShareFunction(
      absent: 0, whole: own.clonal * outer.whole, logScale: outer.logScale,
      values: [Double](repeating: 0, count: count))
    let all = ratio * result.whole
    var above = 0.0
    result.values.withUnsafeMutableBufferPointer { into in
      outer.values.withUnsafeBufferPointer { from in
        own.values.withUnsafeBufferPointer { values in
          for index in (0..<count).reversed() {
            let value = values[index] * from[index]
            into[index] = value + step * (above + 0.5 * value) + all
            above += value
          }
        }
      }
    }
    result.absent = own.absent * outer.absent + step * above + all
    result.normalize()
    return result
  }

  /// The function whose value is the likelihood, of what the root's children have.
  func rootFunction(_ sample: Int) -> ShareFunction {
    ShareFunction(
      absent: ratio, whole: 1, logScale: 0,
      values: [Double](repeating: ratio, count: cells[sample]))
  }

  /// ln of the sum of the prior of proportions over all of them, in one sample, with `count` clones.
  func logPriorSum(clones count: Int) -> Double {
    // u of n places are above 0: C(n, u) r^u / (u − 1)!.
    let n = Double(count + 1)
    var best = -Double.infinity
    var terms: [Double] = []
    for u in 1...(count + 1) {
      let value =
        lgamma(n + 1) - lgamma(Double(u) + 1) - lgamma(n - Double(u) + 1) + Double(u) * log(ratio)
        - lgamma(Double(u))
      terms.append(value)
      best = max(best, value)
    }
    return best + log(terms.reduce(0) { $0 + exp($1 - best) })
  }
}
