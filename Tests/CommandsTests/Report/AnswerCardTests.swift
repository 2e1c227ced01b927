import CohortStatistics
import Figures
import Foundation
import Report
import Results
import Testing
import TumorModel
import Wording

@testable import StudyPipeline

@Suite("Answers that a report begins with")
struct AnswerCardTests {
  private func call(
    _ patient: String, _ label: OriginLabel, later: String = "B",
    functionalClass: String = "activating"
  ) throws -> OriginRow {
    var call = OriginRow()
    (call.patient, call.gene, call.proteinChange) = (patient, "ERBB2", "p.L755S")
    call.chromosome = try #require(Chromosome("17"))
    (call.position, call.reference, call.alternate) = (2, Allele("A"), Allele("G"))
    call.classification = "Missense_Mutation"
    (call.earlierSample, call.laterSample) = (.sample("A"), .sample(later))
    (call.earlier.depth, call.earlier.alternate) = (271, 0)
    (call.later.depth, call.later.alternate) = (194, 65)
    call.earlier.detectionPower = 0.998
    call.earlierAboveThreshold = 0.012
    call.probabilities = OriginProbabilities(
      acquired: 0.7, preexistingSubclonal: 0.2, preexistingClonal: 0.1, lost: 0, artefact: 0)
    (call.call, call.functionalClass) = (label, functionalClass)
    call.reason = label == .indeterminate ? .underpowered : nil
    return call
  }

  private func patient(_ id: String, _ calls: [OriginRow]) throws -> StudyPatient {
    var patient = StudyPatient(id: id)
    patient.calls = calls
    for name in ["A"] + calls.compactMap(\.laterSample.id) {
      var sample = ManifestSample()
      (sample.id, sample.patient) = (name, id)
      sample.role = name == "A" ? .primary : .metastasis
      patient.samples.append(sample)
    }
    for call in calls {
      var seen = TrajectoryRow()
      (seen.patient, seen.gene, seen.sample) = (id, "ERBB2", call.laterSample.id ?? "")
      seen.variant = try #require(call.variant)
      (seen.classification, seen.functionalClass) = (call.classification, call.functionalClass)
      (seen.alternate, seen.depth, seen.cellFraction, seen.presence) = (65, 194, 1, 1)
      patient.trajectories.append(seen)
    }
    return patient
  }

  private func summary(_ stages: [(FunnelPlace, Int)] = []) -> OriginsSummary {
    let target = CohortTarget(gene: "ERBB2", className: .activating)
    var gene = GeneSummary(target)
    gene.funnel = stages.map { stage, patients in
      var row = CohortFunnelRow()
      (row.gene, row.className, row.stage, row.patients) = (
        "ERBB2", .activating, stage, patients
      )
      return row
    }
    var summary = OriginsSummary()
    summary.genes = [gene]
    return summary
  }

  private func cards(
    _ patients: [StudyPatient], _ summary: OriginsSummary,
    explained: [ReportPatient.Explanation]? = nil
  ) -> [AnswerCard] {
    AnswerCards(
      summary: summary, cohort: nil, patients: patients, drivers: ["ERBB2"], explained: explained,
      threshold: 0.05
    ).cards
  }

