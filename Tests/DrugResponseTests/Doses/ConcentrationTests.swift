import DrugResponse
import Testing

@Suite struct ConcentrationTests {
  @Test(arguments: [
    (1000.0, ConcentrationUnit.nanomolar), (1, .micromolar), (1e-6, .molar), (0.001, .millimolar),
    (1e6, .picomolar), (-6, .log10Molar), (0, .log10Micromolar), (3, .log10Nanomolar),
  ])
  func `one micromolar in every unit`(_ written: (Double, ConcentrationUnit)) throws {
    let concentration = try Concentration(written.0, written.1)
    #expect(abs(concentration.molar / 1e-6 - 1) < 1e-12)
    #expect(abs(concentration.value(in: written.1) - written.0) < 1e-9 * max(1, abs(written.0)))
  }

  @Test func `what is no concentration says why`() {
    #expect(throws: ConcentrationProblem.negative(-1)) { try Concentration(-1, .nanomolar) }
    #expect(throws: ConcentrationProblem.notFinite) { try Concentration(.nan, .micromolar) }
    #expect(throws: ConcentrationProblem.zeroOnLogarithmicScale) {
      try Concentration(-.infinity, .log10Molar)
    }
    // The untreated well of a logarithmic column, written as 0, would be 1 mol/L.
    #expect(throws: ConcentrationProblem.zeroOnLogarithmicScale) {
      try Concentration(0, .log10Molar)
    }
    // 100 nM read as 100 M.
    #expect(throws: ConcentrationProblem.implausiblyHigh(molar: 100)) {
      try Concentration(100, .molar)
    }
  }

  @Test func `no drug is a dose of 0 and has no logarithm`() throws {
    let none = try Concentration(0, .nanomolar)
    #expect(none == Concentration.none && none.isZero)
    #expect(none.value(in: .log10Molar) == -.infinity)
    #expect(try none < Concentration(1, .picomolar))
  }
}
