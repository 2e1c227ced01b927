import Foundation
import Testing
import TumorModel

@testable import ClonalEvolution

/// Several samples joined by hand: every way in which they may have a clone, one after the other.
@Suite("Several samples of one side")
struct RegionPresenceTests {
  private static let states = OriginCells.states
  private static let clonal = states - 1

  /// Likelihoods of three samples, `[sample][state]`, without a pattern.
  private static let likelihoods: [[Double]] = (0..<3).map { (sample: Int) -> [Double] in
    (0..<states).map { (state: Int) -> Double in
      let mixed = (7 * state + 13 * sample + 5) * 37 % 101
      return Double(mixed + 1) / 101
    }
  }

  private func withPresence<Result>(
    _ samples: [[Double]], isOfAll: Bool, silent: Int? = nil, _ body: (RegionPresence) -> Result
  ) -> Result {
    let presence = RegionPresence(samples: samples.count, isOfAll: isOfAll)
    defer { presence.free() }
    for (sample, own) in samples.enumerated() {
      for state in own.indices { presence.own[sample * Self.states + state] = own[state] }
      presence.mark(sample, tells: sample != silent)
    }
    return body(presence)
  }

  private func joint(_ samples: [[Double]], isOfAll: Bool, silent: Int? = nil) -> [Double] {
    withPresence(samples, isOfAll: isOfAll, silent: silent) { presence in
      var result = [Double](repeating: 0, count: Self.states)
      presence.combine(into: &result)
      return result
    }
  }

  /// How far a sample's reads can answer.
  private func telling(_ sample: [Double]) -> Double {
    1 - (sample.min() ?? 0) / (sample.max() ?? 1)
  }

  /// L(z) as the sum over who has nothing, the side's fraction, or one of its own that is no greater.
  private func enumerated(_ samples: [[Double]], isOfAll: Bool) -> [Double] {
    let tells = samples.map(telling)
    var masses = [0] + CellFractionBins.referenceMasses.map { 0.5 * $0 } + [0.5]
    // What a sample shares with the others, and what it has of its own.
    var (shared, own) = (samples, samples)
    if isOfAll {
      // Every cell of a sample belongs to the highest range, by the weights of the two.
      let (high, all) = (masses[Self.clonal - 1], masses[Self.clonal])
      for sample in own.indices {
        own[sample][Self.clonal - 1] =
          (high * own[sample][Self.clonal - 1] + all * own[sample][Self.clonal]) / (high + all)
        // As far as another could tell that not all of its cells have it.
        let others = tells.indices.filter { $0 != sample }.reduce(1) { $0 * (1 - tells[$1]) }
        let part = (1 - others) * all / (high + all)
        shared[sample][Self.clonal - 1] =
          (1 - part) * samples[sample][Self.clonal - 1] + part * samples[sample][Self.clonal]
      }
      masses[Self.clonal - 1] = high + all
      masses[Self.clonal] = 0
    }
    var result = [Double](repeating: 0, count: Self.states)
    result[0] = samples.reduce(1) { $0 * $1[0] }
    for z in 1..<Self.states {
      if isOfAll, z == Self.clonal {
        result[z] = samples.reduce(1) { $0 * $1[z] }
        continue
      }
      for q in RegionBayesFactors.regionPresences {
        var (sum, possible) = (0.0, 0.0)
        for way in 0..<27 {
          let choices = [way % 3, way / 3 % 3, way / 9]
          guard choices.contains(1) else { continue }
          var (chance, likelihood) = (1.0, 1.0)
          for (sample, choice) in choices.enumerated() {
            let present = q * tells[sample]
            switch choice {
            case 0:
              chance *= 1 - present
              likelihood *= own[sample][0]
            case 1:
              chance *= present / 2
              likelihood *= shared[sample][z]
            default:
              chance *= present / 2
              let mass = (1...z).reduce(0) { $0 + masses[$1] }
              likelihood *= (1...z).reduce(0) { $0 + masses[$1] * own[sample][$1] } / mass
            }
          }
          sum += chance * likelihood
          possible += chance
        }
        result[z] += sum / possible / Double(RegionBayesFactors.regionPresences.count)
      }
    }
    return result
  }

  @Test(arguments: [false, true])
  func `the joint likelihood is the sum over all ways to have the clone`(isOfAll: Bool) {
    let (found, expected) = (
      joint(Self.likelihoods, isOfAll: isOfAll), enumerated(Self.likelihoods, isOfAll: isOfAll)
    )
    for z in 0..<Self.states { #expect(abs(found[z] / expected[z] - 1) < 1e-12, "state \(z)") }
  }

  @Test(arguments: [false, true])
  func `a sample that says nothing has no part`(isOfAll: Bool) {
    let two = Array(Self.likelihoods.prefix(2))
    let silent = [Double](repeating: 1, count: Self.states)
    let (with, without) = (
      joint(two + [silent], isOfAll: isOfAll, silent: 2), joint(two, isOfAll: isOfAll)
    )
    for z in 0..<Self.states { #expect(abs(with[z] / without[z] - 1) < 1e-14) }
  }

  @Test(arguments: [false, true])
  func `a sample of which the reads say ever less has ever less of a part`(isOfAll: Bool) {
    let two = Array(Self.likelihoods.prefix(2))
    let without = joint(two, isOfAll: isOfAll)
    var last = Double.infinity
    for slope in [0.9, 0.5, 0.1, 0.01, 1e-4] {
      // No read: the less likely, the more cells have the mutation.
      let faint = (0..<Self.states).map { 1 - slope * Double($0) / Double(Self.clonal) }
      let with = joint(two + [faint], isOfAll: isOfAll)
      let distance = (0..<Self.states).map { abs(log(with[$0] / without[$0])) }.max() ?? 0
      #expect(distance < last, "\(slope)")
      last = distance
    }
    #expect(last < 1e-3)
  }

  /// The joint likelihood is linear in each sample's own while what a sample can tell stays the same, so that
  /// the rest of each state is a difference.
  @Test(arguments: [false, true])
  func `the rest of the evidence is the slope in a sample's own likelihoods`(isOfAll: Bool) {
    let weights = (0..<Self.states).map { 0.1 + Double($0 * $0 % 7) }
    for sample in 0..<3 {
      let rest = withPresence(Self.likelihoods, isOfAll: isOfAll) { presence in
        var (states, rest) = (
          [Double](repeating: 0, count: Self.states), [Double](repeating: 0, count: Self.states)
        )
        presence.combine(into: &states)
        presence.rest(of: sample, joint: weights, into: &rest)
        return rest
      }
      func evidence(_ samples: [[Double]]) -> Double {
        zip(weights, joint(samples, isOfAll: isOfAll)).reduce(0) { $0 + $1.0 * $1.1 }
      }
      for state in 0..<Self.states {
        let own = Self.likelihoods[sample]
        guard let least = own.min(), let greatest = own.max(), own[state] > least,
          own[state] < greatest
        else { continue }
        var more = Self.likelihoods
        let step = (greatest - own[state]) / 2
        more[sample][state] += step
        let slope = (evidence(more) - evidence(Self.likelihoods)) / step
        #expect(abs(rest[state] - slope) < 1e-10 * max(1, slope), "\(sample), state \(state)")
      }
    }
  }
}
