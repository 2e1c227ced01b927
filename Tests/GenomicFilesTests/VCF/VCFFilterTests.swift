import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

@Suite struct VCFFilterTests {
  private static let primary = VCFText.file(
    """
    1 100 . C T . PASS . GT:AD 0/0:50,0 0/1:40,10
    1 200 . C T . weak_evidence;PON . GT:AD 0/0:50,0 0/1:48,2
    1 300 . C T . PON . GT:AD 0/0:50,0 0/1:40,10
    1 400 . C T . . . GT:AD 0/0:50,0 0/1:40,10
    """)
  private static let metastasis = VCFText.file(
    "1 200 . C T . PASS . GT:AD 0/0:50,0 0/1:20,20")

  @Test func `records that do not pass are left out and counted`() throws {
    let folder = try StudyFolder.calls(primary: Self.primary, metastasis: Self.metastasis)
    let study = try folder.read()
    // The record at 200 was left out, and its reads are evidence where the other sample has it.
    #expect(
      study.patient(at: 0).table == [
        "1:100 C>T 10/50 uncalled", "1:200 C>T 2/50 20/40", "1:400 C>T 10/50 uncalled",
      ])
    #expect(study.patient(at: 0).flags == [[], [], []])
    #expect(
      folder.warnings(of: study) == [
        "a.vcf: warning: 2 records of 4 left out by filters: PON 2, weak_evidence 1; "
          + "--include-filter NAME takes them in"
      ])
  }

  @Test func `filters that were asked for are taken in and flagged`() throws {
    let folder = try StudyFolder.calls(primary: Self.primary, metastasis: Self.metastasis)
    let patient = try folder.read(ReadOptions(includedFilters: ["PON"])).patient(at: 0)
    #expect(patient.mutations.map(\.variant.position) == [100, 200, 300, 400])
    #expect(patient.flags == [[], [], .filtered, []])
    let both = try folder.read(ReadOptions(includedFilters: ["PON", "weak_evidence"]))
    #expect(both.patient(at: 0).flags == [[], .filtered, .filtered, []])
    #expect(both.warnings.isEmpty)
  }

  @Test func `germline records and losses are not somatic`() throws {
    let text = VCFText.file(
      meta: ["##source=VarScan2"],
      """
      1 100 . C T . PASS DP=9;SS=1;SSC=0 GT:RD:AD 0/0:50:0 0/1:40:10
      1 200 . C T . PASS SOMATIC;SS=2 GT:RD:AD 0/0:50:0 0/1:40:10
      1 300 . C T . PASS SS=3 GT:RD:AD 0/0:50:0 0/1:40:10
      1 400 . C T . PASS XSS=1 GT:RD:AD 0/1:50:0 0/1:40:10
      1 500 . C T . PASS . GT:AD:SS 0/0:50,0:. 0/1:40,10:1
      1 600 . C T,G . PASS . GT:AD 0/2:50,0,19 0/1:40,10,9
      """)
    let folder = try StudyFolder.calls(primary: text, metastasis: Self.metastasis)
    let study = try folder.read()
    #expect(
      study.patient(at: 0).table == [
        "1:200 C>T 10/50 20/40", "1:400 C>T 10/50 uncalled", "1:600 C>T 10/59 uncalled",
      ])
    #expect(
      folder.warnings(of: study) == [
        "a.vcf: warning: 4 records of 6 left out by filters: germline 3, LOH 1; "
          + "--include-filter NAME takes them in"
      ])
    let all = try folder.read(ReadOptions(includedFilters: ["germline", "LOH"]))
    #expect(all.patient(at: 0).mutations.count == 7)
    #expect(all.patient(at: 0).flags[1] == [])
    #expect(all.patient(at: 0).flags[0] == .filtered)
  }

  @Test func `calls that were not filtered at all are told`() throws {
    let text = VCFText.file(
      meta: ["##filtering_status=Warning: unfiltered Mutect 2 calls."],
      "1 200 . C T . . . GT:AD 0/0:50,0 0/1:20,20")
    let folder = try StudyFolder.calls(primary: text, metastasis: Self.metastasis)
    #expect(
      folder.warnings(of: try folder.read()) == [
        "a.vcf: warning: calls of Mutect 2 before FilterMutectCalls: no record is filtered"
      ])
  }
}
