/// What the patient's other samples say of a site: by whether the earlier and the later sample of the
/// pair have the mutation, and where it is an artefact.
///
/// A sample of the earlier time is like the earlier one of the pair, any other like the later one:
/// ```
/// real      (1 − q) N + q L(present),  q = 0.6 where its like has the mutation, 0.3 where the later one
///                                      alone has it and it is later too, else 0.15
/// artefact  (1 − r) N + r mean_h T_h,  r = 0.3 in another later sample, else 0.15, N of errors alone
/// ```
/// so that a sample without a read speaks of an artefact no more than of a mutation that the later sample
/// alone has. Presence is as likely in every cell as in some.
struct OtherFactors {
  /// Factors on a clone: in neither sample of the pair, the later alone, the earlier alone, both.
  var clone = SIMD4<Double>(repeating: 1)
  /// The factor on artefacts.
  var artefact = 1.0
  /// The factor on inherited variants.
  var germline = 1.0
  /// `q` in the same order.
  private(set) var presence = SIMD4<Double>(repeating: 0)

  /// The share of artefacts that show in this sample.
  private(set) var artefactShare = 0.0

  /// The probability that a sample has a mutation that its like in the pair has.
  private static let alike = 0.6
  /// The probability that a sample has a mutation that its like in the pair lacks.
  private static let elsewhere = 0.15
  /// The same of a mutation that the later sample alone has, in another later one: tumours that grow apart
  /// have most of what they acquire for themselves.
  private static let diverged = 0.3
  /// The same of a mutation in neither sample of the pair, which is somewhere.
  private static let anywhere = 0.5

  /// No other sample.
  init() {}

  /// One other sample.
  init(_ own: SideState.Likelihoods, isEarlier: Bool) {
    var present = 0.5 * own.states[OriginCells.states - 1]
    for (bin, mass) in CellFractionBins.referenceMasses.enumerated() {
      present += 0.5 * mass * own.states[bin + 1]
    }
    presence = Self.presence(isEarlier: isEarlier)
    clone = (1 - presence) * own.states[0] + presence * present
    var tail = 1.0
    if let inflated = own.inflated {
      tail = 0
      for h in 0..<OriginCells.tails { tail += Double(inflated[h]) / Double(OriginCells.tails) }
    }
    artefactShare = isEarlier ? Self.elsewhere : Self.diverged
    artefact = (1 - artefactShare) * own.clean + artefactShare * tail
    germline = own.germline
  }

  private static func presence(isEarlier: Bool) -> SIMD4<Double> {
    isEarlier
      ? [anywhere, elsewhere, alike, alike] : [anywhere, diverged, elsewhere, alike]
  }

  /// The place of a cell's factor.
  @inline(__always)
  static func place(earlier: Int, later: Int) -> Int {
    (earlier > 0 ? 2 : 0) + (later > 0 ? 1 : 0)
  }

  /// Several samples together.
  static func product(_ factors: [OtherFactors]) -> OtherFactors {
    var result = OtherFactors()
    for factor in factors { result.multiply(with: factor) }
    return result
  }

  /// Takes another sample.
  mutating func multiply(with factor: OtherFactors) {
    clone *= factor.clone
    artefact *= factor.artefact
    germline *= factor.germline
  }
}
