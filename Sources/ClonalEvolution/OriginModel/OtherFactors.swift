/// What one of the patient's other samples says of a site.
struct OtherSample {
  /// Whether it is of the earlier sample's time.
  let isEarlier: Bool
  /// The likelihoods of absence and of presence, as likely in every cell as in some.
  let absent: Double
  let present: Double
  /// The likelihood of errors alone, and by tail those of an artefact.
  let clean: Double
  let inflated: SIMD8<Double>
  /// The likelihood of an inherited variant.
  let germline: Double

  /// Takes a sample's likelihoods.
  init(_ own: SideState.Likelihoods, isEarlier: Bool) {
    self.isEarlier = isEarlier
    var present = 0.5 * own.states[OriginCells.states - 1]
    for (bin, mass) in CellFractionBins.referenceMasses.enumerated() {
      present += 0.5 * mass * own.states[bin + 1]
    }
    (absent, self.present, clean, germline) = (own.states[0], present, own.clean, own.germline)
    var inflated = SIMD8<Double>(repeating: 1)
    if let tails = own.inflated {
      for h in 0..<OriginCells.tails { inflated[h] = Double(tails[h]) }
    }
    self.inflated = inflated
  }
}

/// What the patient's other samples say of a site: by whether the earlier and the later sample of the
/// pair have the mutation, and where it is an artefact.
///
/// A sample of the earlier time is like the earlier one of the pair, any other like the later one. The
/// other samples `x` of one time have a mutation, or an artefact, with one probability `q` that is not known:
/// ```
/// real      Σ_q w_q Π_x [(1 − q) N_x + q L_x(present)]
/// artefact  Σ_q w_q Π_x [(1 − q) N_x + q T_xh],  N of errors alone, h the tail
/// ```
/// with `q` 0.05, 0.35 or 0.9 and weights by what the pair has. However many samples agree, they move the odds
/// of a mutation by no more than the weights differ: the metastases of a patient may all descend from one
/// cell that left the primary, so that what they share was not more often there before.
struct OtherFactors {
  /// Factors on a clone: in neither sample of the pair, the later alone, the earlier alone, both.
  private(set) var clone = SIMD4<Double>(repeating: 1)
  /// The factors on artefacts, by tail.
  private(set) var artefact = SIMD8<Double>(repeating: 1)
  /// The factor on inherited variants.
  private(set) var germline = 1.0

  /// The factors of the samples of the earlier time alone, and of the others.
  private var ofTimes = (earlier: SIMD4<Double>(repeating: 1), later: SIMD4<Double>(repeating: 1))

  private static let shares = [0.05, 0.35, 0.9]

  /// The weight of each probability, by whether neither sample of the pair, the later alone, the earlier
  /// alone or both have the mutation.
  private struct Weights {
    let clone: [SIMD4<Double>]
    /// The same where it is an artefact.
    let artefact: [Double]
  }

  /// A region is like the region of the pair; a mutation of the later sample alone, or an artefact, is seldom
  /// in it.
  private static let ofEarlier = Weights(
    clone: [[0.2, 0.7, 0.1, 0.1], [0.4, 0.27, 0.4, 0.4], [0.4, 0.03, 0.5, 0.5]],
    artefact: [0.7, 0.27, 0.03])
  /// Another metastasis has a mutation that the later sample alone has somewhat less often than one that
  /// both have, and an artefact as often, so that a sample without a read does not tell these apart.
  private static let ofLater = Weights(
    clone: [[0.25, 0.4, 0.55, 0.2], [0.4, 0.35, 0.35, 0.35], [0.35, 0.25, 0.1, 0.45]],
    artefact: [0.4, 0.35, 0.25])

  /// No other sample.
  init() {}

  /// The patient's other samples together.
  init(_ others: [OtherSample]) {
    for other in others { germline *= other.germline }
    var artefacts = (SIMD8<Double>(repeating: 1), SIMD8<Double>(repeating: 1))
    (ofTimes.earlier, artefacts.0) = Self.factors(others, isEarlier: true, Self.ofEarlier)
    (ofTimes.later, artefacts.1) = Self.factors(others, isEarlier: false, Self.ofLater)
    clone = ofTimes.earlier * ofTimes.later
    artefact = artefacts.0 * artefacts.1
  }

  private static func factors(
    _ others: [OtherSample], isEarlier: Bool, _ weights: Weights
  ) -> (clone: SIMD4<Double>, artefact: SIMD8<Double>) {
    var (clone, artefact) = (SIMD4<Double>.zero, SIMD8<Double>.zero)
    for (place, q) in shares.enumerated() {
      var (real, inflated) = (1.0, SIMD8<Double>(repeating: 1))
      for other in others where other.isEarlier == isEarlier {
        real *= (1 - q) * other.absent + q * other.present
        inflated *= (1 - q) * other.clean + q * other.inflated
      }
      clone += weights.clone[place] * real
      artefact += weights.artefact[place] * inflated
    }
    return (clone, artefact)
  }

  /// The rest of a site's evidence where one of the other samples lacks the mutation and where it has it.
  ///
  /// - Parameters:
  ///   - presence: The posterior of the pair's neither, later, earlier and both.
  ///   - sample: The sample's place among `others`.
  func rest(
    _ presence: SIMD4<Double>, of sample: Int, among others: [OtherSample]
  ) -> (absent: Double, present: Double) {
    let isEarlier = others[sample].isEarlier
    let own = isEarlier ? ofTimes.earlier : ofTimes.later
    let base = presence / pointwiseMax(own, SIMD4(repeating: 1e-300))
    let weights = isEarlier ? Self.ofEarlier : Self.ofLater
    var (absent, present) = (0.0, 0.0)
    for (place, q) in Self.shares.enumerated() {
      var real = 1.0
      for index in others.indices where index != sample && others[index].isEarlier == isEarlier {
        real *= (1 - q) * others[index].absent + q * others[index].present
      }
      let share = (base * weights.clone[place]).sum() * real
      absent += (1 - q) * share
      present += q * share
    }
    return (absent, present)
  }

  /// The place of a cell's factor.
  @inline(__always)
  static func place(earlier: Int, later: Int) -> Int {
    (earlier > 0 ? 2 : 0) + (later > 0 ? 1 : 0)
  }
}
