import ClonalEvolution
import Testing
import TumorModel
import _TestSupport

@Suite struct ExpectedLossDecisionTests {
  @Test(arguments: ReferenceCase.cases("decision"))
  func `agrees with the reference`(_ reference: ReferenceCase) throws {
    let posterior = reference.inputs["posterior"]
    let probabilities = OriginProbabilities(
      acquired: posterior["acquired"].double,
      preexistingSubclonal: posterior["preexisting_subclonal"].double,
      preexistingClonal: posterior["preexisting_clonal"].double, lost: posterior["lost"].double,
      artefact: posterior["absent_or_artifact"].double)
    let rule = ExpectedLossDecision(
      indeterminate: reference.inputs["loss_indeterminate"].double,
      acquiredWhenPreexisting: reference.inputs["loss_acquired_when_preexisting"].double,
      otherWrong: reference.inputs["other_wrong"].double)
    let risks = rule.risks(of: probabilities)
    #expect(risks.count == 6)
    for risk in risks {
      let name = risk.label == .artefact ? "absent_or_artifact" : risk.label.rawValue
      #expect(reference.agrees(risk.value, reference.expected["risk"][name].double), "\(name)")
    }
    #expect(rule.label(for: probabilities).rawValue == reference.expected["decision"].string)
  }

  @Test func `a dearer mistake is made less often`() {
    let probabilities = OriginProbabilities(
      acquired: 0.88, preexistingSubclonal: 0.12, preexistingClonal: 0, lost: 0, artefact: 0)
    #expect(
      ExpectedLossDecision(acquiredWhenPreexisting: 1).label(for: probabilities) == .acquired)
    #expect(
      ExpectedLossDecision(acquiredWhenPreexisting: 2).label(for: probabilities) == .indeterminate)
    #expect(ExpectedLossDecision(indeterminate: 0).label(for: probabilities) == .indeterminate)
  }
}
