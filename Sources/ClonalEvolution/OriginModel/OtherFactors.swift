/// What one of the patient's other samples says of a site.
struct OtherSample {
  /// Whether it is of the earlier sample's time.
  let isEarlier: Bool
  /// The likelihood of absence, and by state those of presence.
  let absent: Double
  let states: SIMD8<Double>
  /// The likelihood of presence, as likely in every cell as in some.
  let present: Double
  /// The likelihood of errors alone, and by tail those of an artefact.
  let clean: Double
  let inflated: SIMD8<Double>
  /// The likelihood of an inherited variant.
  let germline: Double

  /// Takes a sample's likelihoods.
  init(_ own: SideState.Likelihoods, isEarlier: Bool) {
    self.isEarlier = isEarlier
    absent = own.states[0]
    states = UnsafeRawPointer(own.states + 1).loadUnaligned(as: SIMD8<Double>.self)
    present = (states * OtherFactors.masses).sum()
    clean = own.clean
    germline = own.germline
    var inflated = SIMD8<Double>(repeating: 1)
    if let tails = own.inflated {
      for h in 0..<OriginCells.tails { inflated[h] = Double(tails[h]) }
    }
    self.inflated = inflated
  }
}

/// What the patient's other samples say of a site: by the states of the earlier and of the later sample of the
/// pair, and where it is an artefact.
///
/// A sample of the earlier time is like the earlier one of the pair, any other like the later one. The
/// other samples `x` of one time have a mutation, or an artefact, with one probability `q` that is not known. A
/// sample that has the mutation shares the fraction of the pair's sample of that time, in state `z`, with
/// probability `1 − o`, 0.2; else its fraction is its own. Where the pair's sample
/// lacks the mutation, the others share one that is not known:
/// ```
/// F(z)       Σ_q w_q Π_x [(1 − q) N_x + q ((1 − o) L_x(z) + o Σ_y m_y L_x(y))]
/// F(absent)  the same with Σ_z m_z before the product
/// artefact   Σ_q w_q Π_x [(1 − q) N_x + q T_xh],  N of errors alone, h the tail
/// ```
/// with `q` 0.05, 0.35 or 0.9, weights by which samples of the pair have the mutation, and `m` presence as
/// likely in every cell as in some. However many samples agree, they move the odds of which samples of the pair
/// have a clone by no more than the weights differ: the metastases of a patient may all descend from one
/// cell that left the primary, so that what they share was not more often there before.
struct OtherFactors {
  /// The factors of the samples of one time, by whether the pair's sample of the other time has the mutation.
  struct Time {
    /// Where the pair's sample of this time lacks it.
    var absent = SIMD2<Double>(repeating: 1)
    /// Where it has it, by state.
    var present = (SIMD8<Double>(repeating: 1), SIMD8<Double>(repeating: 1))
  }

  /// The factors of the samples of the earlier time, and of the others.
  private(set) var earlier = Time()
  private(set) var later = Time()
  /// The factors on artefacts, by tail.
  private(set) var artefact = SIMD8<Double>(repeating: 1)
  /// The factor on inherited variants.
  private(set) var germline = 1.0
  /// Whether there is no other sample.
  let isNone: Bool

  private static let shares = [0.05, 0.35, 0.9]
  /// `o`.
  private static let ownShare = 0.8
  /// `m`.
  static let masses: SIMD8<Double> = {
    var masses = SIMD8<Double>.zero
    for (bin, mass) in CellFractionBins.referenceMasses.enumerated() { masses[bin] = 0.5 * mass }
    masses[OriginCells.states - 2] = 0.5
    return masses
  }()

  /// The weight of each probability.
  private struct Weights {
    /// Where the pair's sample of the same time lacks the mutation, by whether that of the other time has it.
    let absent: [SIMD2<Double>]
    /// Where it has it.
    let present: [SIMD2<Double>]
    /// Where it is an artefact.
    let artefact: [Double]
  }

  /// A region is like the region of the pair; a mutation of the later sample alone, or an artefact, is seldom
  /// in it.
  private static let ofEarlier = Weights(
    absent: [[0.2, 0.7], [0.4, 0.27], [0.4, 0.03]],
    present: [[0.1, 0.1], [0.4, 0.4], [0.5, 0.5]],
    artefact: [0.7, 0.27, 0.03])
  /// Another metastasis has a mutation that the later sample alone has somewhat less often than one that
  /// both have, and an artefact as often, so that a sample without a read does not tell these apart.
  private static let ofLater = Weights(
    absent: [[0.25, 0.55], [0.4, 0.35], [0.35, 0.1]],
    present: [[0.4, 0.2], [0.35, 0.35], [0.25, 0.45]], artefact: [0.4, 0.35, 0.25])

