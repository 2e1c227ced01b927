import NumericalMethods
import Testing

@Suite struct GSLTests {
  @Test func `the library is ready and names its version`() {
    #expect(GSLRuntime.isPrepared)
    #expect(GSLRuntime.version.hasPrefix("2."))
  }

  @Test func `an error is thrown, with its code and routine`() throws {
    let error = try #require(throws: GSLError.self) { try BrentRoot.find(in: 1...2) { $0 } }
    #expect(error == GSLError(code: .invalidArgument, routine: "gsl_root_fsolver_set"))
    #expect(
      error.description == "gsl_root_fsolver_set: invalid argument supplied by user (status 4)")
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
