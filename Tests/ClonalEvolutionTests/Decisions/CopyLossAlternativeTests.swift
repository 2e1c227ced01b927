import ClonalEvolution
import Testing
import TumorModel
import _TestSupport

@Suite struct CopyLossAlternativeTests {
  @Test(arguments: ReferenceCase.cases("loh_absence"))
  func `agrees with the reference`(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let preexisting = inputs["p_preexisting"].double
    let alternative = try #require(
      CopyLossAlternative(
        preexisting: preexisting, precedesLoss: inputs["p_mut_precedes_loss"].double,
        onLostAllele: inputs["p_on_lost_allele"].double, acquired: 1 - preexisting))
    #expect(reference.agrees(alternative.erased, reference.expected["p_loh_erased"].double))
    #expect(
      reference.agrees(
        alternative.posterior,
        reference.expected["posterior_erased_vs_acquired_given_absent"].double))
    #expect(alternative.forbidsAcquired)
  }

  @Test func `an unlikely loss forbids nothing`() throws {
    let alternative = try #require(
      CopyLossAlternative(preexisting: 0.1, precedesLoss: 0.5, acquired: 0.9))
    #expect(!alternative.forbidsAcquired)
    let nothing = try #require(
      CopyLossAlternative(preexisting: 0, precedesLoss: 0.5, acquired: 0))
    #expect(nothing.posterior == 0)
    #expect(CopyLossAlternative(preexisting: 1.1, precedesLoss: 0.5, acquired: 0.1) == nil)
  }

  @Test(
    arguments: [
      ((1, 0), (1, 1), true, false), ((2, 0), (2, 1), true, false), ((1, 1), (1, 1), false, false),
      ((1, 0), (1, 0), false, false), ((0, 0), (1, 1), false, false), ((1, 1), (1, 0), false, true),
      ((1, 1), (2, 0), false, true), ((3, 1), (2, 1), false, true),
    ] as [((Int, Int), (Int, Int), Bool, Bool)])
  func `copies tell which way a loss went`(
    _ row: (earlier: (Int, Int), later: (Int, Int), hides: Bool, explains: Bool)
  ) throws {
    let earlier = try #require(CopyNumber(major: row.earlier.0, minor: row.earlier.1))
    let later = try #require(CopyNumber(major: row.later.0, minor: row.later.1))
    #expect(
      CopyLossAlternative.mayHideEarlierMutation(earlier: earlier, later: later) == row.hides)
    #expect(CopyLossAlternative.mayExplainLoss(earlier: earlier, later: later) == row.explains)
  }
}
