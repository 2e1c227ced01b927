import DelimitedText
import Foundation
import Testing
import TumorModel

@testable import Studies

/// Tables of many rows with a few that cannot be read, as people have them.
@Suite struct UnreadableRowTests {
  private func read(
    _ folder: StudyFolder, genes: Set<String> = []
  ) throws -> (patient: PatientEvidence, warnings: [String]) {
    var options = ReadOptions()
    options.rows.genes = genes
    let study = try folder.read(options)
    return (study.patient(at: 0), folder.warnings(of: study))
  }

  // MARK: - Rows that are left out

  @Test(
    "a row without a place is left out and told",
    arguments: [
      ("Start_Position", "NA"), ("Start_Position", "-1"), ("Start_Position", "0"),
      ("Chromosome", "NA"), ("Tumor_Seq_Allele2", "<DEL>"),
    ])
  func placeless(column: String, text: String) throws {
    var table = TwoBiopsies()
    table.rows.append(table.rows[73])
    table[74, "Hugo_Symbol"] = "EGFR"
    table[74, "NCBI_Build"] = "37"
    table[74, column] = text
    let folder = try table.folder()
    let (patient, warnings) = try read(folder, genes: ["ERBB2"])
    #expect(patient.mutations.count == TwoBiopsies.mutations)
    #expect(warnings.count == 1)
    let warning = try #require(warnings.first)
    #expect(warning.hasPrefix("study.maf:76:"))
    #expect(
      warning.contains(": warning: 1 row of 75 left out: \(column) is '\(text)'; expected "),
      "\(warning)")
    #expect(try folder.failure().hasPrefix("study.maf:76:"))
  }

  @Test func `a row of a gene that was asked for is not left out`() throws {
    var table = TwoBiopsies()
    table[72, "Start_Position"] = "NA"
    let folder = try table.folder()
    #expect(try read(folder).warnings.count == 1)
    let error = try #require(throws: InputErrors.self) {
      _ = try self.read(folder, genes: ["ERBB2"])
    }
    #expect(
      folder.relative(error.errors[0].message)
        == "study.maf: error: 1 row of 74 cannot be read, and ERBB2, a gene that was asked for, is "
        + "among them (Start_Position 1); expected every row of ERBB2 to be readable")
    #expect(error.errors.count == 2 && error.category == .badData)
  }

  @Test func `many rows that cannot be read are an error that lists the causes`() throws {
    var table = TwoBiopsies()
    for row in [4, 8, 9] { table[row, "Start_Position"] = "x" }
    table[11, "Reference_Allele"] = "?"
    table[12, "t_alt_count"] = "many"
    let folder = try table.folder()
    let error = try #require(throws: InputErrors.self) { _ = try self.read(folder) }
    #expect(
      folder.relative(error.errors[0].message)
        == "study.maf: error: 5 rows of 74 cannot be read (Start_Position 3, Reference_Allele 1, "
        + "t_alt_count 1); expected at most 1 % of the rows, which would be left out")
    #expect(error.errors.dropFirst().map(\.location.line) == [6, 10, 11, 13, 14])
  }

  @Test func `one in a hundred rows may be left out, and one more may not`() throws {
    for (faulty, isRead) in [(2, true), (3, false)] {
      var table = TwoBiopsies()
      let more = (0..<126).map { site in
        var row = table.rows[0]
        row[3] = "\(100_000_000 + site)"
        if site < faulty { row[3] = "NA" }
        return row
      }
      table.rows += more
      let folder = try table.folder()
      if isRead {
        #expect(
          try read(folder).warnings.first?.hasPrefix(
            "study.maf:76:16: warning: 2 rows of 200 left out, the first here: Start_Position is 'NA'"
          )
            == true)
      } else {
        #expect(throws: InputErrors.self) { _ = try self.read(folder) }
      }
    }
  }

  @Test func `a table without a row that can be read is refused`() throws {
    var table = TwoBiopsies()
    table.rows = [table.rows[0]]
    table[0, "Start_Position"] = "NA"
    #expect(throws: InputErrors.self) { _ = try self.read(table.folder()) }
  }

  // MARK: - Rows that are read

  @Test func `a depth below the sum of the counts is their sum`() throws {
    var table = TwoBiopsies()
    table[72, "t_depth"] = "50"
    table[72, "t_ref_count"] = "30"
    table[72, "t_alt_count"] = "24"
    let folder = try table.folder()
    let (patient, warnings) = try read(folder, genes: ["ERBB2"])
    #expect(
      warnings == [
        "study.maf:74:64: warning: 1 row of 74 read with the sum of the counts as depth: t_depth is "
          + "'50'; expected at least t_ref_count + t_alt_count, which is 54"
      ])
    let site = try #require(patient.mutations.firstIndex { $0.gene == "ERBB2" })
    #expect(patient.observations[0][site].counts?.depth == 54)
    #expect(patient.observations[0][site].counts?.alternate == 24)
  }

  @Test func `counts that contradict one another are not known, and the mutation stays`() throws {
    var table = TwoBiopsies()
    table[0, "t_depth"] = "10"
    table[0, "t_ref_count"] = "NA"
    let (patient, warnings) = try read(table.folder())
    #expect(patient.mutations.count == TwoBiopsies.mutations)
    #expect(patient.observations[0][0] == .withoutCounts)
    #expect(
      warnings == [
        "study.maf:2:69: warning: 1 row of 74 read without counts: t_alt_count is '30'; expected at "
          + "most t_depth, which is 10"
      ])
  }

  @Test func `a count of -1 is missing`() throws {
    var table = TwoBiopsies()
    for row in [0, 3] { for name in ["t_depth", "t_alt_count"] { table[row, name] = "-1" } }
    let (patient, warnings) = try read(table.folder())
    #expect(warnings.isEmpty && patient.mutations.count == TwoBiopsies.mutations)
    #expect(patient.observations[0][0] == .withoutCounts)
    #expect(patient.observations[1][0] != .withoutCounts)
  }

  @Test func `numbers as R writes them are read`() throws {
    var table = TwoBiopsies()
    let plain = try read(table.folder()).patient
    for row in [0, 1] { table[row, "Start_Position"] = "1e+07" }
    table[5, "t_ref_count"] = "8.2e+01"
    table[5, "t_depth"] = "114.0"
    let (patient, warnings) = try read(table.folder())
    #expect(warnings.isEmpty)
    #expect(patient.mutations.map(\.variant) == plain.mutations.map(\.variant))
    #expect(patient.observations == plain.observations)
  }

  @Test func `names of one assembly agree, and another is refused`() throws {
    var table = TwoBiopsies()
    for (row, name) in ["GRCh37", "37", "hg19", "NA", "GRCh37-lite", "GRCh37.p13"].enumerated() {
      table[row, "NCBI_Build"] = name
    }
    #expect(try read(table.folder()).warnings.isEmpty)
    for name in ["36", "GRCh38.p14", "mm10"] {
      table[7, "NCBI_Build"] = name
      let message = try table.folder().failure()
      #expect(message.hasPrefix("study.maf:9:7: error: NCBI_Build is '\(name)'"), "\(message)")
      #expect(throws: InputErrors.self) { _ = try self.read(table.folder()) }
    }
  }

  @Test func `of two callers' counts the deeper are kept`() throws {
    var table = TwoBiopsies()
    for (depth, reference, alternate) in [(250, 170, 80), (90, 60, 30)] {
      table.rows.append(table.rows[72])
      let last = table.rows.count - 1
      table[last, "t_depth"] = "\(depth)"
      table[last, "t_ref_count"] = "\(reference)"
      table[last, "t_alt_count"] = "\(alternate)"
    }
    let folder = try table.folder()
    let (patient, warnings) = try read(folder, genes: ["ERBB2"])
    let site = try #require(patient.mutations.firstIndex { $0.gene == "ERBB2" })
    #expect(patient.observations[0][site].counts?.alternate == 80)
    #expect(patient.observations[0][site].counts?.depth == 250)
    #expect(
      warnings.first?.hasPrefix(
        "study.maf:76:72: warning: 2 rows merged, the counts of the deeper one kept, the first here: "
          + "P1-prim has 15:46000000 A>C with 80 of 250 reads, and on line 74 with ") == true,
      "\(warnings)")
    #expect(try folder.failure().contains("expected one row, or rows that agree"))
  }

  // MARK: - Other tables

  @Test func `a record without bases at POS 0 is left out with its like`() throws {
    let sound = "1 100 . G T . PASS . GT:AD 0/0:9,0 0/1:5,5"
    let folder = try StudyFolder.calls(
      primary: VCFText.file("1 0 . N ]13:123456]N . PASS . GT:AD ./.:. ./.:.\n" + sound),
      metastasis: VCFText.file(
        "1 1e+02 . G T . PASS . GT:AD 0/0:9,0 0/1:5,5\n1 0 . G T . PASS . GT:AD 0/0:9,0 0/1:5,5"))
    let (patient, warnings) = try read(folder)
    #expect(patient.table == ["1:100 G>T 5/10 5/10"])
    #expect(
      warnings == [
        "a.vcf: warning: alternate alleles that are not read: 1 breakends",
        "b.vcf:4:3: warning: 1 row of 2 left out: POS is '0'; expected a position of 1 or more",
      ])
  }

  @Test(
    "segments may share a base",
    arguments: [
      "sample chr startpos endpos nMajor nMinor\nS1 1 10 500 1 1\nS1 1 500 900 2 0\nS1 1 900 900 3 3",
      "chromosome start end major_cn minor_cn\n1 10 500 1 1\n1 500 900 2 0",
    ])
  func touching(table: String) throws {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations,segments\nP1,S1,primary,study.maf,cn.txt\n",
      to: "samples.csv")
    try folder.write(
      Table.maf("G 1 500 Silent C T S1 9 5 4 ~\nG 1 501 Silent C T S1 9 5 4 ~"), to: "study.maf")
    try folder.write(Table.tabs(table), to: "cn.txt")
    let patient = try folder.read().patient(at: 0)
    #expect(
      patient.copyNumbers == [[CopyNumber(major: 1, minor: 1), CopyNumber(major: 2, minor: 0)]])
  }

  @Test func `a segment that cannot be read is left out`() throws {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations,segments\nP1,S1,primary,study.maf,cn.txt\n",
      to: "samples.csv")
    try folder.write(Table.maf("G 1 500 Silent C T S1 9 5 4 ~"), to: "study.maf")
    try folder.write(
      Table.tabs("chromosome start end major_cn minor_cn\n1 10 1e+03 1 1\n2 NA 500 1 1"),
      to: "cn.txt")
    let (patient, warnings) = try read(folder)
    #expect(patient.copyNumbers == [[CopyNumber(major: 1, minor: 1)]])
    #expect(
      warnings.first
        == "cn.txt:3:3: warning: 1 row of 2 left out: start is 'NA'; expected a 1-based position")
  }

  @Test(
    "a line of segments that is no row is left out",
    arguments: [
      ("1\t600\t700\t1\t1\textra", "the line has 6 fields"),
      ("1\t600\t\"700\t1\t1", "a quote is not closed"),
    ])
  func brokenSegment(line: String, problem: String) throws {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations,segments\nP1,S1,primary,study.maf,cn.txt\n",
      to: "samples.csv")
    try folder.write(Table.maf("G 1 500 Silent C T S1 9 5 4 ~"), to: "study.maf")
    try folder.write(
      Table.tabs("chromosome start end major_cn minor_cn\n1 10 550 1 1\n2 10 500 1 1") + line
        + "\n", to: "cn.txt")
    let (patient, warnings) = try read(folder)
    #expect(patient.copyNumbers == [[CopyNumber(major: 1, minor: 1)]])
    #expect(
      warnings.first?.hasPrefix("cn.txt:4:") == true
        && warnings.first?.contains("1 row of 3 left out: \(problem)") == true)
    #expect(try folder.failure().contains(problem))
  }

  @Test func `a clinical row that cannot be read is left out, and a field is left blank`() throws {
    let folder = try StudyFolder.portal(
      samples: """
        PATIENT_ID SAMPLE_ID SAMPLE_TYPE PURITY
        P1 A Primary 0.5
        P1 B Metastatic x
        """)
    let study = try folder.readPortal()
    #expect(study.samples(ofPatientAt: 0).map(\.purity?.value) == [0.5, nil])
    #expect(
      folder.warnings(of: study).contains(
        "data_clinical_sample.txt:7:17: warning: 1 row of 2 read without this field: PURITY is 'x'; "
          + "expected a share from 0 to 1, percent, or NA"), "\(folder.warnings(of: study))")
  }
}
