import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel
import _TestSupport

/// Public files of copy-number tools, read where they lie beside the repository.
@Suite struct PublicSegmentTests {
  private static let folder = TestFolders.publicData("formats")

  /// Copy numbers at sites of a sample with a public table of segments.
  private func patient(
    _ file: String, sample: String = "S1", purity: String? = nil, sites: [(String, Int)]
  ) throws -> (PatientEvidence, [String]) {
    let formats = try #require(Self.folder)
    let folder = try StudyFolder()
    let path = purity.map { formats.appending(path: $0).path } ?? ""
    try folder.write(
      "patient,sample,role,mutations,segments,purity_file\n"
        + "P,\(sample),primary,s.maf,\(formats.appending(path: file).path),\(path)\n",
      to: "samples.csv")
    let rows = sites.map { "G \($0.0) \($0.1) Silent C T \(sample) 9 5 4 ~" }
    try folder.write(Table.maf(rows.joined(separator: "\n")), to: "s.maf")
    let study = try folder.read()
    return (study.patient(at: 0), study.warnings.map(\.text))
  }

  private func copies(_ patient: PatientEvidence) -> [[Int]] {
    patient.copyNumbers[0].map { $0.map { [$0.major, $0.minor] } ?? [] }
  }

  @Test(.enabled(if: folder != nil, "the public files are not beside the repository"))
  func `ASCAT tells samples apart`() throws {
    let sites = [("1", 20_000), ("1", 1_000_000)]
    let (first, _) = try patient(
      "ascat/A17.fast.segments.txt", sample: "A17F-0095_CRUK_PC_0095_M5", sites: sites)
    #expect(copies(first) == [[3, 2], [7, 3]])
    let (other, _) = try patient(
      "ascat/A32.fast.segments.txt", sample: "A32C-0019_CRUK_PC_0019_T1", sites: sites)
    #expect(copies(other) == [[2, 1], [2, 1]])
  }

  @Test(.enabled(if: folder != nil, "the public files are not beside the repository"))
  func `FACETS finds a sub-clonal gain`() throws {
    let (found, warnings) = try patient(
      "facets/stomach.cncf.txt", purity: "facets/stomach.purity.txt",
      sites: [("1", 1_000_000), ("9", 100_000), ("9", 100_000_000)])
    #expect(copies(found) == [[2, 1], [], [1, 1]])
    #expect(abs(try #require(found.samples[0].purity).value - 0.896_88) < 1e-6)
    let parts = try #require(
      found.supporting.copyNumberMixture(sample: 0, mutation: 2)?.parts)
    #expect(parts.map(\.copyNumber.total) == [2, 4])
    #expect(abs(parts[1].cellFraction - 0.139_345_67 / 0.896_880_41) < 1e-6)
    #expect(
      warnings.contains("3 segments left out, whose alleles are not told apart (lcn.em is NA)"))
  }

  @Test(.enabled(if: folder != nil, "the public files are not beside the repository"))
  func `PURPLE is rounded, its purity and sex are read`() throws {
    let (found, warnings) = try patient(
      "purple/tumor_sample.purple.cnv.somatic.tsv", purity: "purple/tumor_sample.purple.purity.tsv",
      sites: [("1", 1_000_000), ("1", 100_000_000)])
    #expect(copies(found) == [[2, 1], [2, 0]])
    #expect(found.flags == [.copyNumberRounded, .copyNumberRounded])
    #expect(found.samples[0].purity == Purity(0.99) && found.samples[0].ploidy == 3.1)
    #expect(warnings.contains { $0.hasPrefix("copies rounded that are more than 0.25") })
  }

  @Test(.enabled(if: folder != nil, "the public files are not beside the repository"))
  func `Sequenza is read`() throws {
    let (found, _) = try patient(
      "sequenza/relapse_segments.txt", sites: [("1", 1_000_000), ("4", 20_000_000)])
    #expect(copies(found) == [[1, 1], [1, 0]])
  }

  @Test(
    .enabled(if: folder != nil, "the public files are not beside the repository"),
    arguments: [
      "cnvkit/acgh-log10.seg", "cnvkit/amplicon.cns", "cnvkit/cl_seq.cns", "cnvkit/cw-tr-log2.seg",
      "cnvkit/f-on-m.cns", "cnvkit/p2-9_2.call.cns", "cnvkit/p2-9_2.cns", "cnvkit/tr95t.cns",
      "cnvkit/tr95t.segmetrics.cns", "cnvkit/warning.seg", "facets/stomach.purity.txt",
      "purecn/buggy_cnvkit.seg.gz", "purecn/example_seg.txt",
      "purple/COLO829.purple.somatic.vcf.gz", "purple/tumor_sample.purple.chromosome_arm.tsv",
      "purple/tumor_sample.purple.driver.catalog.somatic.tsv",
      "purple/tumor_sample.purple.purity.tsv", "purple/tumor_sample.purple.qc",
      "purple/tumor_sample.purple.segment.tsv", "sequenza/example.seqz.txt.gz",
    ])
  func `what holds no copies of each allele is refused in one message`(file: String) throws {
    let error = try #require(throws: InputErrors.self) {
      _ = try self.patient(file, sites: [("1", 1)])
    }
    #expect(error.errors.count == 1)
    #expect(error.category == .badData)
    #expect(error.errors[0].message.contains(#/: error: (this is|not a) /#))
  }
}
