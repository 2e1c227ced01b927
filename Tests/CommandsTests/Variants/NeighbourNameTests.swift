import Foundation
import Results
import StudyPipeline
import Testing
import TumorModel

@testable import Commands

/// A known variant that an annotation gives to a neighbouring gene.
@Suite("A known place decides over a neighbour's name")
struct NeighbourNameTests {
  @Test func `in origins, and so in all that reads them`() async throws {
    var rows: [CaseStudy.Row] = []
    for site in 0..<20 {
      for (sample, reads) in [("P1-prim", (40 + site % 5, 120)), ("P1-met", (44, 130))] {
        rows.append(
          CaseStudy.Row(
            gene: "TRK\(site)", chromosome: "\(1 + site % 16)", position: 10_000_000 + 1_000 * site,
            bases: ("A", "C"), protein: "p.A\(100 + site)T", sample: sample, reads: reads))
      }
    }
    for (sample, reads) in [("P1-prim", (0, 115)), ("P1-met", (57, 135))] {
      rows.append(
        CaseStudy.Row(
          gene: "MIEN1", position: 37_881_000, protein: "", sample: sample, reads: reads))
    }
    let study = CaseStudy(
      sheet: [
        "patient,sample,role,mutations", "P1,P1-prim,primary,m.maf", "P1,P1-met,metastasis,m.maf",
      ], rows: rows)
    try await withTemporaryFolder { folder in
      let sheet = try study.write(to: folder)
      let source = try StudySource(sheet: sheet)
      let mutation = try #require(source.patient(at: 0).mutations.last)
      #expect(mutation.gene == "ERBB2" && mutation.proteinChange == "p.V777L")
      #expect(mutation.classification == "Missense_Mutation")
      #expect(
        await Metachron.start([
          "origins", sheet, "-o", folder + "/out", "--genes", "ERBB2", "--quiet",
        ]) == 0)
      let calls = try ResultsFolder(opening: folder + "/out").calls(of: "P1")
      let call = try #require(calls.first { $0.gene == "ERBB2" })
      #expect(call.proteinChange == "p.V777L" && call.call == .acquired)
      #expect(!calls.contains { $0.gene == "MIEN1" })
    }
  }
}
