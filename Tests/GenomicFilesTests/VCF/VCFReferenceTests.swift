import Foundation
import Studies
import Testing
import TumorModel

/// Records that say that a sample has the reference alone.
@Suite struct VCFReferenceTests {
  private static let metastasis = VCFText.file(
    samples: ["S2"], "17 37881000 . G T . PASS . GT:AD:DP 0/1:78,57:135")

  /// What the primary shows at the metastasis' mutation.
  private func primary(_ records: String, metastasis: String = Self.metastasis) throws -> [String] {
    let folder = try StudyFolder.calls(
      primary: VCFText.file(samples: ["S1"], records), metastasis: metastasis)
    let study = try folder.read()
    return study.patient(at: 0).table.filter { $0.hasPrefix("17") }
  }

  @Test(
    "no reads but the reference's",
    arguments: [
      ("17 37881000 . G . . . . GT:AD:DP 0/0:115:115", 115),
      ("17 37881000 . G <*> . . . PL:AD:DP 0,1,2:115,0:115", 115),
      ("17 37881000 . G <*> . PASS . GT:GQ:DP:MQ:FT 0/0:195:66:56:PASS", 66),
      ("17 37881000 . G <NON_REF> . . . GT:AD:DP:GQ:PL 0/0:80,0:81:99:0,9,9", 80),
      ("17 37881000 . G <NON_REF> . . . GT:AD:DP 0/0:499,1:500", 499),
      ("17 37881000 . G . . . . GT:AD:DP 0/0:22:23", 22),
      ("17 37881000 . G . . . . GT:AD:DP 0/0:5390:5394", 5390),
      ("17 37880990 . A <NON_REF> . . END=37881050 GT:DP:GQ:MIN_DP:PL 0/0:90:99:70:0,9,9", 70),
      ("17 37880990 . A <*> . RefCall END=37881050 GT:GQ:MIN_DP:PL 0/0:50:30:0,9,9", 30),
      ("17 37880999 . CGA . . . . GT:DP 0/0:44", 44),
      ("17 37881000 . G A,<*> . . . PL:AD:DP 0:60,3,0:64", 63),
      ("17 37881000 . G . . . . GT:DP:RO:QR:AO:QA 0/0:50:50:9:.:.", 50),
    ])
  func zero(record: String, depth: Int) throws {
    #expect(
      try primary("1 1 . A C . PASS . GT:AD 0/1:5,5\n" + record).last
        == "17:37881000 G>T 0/\(depth) 57/135")
  }

  @Test(
    "reads of something else, or none",
    arguments: [
      "1 1 . A C . PASS . GT:AD 0/1:5,5\n17 37881000 . G A,<NON_REF> . . . GT:DP 0/0:65",
      "17 37880990 . A <NON_REF> . . END=37880999 GT:DP:MIN_DP 0/0:90:70",
      "17 37881001 . A <NON_REF> . . END=37881050 GT:DP:MIN_DP 0/0:90:70",
      "18 37881000 . G . . . . GT:DP 0/0:90",
      "17 37881000 . G . . . . GT:DP ./.:0\n17 5 . G . . . . GT:DP 0/0:9",
    ])
  func nothing(record: String) throws {
    #expect(try primary(record).last == "17:37881000 G>T uncalled 57/135")
  }

  @Test(
    "more odd reads than errors explain",
    arguments: [
      ("17 37881000 . G <NON_REF> . . . GT:AD:DP 0/0:80,2:82", "80 of 82"),
      ("17 37881000 . G . . . . GT:AD:DP 0/0:115:117", "115 of 117"),
      ("17 37881000 . G . . . . GT:AD:DP 0/0:5380:5394", "5380 of 5394"),
      ("17 37881000 . G A,<*> . . . PL:AD:DP 0:60,3,2:65", "63 of 65"),
    ])
  func mixed(record: String, reads: String) throws {
    let folder = try StudyFolder.calls(
      primary: VCFText.file(samples: ["S1"], record), metastasis: Self.metastasis)
    let study = try folder.read()
    #expect(study.patient(at: 0).table.last == "17:37881000 G>T otherReads 57/135")
    let warning = try #require(
      folder.warnings(of: study).first { $0.contains("record of the reference alone") })
    #expect(warning.hasPrefix("a.vcf: warning: 1 record of the reference alone with more other"))
    #expect(warning.contains("the first on line 3: \(reads) reads are named"))
    let facts = try #require(StudyCheck(sheet: folder.path("samples.csv")).samples.first)
    #expect(facts.otherReads == 1 && facts.withoutCounts == 0)
  }

  @Test func `an indel needs a caller that tells indels in its stretches`() throws {
    let deletion = VCFText.file(samples: ["S2"], "17 100 . GACT G . PASS . GT:AD 0/1:30,20")
    let told =
      "17 90 . A <NON_REF> . . END=101 GT:DP:MIN_DP 0/0:90:70\n"
      + "17 102 . C <NON_REF> . . END=200 GT:DP:MIN_DP 0/0:90:60"
    #expect(try primary(told, metastasis: deletion) == ["17:101 ACT>- 0/60 20/50"])
    #expect(
      try primary(told.replacingOccurrences(of: "102", with: "103"), metastasis: deletion)
        == ["17:101 ACT>- uncalled 20/50"])
    let silent = "17 101 . ACT . . . . GT:DP 0/0:90"
    #expect(try primary(silent, metastasis: deletion) == ["17:101 ACT>- uncalled 20/50"])
  }

  @Test func `a sample's own record comes before the stretch around it`() throws {
    #expect(
      try primary(
        "17 37880990 . A <NON_REF> . . END=37881050 GT:AD:DP:MIN_DP 0/0:90,0:90:70\n"
          + "17 37881000 . G T,<NON_REF> . . . GT:AD 0/1:40,3,0")
        == ["17:37881000 G>T 3/43 57/135"])
  }

  @Test func `samples of one file are told apart`() throws {
    let text = VCFText.file(
      samples: ["S1", "S2"],
      "17 50 . G . . . . GT:AD:DP 0/0:40:40 0/0:.:.\n17 60 . A C . . . GT:AD 0/1:5,5 0/1:6,6")
    let folder = try StudyFolder.calls(
      primary: text,
      metastasis: VCFText.file(samples: ["S2"], "17 50 . G T . . . GT:AD 0/1:10,10"))
    #expect(
      try folder.read().patient(at: 0).table == [
        "17:50 G>T 0/40 10/20", "17:60 A>C 5/10 uncalled",
      ])
  }
}
