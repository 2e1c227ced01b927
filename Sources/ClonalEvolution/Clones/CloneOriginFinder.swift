import Glibc
import NumericalMethods

/// Finds the origins of mutations from clones.
///
/// A mutation's own reads never stand on both sides of its own evidence: from its clone's reads its own are
/// taken out first (the cavity),
/// ```
/// q_k(c) ∝ h(c) exp(κ (Σ_j r_jk l_j(c) − r_nk l_n(c)))
/// P(k | reads) ∝ (a_k − r_nk) ∏_d ∫ q_kd(c) exp(l_nd(c)) dc
/// ```
/// with `h`, `r`, `l` and `a` as in ``CloneMixture`` and `κ` the part of the clone's information that does not
/// go with doubt about who belongs to it. A clone of which no other mutation was found is one of those that
/// are weighed, with the weight of its prior and `q = h`, so that reads which no clone explains are not put
/// into the nearest one. Given the clone, the fractions of samples are independent; over
/// clones and the classes that are no clones probabilities add.
struct CloneOriginFinder {
  let mixture: CloneMixture
  /// `κ`, `[clone][sample]`.
  let known: [[Double]]
  /// The standard deviation of ln of a factor that all fractions of a sample share, 1 / purity, by sample.
  let deviations: [Double]
  /// The fraction below which a sample may as well have no cell, by sample.
  let leastTold: [Double]
  /// The share of listed mutations that are artefacts, before any is looked at.
  let artefactShare: Double
  /// c*.
  let threshold: Double

  private var problem: CloneProblem { mixture.problem }

  /// A share of a mutation below which a clone is left out.
  private static let leastShare = 1e-4

  /// The probabilities of the ranges of a fraction.
  struct Ranges {
    /// In no cell.
    var absent = 0.0
    /// Below c*, absence included.
    var below = 0.0
    /// In every cell.
    var clonal = 0.0
    /// ln of the integral of likelihood times prior.
    var logSum = 0.0
  }

  /// The origin of a pattern's mutations.
  ///
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - earlier: The samples of the earlier side.
  ///   - later: Those of the later side.
  /// - Returns: `nil` where a side says nothing.
  func origin(_ pattern: Int, earlier: [Int], later: [Int]) -> CloneOrigin? {
    func tells(_ side: [Int]) -> Bool {
      side.contains { problem.rows[pattern * problem.samples + $0] >= 0 }
    }
    guard tells(earlier), tells(later) else { return nil }
    var parts: [(log: Double, origin: CloneOrigin, present: Double)] = []
    let count = mixture.components
    for clone in 0..<mixture.clones {
      let share = mixture.shares[pattern * count + clone]
      guard share > Self.leastShare else { continue }
      parts.append(part(pattern, clone, share, earlier, later))
    }
    parts.append(part(pattern, nil, 0, earlier, later))
    for other in 0..<problem.classes {
      let place = mixture.clones + other
      let share = mixture.shares[pattern * count + place]
      guard share > Self.leastShare || other == CloneLikelihoods.artefact(problem.samples) else {
        continue
      }
      var origin = CloneOrigin()
      if later.contains(other) {
        origin.acquired = 1
      } else if earlier.contains(other) {
        origin.lost = 1
      } else {
        origin.artefact = 1
      }
      let expected =
        other == CloneLikelihoods.artefact(problem.samples)
        ? artefactShare * problem.mutations : 0
      parts.append(
        (
          log(max(mixture.concentrations[place] - share, 1e-3) + expected)
            + problem.others[pattern * problem.classes + other], origin, origin.acquired
        ))
    }
    return together(parts, pattern, earlier)
  }

  /// What a clone says; for `nil` what a clone would that no other mutation is known of.
  private func part(
    _ pattern: Int, _ clone: Int?, _ share: Double, _ earlier: [Int], _ later: [Int]
  ) -> (log: Double, origin: CloneOrigin, present: Double) {
    var log = Glibc.log(
      clone.map { max(mixture.concentrations[$0] - share, 1e-3) } ?? problem.priorOfClones)
    var (absentBefore, below, clonal, absentAfter) = (1.0, 1.0, 1.0, 1.0)
    for sample in 0..<problem.samples {
      let (isBefore, isAfter) = (earlier.contains(sample), later.contains(sample))
      let row = Int(problem.rows[pattern * problem.samples + sample])
      guard row >= 0 || isBefore || isAfter else { continue }
      let ranges =
        clone.map { self.ranges($0, sample, row, share) } ?? self.ranges(ofRow: row, sample)
      log += ranges.logSum
      if isBefore {
        absentBefore *= ranges.absent
        below *= ranges.below
        clonal *= ranges.clonal
      } else if isAfter {
        absentAfter *= ranges.absent
      }
    }
    // Products of rounded sums: a hair above 1 is 1.
    let present = max(0, 1 - absentAfter)
    below = min(below, 1)
    absentBefore = min(absentBefore, 1)
    var origin = CloneOrigin()
    origin.acquired = absentBefore * present
    origin.preexistingClonal = clonal * present
    origin.preexistingSubclonal = max(0, 1 - absentBefore - clonal) * present
    origin.lost = (1 - absentBefore) * absentAfter
    origin.artefact = absentBefore * absentAfter
    origin.aboveThreshold = (1 - below) * present
    return (log, origin, present)
  }

