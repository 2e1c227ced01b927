import Testing
import TumorModel

@testable import Results

@Suite("Order of timeline.tsv")
struct TimelineOrderTests {
  private func names(_ samples: [Sample], _ treatments: [ManifestTreatment]) -> [String] {
    TimelineRow.rows(
      of: ManifestPatient(id: "P", sex: nil, build: nil), samples: samples, treatments: treatments
    ).map(\.name)
  }

  @Test func `samples and treatments come by time, then by name, whatever the sheet's order`() {
    let samples = [("B", 300), ("A", 300), ("C", 0)].map { id, day in
      var sample = Sample(id: id, patient: "P", role: day == 0 ? .primary : .metastasis)
      sample.day = day
      return sample
    }
    let treatments = [("y", 10), ("x", 10), ("z", 5)].map { agent, start in
      var treatment = ManifestTreatment()
      (treatment.agent, treatment.start) = (agent, start)
      return treatment
    }
    let expected = ["C", "A", "B", "z", "x", "y"]
    #expect(names(samples, treatments) == expected)
    #expect(names(samples.reversed(), treatments.reversed()) == expected)
  }
}
