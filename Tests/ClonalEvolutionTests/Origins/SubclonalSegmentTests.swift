import Testing
import TumorModel

@testable import ClonalEvolution

/// Calls of one mutation in a segment in which the primary's cells differ in copy number, beside
/// plain mutations that tell purity and precision.
@Suite("Origins in sub-clonal segments")
struct SubclonalSegmentTests {
  private typealias Parts = [(share: Double, major: Int, minor: Int)]

  private func mixture(_ parts: Parts) throws -> CopyNumberMixture {
    try #require(
      CopyNumberMixture(
        parts.compactMap { part in
          CopyNumber(major: part.major, minor: part.minor).map {
            CopyNumberMixture.Part(cellFraction: part.share, copyNumber: $0)
          }
        }))
  }

  /// The call of a mutation that is clonal in the metastasis.
  ///
  /// - Parameter isModelled: Whether the parts are told, or the copy number of most cells alone.
  private func call(
    alternate: Int, of depth: Int, _ parts: Parts, isModelled: Bool = true,
    later: (Int, Int) = (1, 1)
  ) throws -> OriginCall {
    let purity = 0.8
    let anchors = [156, 163, 160, 165, 158, 155, 164, 161, 157, 162]
    let plain = try #require(
      SinglePatient.evidence(
        [.init(.primary, purity: purity), .init(.metastasis, purity: purity)],
        [[(alternate, depth), (160, 400)]] + anchors.map { [($0, 400), (321 - $0, 400)] }))
    let mixture = try mixture(parts)
    var copyNumbers = plain.copyNumbers
    copyNumbers[0][0] = mixture.dominant
    copyNumbers[1][0] = CopyNumber(major: later.0, minor: later.1)
    var supporting = SupportingEvidence()
    if isModelled {
      supporting.copyNumberMixtures = copyNumbers.map { $0.map { _ in nil } }
      supporting.copyNumberMixtures[0][0] = mixture
    }
    let patient = try #require(
      PatientEvidence(
        id: plain.id, sex: plain.sex, build: plain.build, samples: plain.samples,
        mutations: plain.mutations, observations: plain.observations, copyNumbers: copyNumbers,
        depths: plain.depths, flags: plain.flags, supporting: supporting))
    let parameters = OriginParameters()
    let context = StudyContext(
      learningFrom: [patient], parameters: parameters, variantFrequencies: [:])
    let result = OriginAnalysis(parameters: parameters, context: context).origins(of: patient)
    return try #require(result.calls.first)
  }

  /// The share of mutated molecules at purity 0.8.
  private func reads(_ mutated: Double, copies: Double, of depth: Int = 400) -> Int {
    Int((Double(depth) * 0.8 * mutated / (0.8 * copies + 0.4)).rounded())
  }

  @Test func `a mutation on the allele that all cells keep is clonal`() throws {
    // Most cells lost the other allele: with them alone it looks as if a third lacked the mutation.
    let parts: Parts = [(0.6, 1, 0), (0.4, 1, 1)]
    let alternate = reads(1, copies: 1.4)
    let found = try call(alternate: alternate, of: 400, parts)
    #expect(found.label == .preexistingClonal)
    #expect(try #require(found.earlier.cellFraction).median > 0.95)
    let mistaken = try call(alternate: alternate, of: 400, parts, isModelled: false)
    #expect(mistaken.label != .preexistingClonal)
    #expect(try #require(mistaken.probabilities).preexistingSubclonal > 0.5)
  }

  @Test func `a mutation beside a gain in some cells is clonal`() throws {
    let parts: Parts = [(0.55, 1, 1), (0.45, 4, 1)]
    let alternate = reads(1, copies: 3.35)
    let found = try call(alternate: alternate, of: 400, parts)
    #expect(found.label == .preexistingClonal)
    let mistaken = try call(alternate: alternate, of: 400, parts, isModelled: false)
    #expect(mistaken.label == .preexistingSubclonal)
  }

  @Test func `a mutation before a gain in some cells is clonal`() throws {
    let parts: Parts = [(0.6, 2, 1), (0.4, 1, 1)]
    let found = try call(alternate: reads(1.6, copies: 2.6), of: 400, parts)
    #expect(found.label == .preexistingClonal)
  }

  @Test func `a mutation on an allele that some cells lost is in the others`() throws {
    let parts: Parts = [(0.6, 1, 1), (0.4, 1, 0)]
    let found = try call(alternate: reads(0.6, copies: 1.6), of: 400, parts)
    #expect(found.label == .preexistingSubclonal)
    let fraction = try #require(found.earlier.cellFraction)
    #expect(fraction.low < 0.6 && fraction.high > 0.6)
    #expect(fraction.low > 0.45 && fraction.high < 0.75)
  }

  @Test func `a small clone is found, and one that is not there is excluded`() throws {
    let parts: Parts = [(0.6, 1, 0), (0.4, 1, 1)]
    let clone = try call(alternate: reads(0.2, copies: 1.4), of: 400, parts)
    #expect(clone.label == .preexistingSubclonal)
    #expect(abs(try #require(clone.earlier.cellFraction).median - 0.2) < 0.05)
    #expect(try call(alternate: 0, of: 400, parts).label == .acquired)
  }

  @Test func `a loss in some cells hides nothing, one in all does`() throws {
    let some: Parts = [(0.6, 1, 0), (0.4, 1, 1)]
    #expect(try call(alternate: 0, of: 400, some).reason == nil)
    let all: Parts = [(0.6, 1, 0), (0.4, 2, 0)]
    #expect(try call(alternate: 0, of: 400, all).reason == .copyLossPossible)
    #expect(try call(alternate: 0, of: 400, all, later: (1, 0)).label == .acquired)
  }

  @Test func `a locus that most cells deleted is assessed in the others`() throws {
    let parts: Parts = [(0.6, 0, 0), (0.4, 1, 1)]
    let found = try call(alternate: reads(0.4, copies: 0.8), of: 400, parts)
    #expect(found.label == .preexistingClonal)
    #expect(
      try call(alternate: 40, of: 400, parts, isModelled: false).reason == .notAssessable)
  }
}
