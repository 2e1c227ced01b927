import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

/// Input with random bytes changed, left out, doubled or cut must be read or refused, never trap.
@Suite struct DamagedInputTests {
  private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      // Marsaglia's xorshift64: any seed but 0.
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private static let sheet = """
    patient,sample,role,day,sex,purity,purity_sd,ploidy,error_rate,duplication,targets,mutations,segments
    P1,S1,primary,0,XX,0.5,0.1,2,1e-3,2,t.bed,study.maf,cn.tsv
    P1,S2,metastasis,90,,0.7,,,,,,study.maf,
    P2,"S3",plasma,-4,male,,,,,,,study.maf,

    """

  private static let table =
    "#version 2.4\n"
    + Table.tabs(
      """
      Hugo_Symbol NCBI_Build Chromosome Start_Position Variant_Classification Reference_Allele Tumor_Seq_Allele1 Tumor_Seq_Allele2 Tumor_Sample_Barcode t_depth t_ref_count t_alt_count HGVSp
      TP53 GRCh37 17 7577538 Missense_Mutation C C T S1 100 60 40 p.Arg248Gln
      TP53 GRCh37 17 7577538 Missense_Mutation C C T S2 . 60 40 p.Arg248Gln
      ERBB2 GRCh37 chr17 37880981 In_Frame_Ins - - GCATACGTGATG S1 27 10 17 ENSP1:p.Tyr772_Ala775dup
      ERBB2 GRCh37 chr17 37880982 In_Frame_Ins - - CATACGTGATGG S2 27 10 17 ~
      PTEN ~ 10 89717672 Frame_Shift_Del CA CA - S3 9 5 4 ~
      PTEN ~ 10 89717672 Frame_Shift_Del CA CA - S3 9 5 4 ~
      X . X 5 Silent AC AC TG S9 NA NA NA ~
      """)

  private static let segments = Table.tabs(
    """
    chromosome start end major_cn minor_cn
    17 1 37880981 2 1
    17 37880982 90000000 1.9 0.2
    10 1 90000000 0 2
    """)

  private static let targets = "chr17\t0\t90000000\n10\t5\t9\n"

