import ClonalEvolution
import Testing
import _TestSupport

@Suite struct OrientationEvidenceTests {
  @Test(arguments: ReferenceCase.cases("orientation_log_lr"))
  func `agrees with the reference`(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let evidence = try #require(
      OrientationEvidence(
        firstOrientation: inputs["k1"].int, alternate: inputs["k"].int,
        depthShare: inputs["depth_fraction_orient1"].double, leakage: inputs["delta"].double))
    let expected = reference.expected["log_lr_real_vs_artifact"].double
    #expect(reference.agrees(evidence.logLikelihoodRatio, expected))
  }

  @Test func `either orientation alone is as suspicious`() throws {
    for first in 0...12 {
      let one = try #require(OrientationEvidence(firstOrientation: first, alternate: 12))
      let other = try #require(OrientationEvidence(firstOrientation: 12 - first, alternate: 12))
      #expect(abs(one.logLikelihoodRatio - other.logLikelihoodRatio) < 1e-12)
    }
  }

  @Test func `no read is no evidence and many reads give a finite one`() throws {
    let none = try #require(OrientationEvidence(firstOrientation: 0, alternate: 0))
    #expect(abs(none.logLikelihoodRatio) < 1e-15)
    let many = try #require(OrientationEvidence(firstOrientation: 4_000, alternate: 4_000))
    #expect(many.logLikelihoodRatio.isFinite)
    #expect(many.logLikelihoodRatio < -OrientationEvidence.cap)
  }

  @Test func `impossible values are refused`() {
    #expect(OrientationEvidence(firstOrientation: 3, alternate: 2) == nil)
    #expect(OrientationEvidence(firstOrientation: -1, alternate: 2) == nil)
    #expect(OrientationEvidence(firstOrientation: 1, alternate: 2, depthShare: 1) == nil)
    #expect(OrientationEvidence(firstOrientation: 1, alternate: 2, leakage: 0) == nil)
  }
}