  /// No other sample.
  init() { isNone = true }

  /// The patient's other samples together.
  init(_ others: [OtherSample]) {
    isNone = others.isEmpty
    guard !isNone else { return }
    for other in others { germline *= other.germline }
    var artefacts = (SIMD8<Double>(repeating: 1), SIMD8<Double>(repeating: 1))
    (earlier, artefacts.0) = Self.factors(others, isEarlier: true, Self.ofEarlier)
    (later, artefacts.1) = Self.factors(others, isEarlier: false, Self.ofLater)
    artefact = artefacts.0 * artefacts.1
  }

  /// What a sample shows where the mutation is in the others of its time with probability `q`, by the fraction
  /// that they share.
  @inline(__always)
  private static func shown(_ other: OtherSample, _ q: Double) -> SIMD8<Double> {
    let o = ownShare
    return q * (1 - o) * other.states + ((1 - q) * other.absent + q * o * other.present)
  }

  private static func factors(
    _ others: [OtherSample], isEarlier: Bool, _ weights: Weights
  ) -> (time: Time, artefact: SIMD8<Double>) {
    var time = Time()
    guard others.contains(where: { $0.isEarlier == isEarlier }) else {
      return (time, SIMD8(repeating: 1))
    }
    (time.absent, time.present) = (.zero, (.zero, .zero))
    var artefact = SIMD8<Double>.zero
    for (place, q) in shares.enumerated() {
      var (real, inflated) = (SIMD8<Double>(repeating: 1), SIMD8<Double>(repeating: 1))
      for other in others where other.isEarlier == isEarlier {
        real *= shown(other, q)
        inflated *= (1 - q) * other.clean + q * other.inflated
      }
      time.absent += (masses * real).sum() * weights.absent[place]
      time.present.0 += weights.present[place][0] * real
      time.present.1 += weights.present[place][1] * real
      artefact += weights.artefact[place] * inflated
    }
    return (time, artefact)
  }

  /// The rest of a site's evidence where one of the other samples lacks the mutation and where it has it, by
  /// state.
  ///
  /// - Parameters:
  ///   - cells: The posterior of the pair's clones.
  ///   - sample: The sample's place among `others`.
  func rest(
    _ cells: UnsafePointer<Double>, of sample: Int, among others: [OtherSample]
  ) -> (absent: Double, present: SIMD8<Double>) {
    let isEarlier = others[sample].isEarlier
    let time = isEarlier ? earlier : later
    let weights = isEarlier ? Self.ofEarlier : Self.ofLater
    // The posterior without the samples of this time: where the pair's own of this time lacks the mutation,
    // and by state where it has it.
    var (lacks, has) = (SIMD2<Double>.zero, (SIMD8<Double>.zero, SIMD8<Double>.zero))
    let states = OriginCells.states
    for z in 0..<states {
      var sums = SIMD2<Double>.zero
      for y in 0..<states {
        sums[y > 0 ? 1 : 0] +=
          cells[isEarlier ? OriginCells.clone(z, y) : OriginCells.clone(y, z)]
      }
      if z == 0 {
        lacks = sums / pointwiseMax(time.absent, SIMD2(repeating: 1e-300))
      } else {
        has.0[z - 1] = sums[0] / max(time.present.0[z - 1], 1e-300)
        has.1[z - 1] = sums[1] / max(time.present.1[z - 1], 1e-300)
      }
    }
    let o = Self.ownShare
    var (absent, present) = (0.0, SIMD8<Double>.zero)
    for (place, q) in Self.shares.enumerated() {
      var real = SIMD8<Double>(repeating: 1)
      for index in others.indices where index != sample && others[index].isEarlier == isEarlier {
        real *= Self.shown(others[index], q)
      }
      let shared =
        (has.0 * weights.present[place][0] + has.1 * weights.present[place][1]
          + (lacks * weights.absent[place]).sum() * Self.masses) * real
      let sum = shared.sum()
      absent += (1 - q) * sum
      present += q * ((1 - o) * shared + o * sum * Self.masses)
    }
    return (absent, present)
  }
}
