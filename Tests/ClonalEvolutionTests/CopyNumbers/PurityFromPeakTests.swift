import ClonalEvolution
import Testing
import TumorModel
import _TestSupport

@Suite struct PurityFromPeakTests {
  @Test(arguments: ReferenceCase.cases("purity_from_peak"))
  func `inverts the map`(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let purity = try #require(
      Purity.fromPeak(
        inputs["v"].double, tumorCopies: inputs["nt"].double, multiplicity: inputs["m"].double,
        normalCopies: inputs["nn"].double))
    #expect(reference.agrees(purity.value, reference.expected["purity"].double))
    let map = try #require(
      ExpectedFrequency(
        purity: purity.value, tumorCopies: inputs["nt"].double,
        normalCopies: inputs["nn"].double, multiplicity: inputs["m"].double))
    #expect(abs(map.frequency(at: 1) - inputs["v"].double) < 1e-12)
  }

  @Test func `a peak that no purity explains gives none`() {
    #expect(Purity.fromPeak(0.6, tumorCopies: 2, multiplicity: 1) == nil)
    #expect(Purity.fromPeak(0.5, tumorCopies: 4, multiplicity: 1) == nil)
    #expect(Purity.fromPeak(0, tumorCopies: 2, multiplicity: 1) == nil)
    #expect(Purity.fromPeak(.nan, tumorCopies: 2, multiplicity: 1) == nil)
  }
}
