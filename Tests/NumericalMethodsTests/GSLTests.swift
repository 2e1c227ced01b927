import NumericalMethods
import Testing

@Suite struct GSLTests {
  @Test func `the library is ready and names its version`() {
    #expect(GSLRuntime.isPrepared)
    #expect(GSLRuntime.version.hasPrefix("2."))
  }

  @Test func `an error is thrown, with its code and routine`() throws {
    let error = try #require(throws: GSLError.self) { try SpecialFunctions.digamma(0) }
    #expect(error == GSLError(code: .domain, routine: "gsl_sf_psi_e"))
    #expect(error.description == "gsl_sf_psi_e: input domain error (status 1)")
  }

  @Test func `a code without a name still travels`() {
    let code = GSLError.Code(rawValue: 4_711)
    #expect(code.rawValue == 4_711)
    #expect(code.description.hasSuffix("(status 4711)"))
  }

  @Test func `an error of convergence says what happened`() {
    let error = ConvergenceError(method: "BrentRoot", iterations: 7, reason: "too wide")
    #expect(error.description == "BrentRoot did not converge: too wide (after 7 iterations)")
  }
}
