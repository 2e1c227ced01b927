import DelimitedText
import Studies
import Testing
import TumorModel

/// Files that name one assembly and hold positions of the other.
@Suite struct AssemblyDecisionTests {
  /// Rows of two samples of which some lie beyond the ends of chromosomes.
  ///
  /// Chromosome 19 is shorter in hg38: 58,617,616 against 59,128,983 bases; 17 is shorter in hg19:
  /// 81,195,210 against 83,257,441.
  private func folder(
    _ build: String?, beyondHg38: Int, beyondHg19: Int = 0
  ) throws -> StudyFolder {
    var table = TwoBiopsies()
    for row in table.rows.indices { table[row, "NCBI_Build"] = build ?? "" }
    for row in 0..<beyondHg38 {
      table[2 * row, "Chromosome"] = "19"
      table[2 * row, "Start_Position"] = "\(59_000_000 + row)"
    }
    for row in 0..<beyondHg19 {
      table[2 * row + 1, "Chromosome"] = "17"
      table[2 * row + 1, "Start_Position"] = "\(82_000_000 + row)"
    }
    return try table.folder()
  }

  @Test func `positions decide against the assembly that a file names`() throws {
    let folder = try folder("GRCh38", beyondHg38: 20)
    let study = try folder.read()
    #expect(study.build == .hg19)
    #expect(study.patient(at: 0).build == .hg19)
    #expect(
      folder.warnings(of: study) == [
        "study.maf:2: warning: 20 rows beyond the chromosome's end in hg38, none in hg19: read as "
          + "hg19, although study.maf says hg38"
      ])
    // One row that is wrong itself does not change it.
    #expect(try self.folder("GRCh38", beyondHg38: 20, beyondHg19: 1).read().build == .hg19)
  }

  @Test func `positions decide where no assembly is named`() throws {
    #expect(try folder(nil, beyondHg38: 3).read().build == .hg19)
    #expect(try folder(nil, beyondHg38: 0, beyondHg19: 3).read().build == .hg38)
    #expect(try folder(nil, beyondHg38: 0).read().build == nil)
  }

  @Test(arguments: [1, 2])
  func `a few rows decide where the other assembly has them all`(number: Int) throws {
    for build in ["GRCh38", nil] {
      let folder = try folder(build, beyondHg38: number)
      let study = try folder.read()
      #expect(study.build == .hg19)
      let said = build == nil ? "" : ", although study.maf says hg38"
      #expect(
        folder.warnings(of: study) == [
          "study.maf:2: warning: \(number == 1 ? "1 row" : "2 rows") beyond the chromosome's end in "
            + "hg38, none in hg19: read as hg19\(said)"
        ])
    }
    #expect(try folder("GRCh37", beyondHg38: number).read().build == .hg19)
  }

  @Test func `a few rows that neither assembly has are named`() throws {
    for build in ["GRCh37", "GRCh38", nil] {
      let folder = try folder(build, beyondHg38: 2, beyondHg19: 1)
      let error = try #require(throws: InputErrors.self) { _ = try folder.read() }
      #expect(
        folder.relative(error.errors[0].message)
          == "study.maf:3: error: 1 row beyond the chromosome's end in hg19 (study.maf:3), and 2 rows "
          + "beyond the chromosome's end in hg38 (study.maf:2, study.maf:4): neither assembly has them "
          + "all; expected positions of one assembly")
    }
    // One wrong row among many of the assembly that is named changes nothing.
    #expect(try folder("GRCh38", beyondHg38: 1, beyondHg19: 20).read().build == .hg38)
    #expect(try folder(nil, beyondHg38: 1, beyondHg19: 20).read().build == .hg38)
  }

  @Test func `mixed assemblies, and one that the user chose, are errors`() throws {
    let mixed = try #require(throws: InputErrors.self) {
      _ = try self.folder("GRCh38", beyondHg38: 4, beyondHg19: 4).read()
    }
    #expect(mixed.description.contains("neither assembly has them all"))
    let chosen = try folder("GRCh37", beyondHg38: 20)
    let error = try #require(throws: InputErrors.self) { _ = try chosen.read(build: .hg38) }
    #expect(
      chosen.relative(error.errors[0].message)
        == "study.maf:2: error: 20 rows beyond the chromosome's end in hg38, none in hg19; expected "
        + "no --build, or --build hg19")
  }
}
