import ClonalEvolution
import Testing
import TumorModel
import _TestSupport

@Suite struct SubclonalCopyNumberTests {
  @Test(arguments: ReferenceCase.cases("subclonal_cn_mixture"))
  func `agrees with the closed form`(_ reference: ReferenceCase) throws {
    let states = try reference.inputs["states"].array.map(\.doubles).map {
      try #require(
        SubclonalCopyNumber.State(cellFraction: $0[0], copies: $0[1], multiplicity: $0[2]))
    }
    let locus = try #require(SubclonalCopyNumber(states))
    let purity = try #require(Purity(reference.inputs["rho"].double))
    let frequency = locus.moleculeFraction(
      purity: purity, normalCopies: reference.inputs["nn"].double)
    #expect(reference.agrees(frequency, reference.expected["vaf"].double))
    #expect(reference.agrees(locus.cancerCellFraction, reference.expected["ccf"].double))
    #expect(
      reference.agrees(
        locus.effectiveMultiplicity, reference.expected["effective_multiplicity"].double))
  }

  @Test func `one state is the plain map`() throws {
    let state = try #require(
      SubclonalCopyNumber.State(cellFraction: 1, copies: 3, multiplicity: 2))
    let locus = try #require(SubclonalCopyNumber([state]))
    let map = try #require(ExpectedFrequency(purity: 0.7, tumorCopies: 3, multiplicity: 2))
    let purity = try #require(Purity(0.7))
    #expect(abs(locus.moleculeFraction(purity: purity) - map.frequency(at: 1)) < 1e-15)
  }

  @Test func `shares that do not add to one and impossible states are refused`() throws {
    let state = try #require(
      SubclonalCopyNumber.State(cellFraction: 0.6, copies: 2, multiplicity: 1))
    #expect(SubclonalCopyNumber([state]) == nil)
    #expect(SubclonalCopyNumber([]) == nil)
    #expect(SubclonalCopyNumber.State(cellFraction: 0.6, copies: 1, multiplicity: 2) == nil)
    #expect(SubclonalCopyNumber.State(cellFraction: 1.6, copies: 2, multiplicity: 1) == nil)
  }
}