  /// The fraction of a clone in a sample by the reads of its other mutations, times those of one mutation.
  private func ranges(_ clone: Int, _ sample: Int, _ row: Int, _ share: Double) -> Ranges {
    let points = problem.fractions.nodes.count
    let table = problem.tables[sample]
    let part = known[clone][sample]
    let sums = mixture.logFractions[sample]
    var cavity = [Double](repeating: 0, count: points)
    var whole = cavity
    for g in 0..<points {
      let own = row >= 0 ? table.values[row * points + g] : 0
      cavity[g] = part * (sums[clone * points + g] - share * own)
      whole[g] = own
    }
    smear(&cavity, deviations[sample])
    for g in 0..<points { whole[g] += cavity[g] }
    var ranges = ranges(of: whole, problem.fractions, sample)
    ranges.logSum -= row >= 0 ? problem.fractions.logSum(cavity) : ranges.logSum
    return ranges
  }

  /// Averages a likelihood over the factor that all fractions of a sample share.
  ///
  /// A trunk that is found at .97 of the cells is one in every cell where the purity is 3 % too high.
  private func smear(_ logs: inout [Double], _ deviation: Double) {
    guard deviation > 1e-4 else { return }
    let nodes = problem.fractions.nodes
    // The last node is exactly 1; the last but one is 1 as the limit of a part.
    let last = nodes.count - 2
    let (start, end) = (nodes[1].squareRoot(), 1.0)
    let step = (end - start) / Double(last - 1)
    let own = logs
    let best = own.max() ?? 0
    func value(_ fraction: Double) -> Double {
      let place = (fraction.squareRoot() - start) / step
      let index = min(max(Int(place), 0), last - 2)
      let part = min(max(place - Double(index), 0), 1)
      return own[1 + index] + part * (own[2 + index] - own[1 + index])
    }
    for g in 1..<nodes.count {
      // Fractions above 1 have the likelihood of 1: of exactly 1 where that is asked for.
      let top = g == nodes.count - 1 ? own[g] : own[last]
      var sum = 0.0
      for (z, weight) in Self.normal {
        let fraction = nodes[g] * exp(deviation * z)
        let log = fraction >= 1 ? max(top, own[last]) : value(fraction)
        sum += weight * exp(log - best)
      }
      logs[g] = best + log(max(sum, 1e-300))
    }
  }

  /// A standard normal variable at some points.
  private static let normal: [(z: Double, weight: Double)] = {
    let values = (-6...6).map { z -> (z: Double, weight: Double) in
      (0.5 * Double(z), exp(-0.125 * Double(z * z)))
    }
    let total = values.reduce(0) { $0 + $1.weight }
    return values.map { ($0.z, $0.weight / total) }
  }()

  private func ranges(of logs: [Double], _ fractions: CloneFractions, _ sample: Int) -> Ranges {
    var ranges = Ranges()
    let values = fractions.points
    withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count) { masses in
      guard let start = masses.baseAddress else { return }
      ranges.logSum = fractions.posterior(logs, into: start)
      let told = leastTold[sample]
      for index in values.indices.dropLast() where values[index] < threshold {
        if index == 0 || values[index] <= told { ranges.absent += start[index] }
        ranges.below += start[index]
      }
      ranges.clonal = start[values.count - 1]
    }
    return ranges
  }

  /// Averages over clones and classes.
  private func together(
    _ parts: [(log: Double, origin: CloneOrigin, present: Double)], _ pattern: Int, _ earlier: [Int]
  ) -> CloneOrigin? {
    guard let best = parts.map(\.log).max() else { return nil }
    var origin = CloneOrigin()
    var (sum, present, above) = (0.0, 0.0, 0.0)
    for part in parts {
      let weight = exp(part.log - best)
      sum += weight
      present += weight * part.present
      above += weight * part.origin.aboveThreshold
      origin.acquired += weight * part.origin.acquired
      origin.preexistingSubclonal += weight * part.origin.preexistingSubclonal
      origin.preexistingClonal += weight * part.origin.preexistingClonal
      origin.lost += weight * part.origin.lost
      origin.artefact += weight * part.origin.artefact
    }
    origin.acquired /= sum
    origin.preexistingSubclonal /= sum
    origin.preexistingClonal /= sum
    origin.lost /= sum
    origin.artefact /= sum
    origin.aboveThreshold = present > 0 ? min(1, above / present) : 0
    let (prior, alone) = alone(pattern, earlier)
    origin.aboveThresholdAlone = alone
    origin.shareOfOthers = CloneOrigin.share(
      prior: prior, alone: alone, together: origin.aboveThreshold)
    return origin
  }

  /// The ranges by the reads of a row alone; before any read where there is none.
  private func ranges(ofRow row: Int, _ sample: Int) -> Ranges {
    let points = problem.fractions.nodes.count
    guard row >= 0 else {
      return ranges(of: [Double](repeating: 0, count: points), problem.fractions, sample)
    }
    let values = problem.tables[sample].values[(row * points)..<((row + 1) * points)]
    return ranges(of: Array(values), problem.fractions, sample)
  }

  /// P(at least c* in a sample of a side), before any read and by the own reads alone.
  private func alone(_ pattern: Int, _ side: [Int]) -> (prior: Double, alone: Double) {
    var (prior, below) = (1.0, 1.0)
    for sample in side {
      prior *= ranges(ofRow: -1, sample).below
      below *=
        ranges(
          ofRow: Int(problem.rows[pattern * problem.samples + sample]), sample
        ).below
    }
    return (max(0, 1 - prior), max(0, 1 - below))
  }
}
