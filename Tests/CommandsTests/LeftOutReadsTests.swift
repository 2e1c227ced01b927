import Foundation
import Report
import Results
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// What counting left out, told by what reads the results.
@Suite("Reads that counting left out")
struct LeftOutReadsTests {
  /// A study whose primary has 20 reads and 180 duplicates at its only mutation.
  private func write(to folder: String) throws -> String {
    var reads = "@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:1\tLN:100000\n@RG\tID:a\tSM:PRIM\n"
    for number in 0..<200 {
      reads +=
        "r\(number)\t\(number < 20 ? 0 : 1_024)\t1\t996\t60\t10M\t*\t0\t0\tACGTCCGTAC\tIIIIIIIIII\n"
    }
    let table = """
      Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2\t\
      Tumor_Sample_Barcode\tt_ref_count\tt_alt_count
      GENE1\t1\t1000\tC\tT\tMET\t70\t40

      """
    let sheet = """
      patient,sample,role,day,sex,purity,mutations,alignment
      P1,PRIM,primary,0,female,0.6,,a.sam
      P1,MET,metastasis,90,female,0.6,study.maf,

      """
    for (text, name) in [(reads, "a.sam"), (table, "study.maf"), (sheet, "samples.csv")] {
      try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
    return folder + "/samples.csv"
  }

  @Test func `explain and report tell them`() async throws {
    try await withTemporaryFolder { folder in
      let (sheet, results) = (try write(to: folder), folder + "/results")
      let run = ["run", sheet, "-o", results, "-q", "--genes", "GENE1"]
      #expect(await Metachron.start(run) == 0)
      let words = "180 of 200 reads at the locus left out: 180 duplicates."
      func numbers() throws -> [String] {
        try Explainer.explanations(of: "GENE1", patient: "P1", in: results).flatMap(\.numbers)
      }
      #expect(try numbers().last == "PRIM: " + words)

      let told = "180 of 200 reads at the sites left out: 180 duplicates."
      let section = try PatientSections(folder: results, isPseudonymised: false).part("P1").section
      #expect(section.warnings.last == "PRIM: " + told)
      #expect(section.explanations.contains { $0.numbers.last == "PRIM: " + words })
      let hidden = try PatientSections(folder: results, isPseudonymised: true).part("P1").section
      #expect(hidden.warnings.last == "Patient 1 primary: " + told)
      #expect(!"\(hidden)".contains("PRIM"))

      // The page of a run, made before its record is in place, is that of `report`.
      let page = folder + "/page.html"
      #expect(await Metachron.start(["report", results, "-o", page]) == 0)
      let (own, again) = (URL(filePath: results + "/report.html"), URL(filePath: page))
      #expect(try Data(contentsOf: own) == Data(contentsOf: again))

      // Counts that were changed since are none of the results.
      let counts = URL(filePath: results + "/counts.tsv")
      try (Data(contentsOf: counts) + Data("\n".utf8)).write(to: counts)
      #expect(try numbers().allSatisfy { !$0.contains("left out") })
    }
  }
}
