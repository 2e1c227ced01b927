import Foundation
import Studies
import Testing
import TumorModel

/// A record of a caller and the reads it stands for.
struct DialectCase: CustomTestStringConvertible {
  let caller: String
  let alleles: String
  let format: String
  let sample: String
  /// `alternate/depth` for each alternate allele, or `without`.
  let reads: [String]

  init(_ caller: String, _ alleles: String, _ format: String, _ sample: String, _ reads: String...)
  {
    (self.caller, self.alleles, self.format) = (caller, alleles, format)
    (self.sample, self.reads) = (sample, reads)
  }

  var testDescription: String { "\(caller) \(sample)" }
}

@Suite struct VCFDialectTests {
  static let cases = [
    DialectCase("Mutect1", "C G", "GT:AD:BQ:DP:FA", "0:175,30:.:206:0.146", "30/205"),
    DialectCase(
      "Mutect2", "C T", "GT:AD:AF:DP:F1R2:F2R1:FAD:SB",
      "0/1:411,17:0.026:428:140,6:139,5:310,12:199,212,8,9", "17/428"),
    DialectCase(
      "DRAGEN", "C T", "GT:SQ:AD:AF:F1R2:F2R1:DP:SB:MB",
      "0/1:11.80:434,109:0.201:209,56:225,53:543:1,2,3,4:5,6,7,8", "109/543"),
    DialectCase("SAGE", "G A", "GT:ABQ:AD:AF:DP:SB", "0/1:35:21,81:0.794:102:0.5,0.4", "81/102"),
    DialectCase("MuSE", "G T", "GT:DP:AD:BQ:SS", "0/1:11:9,2:32,34:2", "2/11"),
    DialectCase("Pindel", "ACT A", "GT:DP:BQ:SS:AD", "0/0:47:.:2:43,4", "4/47"),
    DialectCase(
      "RADIA", "G A,C,T", "GT:DP:AD:AF", "0/1:185:159,24,1,1:0.86,0.13,0.01,0.01", "24/185",
      "1/185", "1/185"),
    DialectCase(
      "Strelka", "C G", "DP:FDP:SDP:SUBDP:AU:CU:GU:TU", "10:0:0:0:0,0:5,6:4,7:1,1", "4/9"),
    DialectCase(
      "Strelka indel", "C CTAT", "DP:DP2:TAR:TIR:TOR", "20:20:11,12:8,9:2,2", "8/19"),
    DialectCase(
      "VarScan", "A G", "GT:GQ:DP:RD:AD:FREQ:DP4", "0/1:.:117:59:56:48.7%:31,28,33,23", "56/115"),
    DialectCase(
      "SomaticSniper", "T C", "GT:DP:DP4:BCOUNT", "0/1:81:8,53,4,16:0,20,1,61", "20/82"),
    DialectCase("strands alone", "T TC", "GT:DP:DP4", "0/1:30:10,15,2,3", "5/30"),
    DialectCase(
      "freebayes", "A C,G", "GT:DP:RO:QR:AO:QA:GL", "1/2:60:40:99:10,5:9,9:0", "10/55", "5/55"),
    DialectCase(
      "ClairS", "C T", "GT:GQ:DP:AF:AD:NAF:NDP:NAD:AU:CU:GU:TU:NAU:NCU:NGU:NTU",
      "0/1:3:36:0.4722:0,17:0:10:0,0:0:19:0:17:0:10:0:0", "17/36"),
    DialectCase(
      "ClairS indel", "C CT", "GT:GQ:DP:AF:AD:AU:CU:GU:TU", "0/1:3:36:0.47:0,17:0:36:0:0",
      "17/36"),
    DialectCase(
      "callers' keys joined", "C T", "GT:DP:AD:AU:CU:GU:TU", "0/1:36:19,17:.:.:.:.", "17/36"),
    DialectCase("DeepSomatic", "C T", "GT:GQ:DP:AD:VAF:PL", "1/1:9:98:58,40:0.408:9,0,9", "40/98"),
    DialectCase(
      "Octopus", "C G", "GT:GQ:DP:MQ:PS:PQ:HSS:HPC:MAP_HF:HF_CR:AD:AF:FT",
      "0|0|1:3076:88:59:7:100:0,0,1:4.1,4.1,84:0.044,0.044,0.91:0,1:5,87:0.054,0.946:PASS",
      "87/92"),
    DialectCase(
      "Octopus without the reference", "A G", "GT:GQ:DP:MQ:PS:PQ:AD:FT",
      "1:6990:225:60:205974:100:.,228:PASS", "228/228"),
    DialectCase(
      "Octopus, allele not in the genotype", "C G", "GT:GQ:DP:MQ:AD:AF:FT",
      "0|0:3076:61:60:62,.:1,.:PASS", "without"),
    DialectCase(
      "VarDict", "C T", "GT:DP:VD:ALD:RD:AD:AF:BIAS",
      "0/1:140:45:22,23:47,48:95,45:0.3214:2,2", "45/140"),
    DialectCase("a few more reads than DP", "C T", "GT:AD:DP", "0/1:91,45:134", "45/136"),
    DialectCase("twice as many reads as DP", "C T", "GT:AD:DP", "0/1:115,115:116", "without"),
    DialectCase("AD of too many alleles", "G T", "GT:AD:DP", "0/1:78,57,2:137", "without"),
    DialectCase(
      "AD of too few alleles", "G T,A", "GT:AD:DP", "0/1:78,57:137", "without", "without"),
    DialectCase("Platypus", "T C,G", "GT:NR:NV", "1/2:40,41:10,9", "10/40", "9/41"),
    DialectCase(
      "Metachron", "C T", "AD:DP:ADF:ADR:F1R2:F2R1", "90,10:102:50,4:40,6:45,5:45,5", "10/100"),
    DialectCase("AD without the reference", "A C", "GT:AD:DP", "0/1:.,21:54", "21/54"),
    DialectCase("a fraction as DP", "A C", "GT:AD:DP", "0/1:.,21:79.0663", "21/79"),
    DialectCase("more alternate reads than DP", "A C", "GT:AD:DP", "0/1:.,21:5", "without"),
    DialectCase("no field of any caller", "A C", "GT:AD:DP", "0/1:.:54", "without"),
    DialectCase("one AD of two", "A C", "GT:AD:DP", "0/1:9:54", "without"),
    DialectCase("nothing", "A C", "GT:AD:DP", "./.", "without"),
    DialectCase("a number too long", "A C", "GT:AD", "0/1:1,99999999999999999999", "without"),
    DialectCase("more reads than fit", "A C", "GT:AD", "0/1:9999999999,1", "without"),
  ]

