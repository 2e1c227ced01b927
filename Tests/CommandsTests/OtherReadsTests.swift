import Foundation
import Results
import Studies
import Testing
import TumorModel
import Wording
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// A record that names the reference alone, and has more other reads than errors explain.
@Suite("Records with other reads")
struct OtherReadsTests {
  private func write(to folder: String) throws -> String {
    func file(_ sample: String, _ record: String) -> String {
      """
      ##fileformat=VCFv4.2
      ##contig=<ID=17,length=81195210>
      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t\(sample)
      \(record.replacing(" ", with: "\t"))

      """
    }
    let sheet = """
      patient,sample,role,day,sex,purity,mutations
      P1,A,primary,0,female,0.6,a.vcf
      P1,B,metastasis,90,female,0.6,b.vcf

      """
    for (text, name) in [
      (file("A", "17 37881000 . G . . . . GT:AD:DP 0/0:115:117"), "a.vcf"),
      (file("B", "17 37881000 . G T . PASS . GT:AD:DP 0/1:78,57:135"), "b.vcf"),
      (sheet, "samples.csv"),
    ] {
      try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
    return folder + "/samples.csv"
  }

  @Test func `have a cause and an advice of their own`() async throws {
    try await withTemporaryFolder { folder in
      let (sheet, results) = (try write(to: folder), folder + "/results")
      let report = StudyReport(sheet: sheet, options: ReadOptions())
      #expect(
        report.answers.first?.text
          == "primary: records of the reference alone have more other reads than errors explain: "
          + "origin not assessable")

      #expect(await Metachron.start(["origins", sheet, "-o", results, "-q"]) == 0)
      let folder = try ResultsFolder(opening: results)
      let summary = try folder.summary()
      #expect(summary.problems[.otherReads] == 1 && summary.problems.total == 1)
      #expect(
        summary.text.contains(
          "1: its record of the reference alone has more other reads than errors explain, and does "
            + "not name them. The reads of that sample at this locus, counted in its alignment"))
      let row = try #require(try folder.table(of: OriginRow.self).rows().first)
      #expect(row.earlier.missing == .otherReads && row.explanation.earlierProblem == .otherReads)
      let found = try #require(
        try Explainer.explanations(of: "17:37881000", patient: "P1", in: results).first)
      #expect(found.answer[0].contains("A says nothing about it: its record of the reference"))
      #expect(found.change.joined().contains("counted in its alignment"))
      // Its other reads are no listing of the mutation.
      let points = try folder.table(of: TrajectoryRow.self).rows()
      #expect(points.first { $0.sample == "A" }?.missing == .otherReads)
      #expect(points.allSatisfy { $0.isFirstDetectable != true || $0.sample == "B" })
    }
  }
}
