import NumericalMethods
import Testing
import _TestSupport

@Suite struct ReferenceTests {
  @Test(arguments: ReferenceCase.cases("beta_binomial_logpmf"))
  func betaBinomial(_ row: ReferenceCase) {
    let reads = BetaBinomial(
      trials: row.inputs["n"].int, mean: row.inputs["mu"].double, precision: row.inputs["s"].double)
    let value = reads.logProbability(of: row.inputs["k"].int)
    #expect(row.agrees(value, row.expected["logpmf"].double), "\(value)")
  }

  @Test(arguments: ReferenceCase.cases("binomial_logpmf"))
  func binomial(_ row: ReferenceCase) {
    let reads = Binomial(trials: row.inputs["n"].int, probability: row.inputs["p"].double)
    let value = reads.logProbability(of: row.inputs["k"].int)
    #expect(row.agrees(value, row.expected["logpmf"].double), "\(value)")
  }
}
