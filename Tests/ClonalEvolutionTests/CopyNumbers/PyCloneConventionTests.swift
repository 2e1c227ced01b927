import ClonalEvolution
import Testing
import TumorModel
import _TestSupport

@Suite struct PyCloneConventionTests {
  @Test(arguments: ReferenceCase.cases("pyclone_convention"))
  func `agrees with the published model`(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let purity = try #require(Purity(inputs["rho"].double))
    let frequency = try #require(
      PyCloneConvention.frequency(
        cellFraction: inputs["c"].double, purity: purity,
        normalCopies: inputs["nn"].double, referenceCopies: inputs["n_ref"].double,
        variantCopies: inputs["n_var"].double, variantFraction: inputs["mu_var"].double,
        errorRate: inputs["err"].double))
    #expect(reference.agrees(frequency, reference.expected["vaf"].double))
  }

  @Test func `has no frequency where no cell has a copy`() throws {
    let purity = try #require(Purity(1))
    #expect(
      PyCloneConvention.frequency(
        cellFraction: 1, purity: purity, referenceCopies: 2, variantCopies: 0, variantFraction: 0)
        == nil)
  }
}
