import ClonalEvolution
import CohortStatistics
import Results
import Testing
import TumorModel

@Suite("A call as a cohort weighs it")
struct CohortCallTests {
  @Test func `a row and the call it was made of weigh the same`() {
    var call = OriginCall(
      mutation: 0, earlier: OriginSide(sample: 0, observation: .notAssayed),
      later: OriginSide(sample: 1, observation: .notAssayed))
    (call.label, call.reason) = (.preexisting, nil)
    call.log10BayesFactorAbsent = -3
    call.earlier.detectionPower = 0.9
    call.earlierAboveThreshold = 0.97
    call.probabilities = OriginProbabilities(
      acquired: 0, preexistingSubclonal: 0.6, preexistingClonal: 0.4 + 1e-7, lost: 0, artefact: 0)
    var row = OriginRow()
    (row.call, row.reason) = (call.label, call.reason)
    row.log10BayesFactorAbsent = call.log10BayesFactorAbsent
    row.earlier.detectionPower = call.earlier.detectionPower
    row.earlierAboveThreshold = call.earlierAboveThreshold
    row.probabilities = call.probabilities
    #expect(CohortCall(row) == CohortCall(call))
    #expect(CohortCall(row).preexisting == 1)
    #expect(CohortCall(row).detectionPower == 0.9 && CohortCall(row).log10BayesFactor == -3)
  }

  @Test func `artefacts, what neither sample shows and inherited variants are no mutations`() {
    #expect(
      OriginLabel.allCases.filter { !$0.isOfMutation }
        == [.artefact, .absentFromBoth, .germline])
  }
}
