import CohortStatistics
import Foundation
import NumericalMethods
import Testing
import TumorModel

@Suite("Values of cohorts")
struct CohortValueTests {
  @Test func `one pre-existing mutation decides, then one that was acquired`() {
    let acquired = CohortCall(label: .acquired, log10BayesFactor: 2)
    let weaker = CohortCall(label: .acquired, log10BayesFactor: 0.5)
    let before = CohortCall(label: .preexistingSubclonal, log10BayesFactor: -3)
    let unclear = CohortCall(
      label: .indeterminate, reason: .underpowered, log10BayesFactor: 0.1)
    let untold = CohortCall(label: .indeterminate, reason: .notAssessable)
    let lost = CohortCall(label: .lost)
    #expect(PatientReduction([]).outcome == .notAssessable)
    #expect(PatientReduction([untold]).outcome == .notAssessable)
    #expect(PatientReduction([untold, lost]).outcome == .lost)
    #expect(PatientReduction([lost, unclear]).outcome == .indeterminate)
    #expect(PatientReduction([unclear, acquired]).outcome == .acquired)
    #expect(PatientReduction([acquired, before, unclear]).outcome == .preexisting)
    #expect(PatientReduction([acquired, weaker]).deciding == weaker)
    #expect(PatientReduction([weaker, acquired, acquired]).deciding == weaker)
    #expect(PatientReduction([unclear, untold]).reasons == [.underpowered, .notAssessable])
  }

  @Test func `patients with a mutation are counted by their burdens too`() {
    var tally = OverlapTally(size: 3)
    tally.add([0, 2], burden: 5)
    tally.add([0], burden: 1)
    tally.add([0, 1], burden: 5)
    #expect(tally.patientsByBurden(0) == [1: 1, 5: 2] && tally.patientsByBurden(2) == [5: 1])
    #expect(tally.patients(0) == 3 && tally.both(0, 2) == 1 && tally.both(1, 2) == 0)
  }

  @Test func `a comparison of two people says nothing`() {
    var call = CohortCall(label: .indeterminate, reason: .copyLossPossible, log10BayesFactor: 3)
    #expect(call.isAssessable)
    for reason in [IndeterminateReason.unrelated, .orderUnknown, .identityNotEstablished] {
      call.reason = reason
      #expect(!call.isAssessable && call.outcome == .notAssessable)
    }
  }

  @Test func `a mutation counts where the later sample has it, more likely than not`() {
    var call = CohortCall(label: .indeterminate, acquired: 0.3, preexisting: 0.3)
    #expect(call.isPresentLater)
    call.preexisting = 0.1
    #expect(!call.isPresentLater)
    call.preexisting = 0.7
    call.label = .germline
    #expect(!call.isPresentLater)
    #expect(CohortCall(label: .indeterminate, reason: .notAssessable).isPresentLater)
  }

  @Test func `names have numbers in the order of their first use`() {
    var names = NameTable()
    let genes = (0..<5000).map { "GENE\($0 * 31 % 5000)é" }
    for (number, gene) in genes.enumerated() { #expect(names.number(of: gene) == number) }
    for (number, gene) in genes.enumerated() { #expect(names.known(gene) == number) }
    #expect(names.known("GENE") == nil && names.count == 5000)
    #expect(names.number(of: "") == 5000 && names.names.last == "")
  }
}
