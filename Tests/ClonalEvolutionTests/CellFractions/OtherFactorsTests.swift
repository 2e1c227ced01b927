import Testing

@testable import ClonalEvolution

/// What the patient's other samples say, by hand.
@Suite("Other samples of the patient")
struct OtherFactorsTests {
  private static let states = OriginCells.states

  /// A sample with likelihoods without a pattern.
  private func sample(
    _ seed: Int, isEarlier: Bool, more: (state: Int, by: Double)? = nil
  ) -> OtherSample {
    var values = (0..<Self.states).map { Double((7 * $0 + 13 * seed + 5) * 37 % 101 + 1) / 101 }
    if let more { values[more.state] += more.by }
    let tails = (0..<OriginCells.tails).map { Float($0 + seed + 1) / 20 }
    return sample(values, tails: tails, isEarlier)
  }

  private func sample(_ states: [Double], tails: [Float]?, _ isEarlier: Bool) -> OtherSample {
    var states = states
    return states.withUnsafeMutableBufferPointer { states in
      (tails ?? []).withUnsafeBufferPointer { room in
        guard let start = states.baseAddress else { preconditionFailure("there are states") }
        return OtherSample(
          SideState.Likelihoods(
            states: start, clean: tails == nil ? 1 : 0.3,
            inflated: tails == nil ? nil : room.baseAddress, germline: tails == nil ? 1 : 0.2),
          isEarlier: isEarlier)
      }
    }
  }

  /// The factor on a clone of the pair.
  private func factor(_ factors: OtherFactors, _ earlier: Int, _ later: Int) -> Double {
    func ofTime(_ time: OtherFactors.Time, _ own: Int, _ other: Int) -> Double {
      guard own > 0 else { return time.absent[other > 0 ? 1 : 0] }
      return other > 0 ? time.present.1[own - 1] : time.present.0[own - 1]
    }
    return ofTime(factors.earlier, earlier, later) * ofTime(factors.later, later, earlier)
  }

  /// The evidence of a site, its cells weighing as `cells` say without the other samples.
  private func evidence(_ cells: [Double], _ others: [OtherSample]) -> Double {
    let factors = OtherFactors(others)
    var sum = 0.0
    for i in 0..<Self.states {
      for j in 0..<Self.states {
        sum += cells[OriginCells.clone(i, j)] * factor(factors, i, j)
      }
    }
    return sum
  }

  private static let cells = (0..<OriginCells.clones).map { Double($0 * $0 % 17 + 1) }

  @Test func `no other sample, and one that says nothing, are a factor of 1`() {
    let values = [Double](repeating: 1, count: Self.states)
    let others = [true, false].map { sample(values, tails: nil, $0) }
    let factors = OtherFactors(others)
    for i in 0..<Self.states {
      for j in 0..<Self.states { #expect(abs(factor(factors, i, j) - 1) < 1e-14) }
    }
    for h in 0..<OriginCells.tails { #expect(abs(factors.artefact[h] - 1) < 1e-14) }
    #expect(OtherFactors().isNone && !factors.isNone)
  }

  /// Two metastases beside a pair: all ways in which they have the mutation.
  @Test func `the factors are sums over all ways to have the mutation`() {
    let others = [sample(1, isEarlier: false), sample(2, isEarlier: false)]
    let factors = OtherFactors(others)
    let masses = (1..<Self.states).map { OtherFactors.masses[$0 - 1] }
    #expect(abs(masses.reduce(0, +) - 1) < 1e-14)
    func given(_ q: Double, _ z: Int) -> Double {
      var sum = 0.0
      for way in 0..<9 {
        var product = 1.0
        for (other, choice) in zip(others, [way % 3, way / 3]) {
          switch choice {
          case 0: product *= (1 - q) * other.absent
          case 1: product *= q * 0.2 * other.states[z - 1]
          default:
            product *=
              q * 0.8 * (1..<Self.states).reduce(0) { $0 + masses[$1 - 1] * other.states[$1 - 1] }
          }
        }
        sum += product
      }
      return sum
    }
    let shares = [0.05, 0.35, 0.9]
    let both = [0.2, 0.35, 0.45]
    let (laterAlone, earlierAlone) = ([0.4, 0.35, 0.25], [0.55, 0.35, 0.1])
    for z in 1..<Self.states {
      let (inBoth, alone) = (
        (0..<3).reduce(0) { $0 + both[$1] * given(shares[$1], z) },
        (0..<3).reduce(0) { $0 + laterAlone[$1] * given(shares[$1], z) }
      )
      #expect(abs(factor(factors, 3, z) / inBoth - 1) < 1e-12)
      #expect(abs(factor(factors, 0, z) / alone - 1) < 1e-12)
    }
    let lacking = (0..<3).reduce(0.0) { sum, place in
      sum + earlierAlone[place]
        * (1..<Self.states).reduce(0) { $0 + masses[$1 - 1] * given(shares[place], $1) }
    }
    #expect(abs(factor(factors, 2, 0) / lacking - 1) < 1e-12)
  }

  /// The evidence is linear in each sample's likelihoods, so that the rest is a difference.
  @Test(arguments: 0..<4)
  func `the rest of the evidence is the slope in a sample's own likelihoods`(sample place: Int) {
    let isEarlier = [true, false, true, false]
    let others = isEarlier.enumerated().map { sample($0, isEarlier: $1) }
    let factors = OtherFactors(others)
    var posterior = Self.cells
    for i in 0..<Self.states {
      for j in 0..<Self.states { posterior[OriginCells.clone(i, j)] *= factor(factors, i, j) }
    }
    let rest = factors.rest(posterior, of: place, among: others)
    for state in 0..<Self.states {
      var more = others
      more[place] = sample(place, isEarlier: isEarlier[place], more: (state, 0.5))
      let slope = (evidence(Self.cells, more) - evidence(Self.cells, others)) / 0.5
      let found = state == 0 ? rest.absent : rest.present[state - 1]
      #expect(abs(found / slope - 1) < 1e-10, "state \(state): \(found) \(slope)")
    }
  }
}