  @Test("each caller's reads", arguments: cases)
  func reads(_ example: DialectCase) throws {
    let text = VCFText.file(
      samples: ["S1", "S2"],
      "1 100 . \(example.alleles) . PASS . \(example.format) \(example.sample) \(example.sample)")
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    let patient = try folder.read().patient(at: 0)
    let found = patient.observations[1].map { observation in
      switch observation {
      case .counted(let counts): "\(counts.alternate)/\(counts.depth)"
      case .withoutCounts: "without"
      default: "\(observation)"
      }
    }
    #expect(found == example.reads)
  }

  @Test func `a normal without reads has none that are alternate`() throws {
    let text = VCFText.file(
      samples: ["S1", "S2"], "1 100 . A C . PASS . GT:AD:DP 0/0:.,.:0 0/1:.,21:54")
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    #expect(try folder.read().patient(at: 0).table == ["1:100 A>C 0/0 21/54"])
  }

  @Test func `strands and orientations are kept`() throws {
    let text = VCFText.file(
      samples: ["S1", "S2"],
      """
      1 100 . C T . PASS . GT:AD:F1R2:F2R1:SB 0/1:411,17:140,6:139,5:199,212,8,9 0/1:9,1
      1 200 . C T . PASS . AD:DP:ADF:ADR 90,10:100:50,4:40,6 9,1:10:.:.
      1 300 . C T,A . PASS . GT:AD:SB 0/1:9,1,2:1,2,3,4 0/1:9,1,2:1,2,3,4
      1 400 . C T . PASS . GT:AD:SB 0/1:9,1:0.5,0.4 0/1:9,1:0.5,0.4
      """)
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    let patient = try folder.read().patient(at: 0)
    let first = try #require(patient.supporting.readSupport(sample: 0, mutation: 0))
    #expect(first.firstOrientation == .init(reference: 140, alternate: 6))
    #expect(first.secondOrientation == .init(reference: 139, alternate: 5))
    #expect(first.forward == .init(reference: 199, alternate: 8))
    #expect(first.reverse == .init(reference: 212, alternate: 9))
    let second = try #require(patient.supporting.readSupport(sample: 0, mutation: 1))
    #expect(second.forward == .init(reference: 50, alternate: 4))
    #expect(second.reverse == .init(reference: 40, alternate: 6))
    #expect(second.firstOrientation == nil)
    // A table of strands for two alternate alleles together, and a score, tell of neither.
    for mutation in 2..<5 {
      #expect(patient.supporting.readSupport(sample: 0, mutation: mutation) == nil)
    }
    #expect(patient.supporting.readSupport(sample: 1, mutation: 1) == nil)
  }
}
