import Foundation
import Testing
import TumorModel

@testable import Report

@Suite("MultiQC")
struct MultiQCTests {
  @Test func `every call of a single pair is counted, and joint rows are left out`() throws {
    let patient = try #require(
      PatientEvidence(
        id: "P<1>", sex: .female, build: .hg19,
        samples: ["A", "B"].map { Sample(id: $0, patient: "P<1>", role: .metastasis) },
        mutations: [], observations: [[], []], copyNumbers: [[], []], depths: [[], []], flags: []))
    var origins = PatientOrigins(patient: patient.id)
    let estimates = SampleEstimates(
      purity: 0.5, purityDeviation: 0, precision: 100, errorRate: 1e-3, deaminationRate: 1e-3,
      artefactShare: 0)
    for earlier in [0, nil] {
      origins.pairs.append(PairSummary(earlier: earlier, later: 1, laterModel: estimates))
      for label in OriginLabel.allCases {
        var call = OriginCall(
          mutation: 0, earlier: OriginSide(sample: earlier, observation: .notAssayed),
          later: OriginSide(sample: 1, observation: .notAssayed))
        call.label = label
        origins.calls.append(call)
      }
    }
    var content = MultiQCContent()
    content.add(origins, of: patient)
    let calls = content.callsSection
    let name = "P&lt;1&gt;: A → B"
    #expect(
      calls.data == [
        name: Dictionary(uniqueKeysWithValues: OriginLabel.allCases.map { ($0.rawValue, 1) })
      ])
    #expect(calls.categories?["absentFromBoth"]?.name == "in neither sample of this pair")
    #expect(content.pairsSection.data[name]?.relatedness == .undecided)
    let json = String(decoding: try MultiQCContent.json(content.pairsSection), as: UTF8.self)
    #expect(json.contains("\"relatedness\" : \"undecided\""))
  }
}