  private func damaged(_ text: String, _ chance: inout Chance) -> Data {
    var bytes = Array(text.utf8)
    let telling = Array("\t\n\r,\"#-.0179:NAn\u{0}eE+".utf8) + [0xFF, 0xC3, 0xEF]
    for _ in 0..<Int.random(in: 1...4, using: &chance) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &chance)
      switch Int.random(in: 0..<6, using: &chance) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
      case 1: bytes[place] = telling.randomElement(using: &chance) ?? 0
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(telling.randomElement(using: &chance) ?? 0, at: place)
      case 4:
        let end = min(bytes.count, place + Int.random(in: 1...40, using: &chance))
        bytes.insert(contentsOf: bytes[place..<end], at: end)
      default: bytes.removeSubrange(place...)
      }
    }
    return Data(bytes)
  }

  @Test(
    "damage is refused or read",
    arguments: [("samples.csv", 400), ("study.maf", 800), ("cn.tsv", 400), ("t.bed", 300)])
  func damage(file: String, rounds: Int) throws {
    let whole = [
      "samples.csv": Self.sheet, "study.maf": Self.table, "cn.tsv": Self.segments,
      "t.bed": Self.targets,
    ]
    let folder = try StudyFolder()
    for (name, text) in whole { try folder.write(text, to: name) }
    let intact = try folder.read()
    #expect(intact.patients.map(\.mutations.count) == [2, 1])
    let text = try #require(whole[file])
    var chance = Chance(state: 20_260_801)
    var refused = 0
    for _ in 0..<rounds {
      try folder.write(damaged(text, &chance), to: file)
      do {
        let study = try folder.read()
        _ = try folder.readStrictly()
        for index in 0..<study.patientCount {
          let patient = study.patient(at: index)
          #expect(patient.mutations.map(\.variant) == patient.mutations.map(\.variant).sorted())
          #expect(Set(patient.mutations.map(\.variant)).count == patient.mutations.count)
        }
      } catch let error as InputErrors {
        refused += 1
        #expect(error.description.contains(": error: "))
        #expect((1...InputErrors.limit).contains(error.errors.count))
      }
    }
    #expect(refused > rounds / 20)
    #expect(refused < rounds)
  }

  @Test(
    "damaged tables of copy-number tools are refused or read",
    arguments: [
      """
      chrom seg cnlr.median start end cf.em tcn.em lcn.em
      17 1 0.1 1 37880981 0.8 3 1
      17 2 0.1 37880982 90000000 0.2 4 NA
      23 3 0.1 1 90000000 0.1 1 0
      """,
      """
      chr startpos endpos nMaj1_A nMin1_A frac1_A nMaj2_A nMin2_A frac2_A
      17 1 37880981 1 1 0.3 2 1 0.7
      10 1 90000000 3 0 1 NA NA NA
      """,
      """
      sample Chromosome Start.bp End.bp modal.a1 modal.a2 expected.a1 subclonal.a1 cancer.cell.frac.a1
      S1 17 1 37880981 0 1 0.3 1 0.7
      S1 10 1 90000000 2 2 2 0 1
      """,
      """
      #chromosome start end copyNumber actualBAF segmentStartSupport
      17 1 37880981 2.9 0.66 NONE
      10 1 90000000 2.01 1.02 NONE
      """,
      """
      "chromosome" "start.pos" "end.pos" "CNt" "A" "B"
      "17" 1 37880981 3 2 1
      "10" 1 90000000 1 NA NA
      """,
      """
      chromosome start end log2 cn cn1 cn2
      chr17 0 37880981 0.1 3 1 2
      chr10 0 90000000 0.1 1 ~ ~
      """,
    ])
  func damagedSegments(table: String) throws {
    let folder = try StudyFolder()
    for (name, text) in [
      ("samples.csv", Self.sheet), ("study.maf", Self.table), ("t.bed", Self.targets),
      ("cn.tsv", Table.tabs(table)),
    ] {
      try folder.write(text, to: name)
    }
    let intact = try folder.read().patient(at: 0)
    #expect(intact.copyNumbers[0].contains { $0 != nil })
    var chance = Chance(state: 9_091)
    var refused = 0
    for _ in 0..<300 {
      try folder.write(damaged(Table.tabs(table), &chance), to: "cn.tsv")
      do {
        let patient = try folder.read().patient(at: 0)
        _ = try folder.readStrictly()
        #expect(patient.copyNumbers[0].count == patient.mutations.count)
      } catch let error as InputErrors {
        refused += 1
        #expect(error.description.contains(": error: "))
      }
    }
    #expect(refused > 15 && refused < 300)
  }

  @Test func `packed files cut or changed anywhere never trap`() throws {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,a\nP1,S2,plasma,a\n", to: "samples.csv")
    var chance = Chance(state: 7)
    for whole in [try PackedFiles.gzip(), try PackedFiles.bgzip()] {
      for length in stride(from: 0, to: whole.count, by: 3) {
        try folder.write(whole.prefix(length), to: "a")
        #expect(throws: InputErrors.self) { _ = try folder.read() }
        var changed = whole
        changed[length] ^= UInt8.random(in: 1...255, using: &chance)
        try folder.write(changed, to: "a")
        _ = try? folder.read()
      }
    }
  }

  // MARK: - What fuzzing found

  @Test func `a deletion that is trimmed beyond the greatest position is refused`() throws {
    let folder = try StudyFolder.pair("TP53 17 2147483647 Frame_Shift_Del AT A S1 90 60 30 ~")
    #expect(
      try folder.failure()
        == "study.maf:2:9: error: Start_Position is '2147483647'; expected a position from 1 to "
        + "2147483647 once the alleles are trimmed")
  }

  @Test(
    "a day far off is refused",
    arguments: ["-9223372036854775808", "9223372036854775807", "1000001", "-1000001"])
  func farDay(day: String) throws {
    let folder = try StudyFolder()
    try folder.write("patient,sample,role,day\nP1,S1,primary,\(day)\n", to: "samples.csv")
    #expect(
      try folder.failure()
        == "samples.csv:2:15: error: day is '\(day)'; expected a whole number of days from "
        + "diagnosis, or a date such as 2019-03-14")
  }
}
