import Testing
import TumorModel

@testable import ClonalEvolution

/// Few reads at many sites are weighed as a clone and as errors.
@Suite("Laws: a clone or a high rate of errors")
struct UnusualErrorTests {
  private typealias Biopsy = SinglePatient.Biopsy

  /// Four mutations of every cell, twelve with seven reads of 3,000 in the primary, and one of `count`.
  private func patient(_ count: Int, others: Int = 7, id: String = "P") throws -> PatientEvidence {
    let trunk: [[(Int, Int)?]] = (0..<4).map { [(880 + 10 * $0, 3000), (150, 500)] }
    let low: [[(Int, Int)?]] = (0..<12).map { _ in [(others, 3000), (150, 500)] }
    return try #require(
      SinglePatient.evidence(
        [Biopsy(.primary, day: 0, purity: 0.6), Biopsy(.metastasis, day: 900, purity: 0.6)],
        trunk + low + [[(count, 3000), (150, 500)]], bases: ("A", "G"), id: id))
  }

  private func fit(_ patient: PatientEvidence) -> PairFit {
    let parameters = OriginParameters()
    return PatientTables(
      patient: patient, data: OriginAnalysis(parameters: parameters).sampleData(of: patient),
      parameters: parameters
    ).fit(earlier: [0], later: [1], study: StudyTable(), parameters: parameters)
  }

  @Test func `both are weighed where the rate was raised, and errors alone elsewhere`() throws {
    #expect(fit(try patient(7)).isMixed)
    #expect(!fit(try patient(0, others: 0)).isMixed)
  }

  @Test func `more reads never speak against presence`() throws {
    var (present, above) = (0.0, 0.0)
    for count in 0...40 {
      let call = try #require(
        OriginAnalysis().origins(of: try patient(count)).calls.last)
      let p = try #require(call.probabilities)
      let now = p.preexistingSubclonal + p.preexistingClonal
      #expect(now >= present - 0.002, "\(count) reads: \(now) after \(present)")
      let tail = try #require(call.earlierAboveThreshold)
      #expect(tail >= above - 0.002, "\(count) reads: \(tail) after \(above)")
      (present, above) = (max(now, present), max(tail, above))
    }
  }

  @Test func `a read more elsewhere is no jump`() throws {
    var last: Double?
    // Below, a read more is a plain statement of its own.
    for others in 4...14 {
      let call = try #require(
        OriginAnalysis().origins(of: try patient(7, others: others)).calls.last)
      let acquired = try #require(call.probabilities).acquired
      if let last {
        #expect(abs(acquired - last) < 0.25, "\(others) reads: \(acquired) after \(last)")
      }
      last = acquired
    }
  }

  @Test func `without other patients it is what the patient alone gives`() throws {
    let parameters = OriginParameters()
    let study = try (0..<8).map { try patient(5 + $0, others: 2 * $0, id: "A\($0)") }
    for patient in study {
      let context = StudyContext(
        learningFrom: study, parameters: parameters, variantFrequencies: [:])
      let calls = OriginAnalysis(parameters: parameters, context: context).origins(of: patient)
        .calls
      let alone = OriginAnalysis().origins(of: patient).calls
      for (call, own) in zip(calls, alone) {
        guard let weight = call.explanation.studyWeight else { continue }
        let expected = try #require(own.probabilities)
        #expect(abs(weight.probabilities.acquired - expected.acquired) < 0.01, "\(patient.id)")
        #expect(weight.label == own.label, "\(patient.id)")
      }
      #expect(calls.contains { $0.explanation.studyWeight != nil })
    }
  }
}