  @Test func `of many patients the card has the funnel and a line each`() throws {
    let patients = [
      try patient("P2", [call("P2", .indeterminate)]), try patient("P1", [call("P1", .acquired)]),
    ]
    let stages: [(FunnelPlace, Int)] = [
      (.step(.patients), 9), (.step(.mutated), 3), (.step(.ofClass), 2), (.step(.compared), 2),
      (.step(.assessable), 2), (.outcome(.acquired), 1), (.outcome(.preexisting), 0),
      (.outcome(.indeterminate), 1),
    ]
    let card = try #require(cards(patients, summary(stages)).first)
    #expect(
      card.question == "ERBB2 (HER2), activating: was the later sample's mutation there before?")
    #expect(card.answer == "Acquired in 1 of 2 assessable patients, indeterminate in 1.")
    #expect(card.steps.map(\.patients).first == 9)
    #expect(card.steps.map(\.patients).last == 2)
    #expect(card.steps.last?.words == "assessable: evidence from both samples")
    #expect(card.lines.map(\.name) == ["P1", "P2"])
    #expect(card.lines[0].anchor == "P1/ERBB2:p.L755S")
    #expect(card.lines.map(\.readsEarlier) == ["0 of 271", "0 of 271"])
    #expect(
      card.lines.map(\.deciding) == ["clone of 5 % or more: 0.012", "clone of 5 % or more: 0.012"])
    #expect(card.lines[1].words == "indeterminate (underpowered)")
    #expect(card.lines[1].power == "0.998")
  }

  @Test func `the numbers of the rule stand beside the calls`() throws {
    let patients = [
      try patient("P1", [call("P1", .acquired)]),
      try patient("P2", [call("P2", .preexistingClonal)]),
      try patient("P3", [call("P3", .preexistingSubclonal)]),
      try patient("P4", [call("P4", .indeterminate)]),
    ]
    let card = try #require(cards(patients, summary([(.step(.assessable), 4)])).first)
    #expect(
      card.legend.map(\.words) == [
        "acquired: no clone of 5 % or more of the earlier sample's tumour cells (probability of one at "
          + "most 0.04); a smaller one is not excluded",
        "pre-existing: the earlier sample had it (probability at least 0.8)",
        "indeterminate: both samples were read, but not well enough for any other call",
      ])
    #expect(card.legend[1].labels == [.preexistingSubclonal, .preexistingClonal])
    #expect(card.lines[1].deciding == "there before: 0.2")
    var missing = try call("P1", .indeterminate)
    missing.reason = .notAssessable
    let nobody = try #require(cards([patient("P1", [missing])], summary()).first)
    #expect(
      nobody.legend.map(\.words) == ["not assessable: one of the samples says nothing of it"])
  }

  @Test func `a single assessable patient is no share`() throws {
    let only = try patient("P1", [call("P1", .preexistingClonal)])
    let stages: [(FunnelPlace, Int)] = [
      (.step(.patients), 9), (.step(.assessable), 1), (.outcome(.preexisting), 1),
    ]
    let card = try #require(cards([only], summary(stages)).first)
    #expect(card.answer == "Pre-existing in the only assessable patient.")
  }

  @Test func `nobody to assess is said, with the reason`() throws {
    let card = try #require(cards([], summary([(.step(.patients), 9)])).first)
    #expect(card.answer == "No patient can be assessed.")
    #expect(card.lines.isEmpty)
  }

  @Test func `of one patient the call is the answer`() throws {
    let only = try patient("P1", [call("P1", .acquired)])
    let card = try #require(cards([only], summary(), explained: []).first)
    #expect(card.question == "Was ERBB2 p.L755S there before?")
    #expect(card.answer == "ERBB2 p.L755S: acquired")
    #expect(card.steps.isEmpty && card.sentences.isEmpty)
    #expect(card.lines.map(\.name) == ["A to B"])
  }

  @Test func `one patient's mutation of another class is told as such`() throws {
    let other = try call("P1", .preexistingClonal, functionalClass: "neutral")
    let only = try patient("P1", [other])
    let card = try #require(cards([only], summary(), explained: []).first)
    #expect(card.answer == "No mutation of ERBB2 that is activating was seen in a later sample.")
    #expect(card.sentences == ["Calls of its other mutations:"])
    #expect(card.lines.map(\.words) == ["pre-existing, clonal"])
  }

  @Test func `one patient without a pair has no answer`() throws {
    let card = try #require(cards([], summary(), explained: []).first)
    #expect(card.answer.hasPrefix("Not known: there is no earlier sample"))
  }

  @Test func `without a gene, all calls and the drivers are told`() throws {
    var summary = OriginsSummary()
    summary.calls[.acquired] = 2
    summary.comparedPatients = 2
    let card = try #require(cards([], summary).first)
    #expect(card.answer.hasPrefix("2 calls in 2 patients: 0 pre-existing, 2 acquired"))
    let only = try patient("P1", [call("P1", .acquired)])
    let own = try #require(cards([only], summary, explained: []).first)
    #expect(own.answer == "1 mutation: 1 acquired")
    #expect(own.lines.map(\.mutation) == ["ERBB2 p.L755S"])
  }
}
