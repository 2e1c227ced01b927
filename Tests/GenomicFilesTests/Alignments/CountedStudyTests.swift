import DelimitedText
import GenomicFiles
import Studies
import Testing
import TumorModel

@Suite("A study with alignments")
struct CountedStudyTests {
  /// Two tumour samples and a normal one; the primary's table is blank.
  private func folder() throws -> StudyFolder {
    let folder = try StudyFolder.pair(
      """
      TP53 chr1 105 Silent A T S2 9 5 4 p.A1B
      ERBB2 1 110 Silent C T S2 9 5 4 ~
      """)
    try folder.write(
      """
      patient,sample,role,mutations,alignment
      P1,S1,primary,,one.sam
      P1,S2,metastasis,study.maf,two.sam
      P1,N1,normal,,one.sam

      """, to: "samples.csv")
    var reads = MadeReads(samples: ["S1"])
    for number in 0..<6 { reads.add("r\(number)", at: 101, "10M", "ACGTACGTAC") }
    try folder.write(reads.text, to: "one.sam")
    for number in 6..<9 { reads.add("r\(number)", at: 101, "10M", "ACGTTCGTAC", flags: 16) }
    try folder.write(reads.text, to: "two.sam")
    return folder
  }

  @Test func `counts at every site replace what tables say`() throws {
    let folder = try folder()
    let study = try folder.read()
    let patient = study.patient(at: 0)
    let depths = patient.observations.map { $0.map { $0.counts?.depth } }
    #expect(depths == [[6, 6], [9, 9]])
    #expect(patient.observations.map { $0.map { $0.counts?.alternate } } == [[0, 0], [3, 0]])
    #expect(patient.mutations.map(\.gene) == ["TP53", "ERBB2"])
    #expect(patient.mutations.map(\.proteinChange) == ["p.A1B", ""])
    let support = try #require(patient.supporting.readSupport(sample: 1, mutation: 0))
    #expect(support.reverse == .init(reference: 0, alternate: 3))
    #expect(patient.supporting.normalObservations.map { $0.map { $0.counts?.depth } } == [[6, 6]])
    #expect(
      folder.warnings(of: study) == [
        "two.sam: warning: the reads are of S1 (@RG SM); counted as S2",
        "one.sam: warning: the reads are of S1 (@RG SM); counted as N1",
      ])
    #expect(study.inputs.map(\.role) == [.sheet, .mutations, .alignment, .alignment])
  }

  @Test func `reads that do not count are told where they are most`() throws {
    let folder = try folder()
    var reads = MadeReads(samples: ["S1"])
    for number in 0..<100 {
      reads.add("r\(number)", at: 101, "10M", "ACGTACGTAC", flags: number == 0 ? 0 : 1_024)
    }
    try folder.write(reads.text, to: "one.sam")
    var poor = MadeReads(samples: ["S2"])
    for number in 0..<9 { poor.add("r\(number)", at: 101, "10M", "ACGTACGTAC", quality: 10) }
    try folder.write(poor.text, to: "two.sam")
    let options = "(counts has --min-mapping-quality, --min-base-quality and --count-orphans)"
    // Each read lies over both sites.
    let duplicates = "198 of 200 reads at the sites left out: 198 duplicates \(options)"
    #expect(
      folder.warnings(of: try folder.read()) == [
        "one.sam: warning: S1: \(duplicates)",
        "two.sam: warning: S2: 18 of 18 reads at the sites left out: 18 with base quality below "
          + "13 \(options)",
        "one.sam: warning: the reads are of S1 (@RG SM); counted as N1",
        "one.sam: warning: N1: \(duplicates)",
      ])
    poor.add("good", at: 101, "10M", "ACGTACGTAC")
    for number in 0..<4 { poor.add("m\(number)", at: 101, "10M", "ACGTACGTAC", mapping: 3) }
    try folder.write(poor.text, to: "two.sam")
    #expect(
      folder.warnings(of: try folder.read())[1]
        == "two.sam: warning: S2: 26 of 28 reads at the sites left out: 8 with mapping quality "
        + "below 20, 18 with base quality below 13 \(options)")
  }

  @Test func `what was left out is told per sample, and where it decides`() throws {
    let folder = try folder()
    var reads = MadeReads(samples: ["S1"])
    for number in 0..<24 {
      let flags = number < 14 ? 0 : number < 20 ? 1_024 : 512
      reads.add("r\(number)", at: 101, "10M", "ACGTACGTAC", flags: flags)
    }
    try folder.write(reads.text, to: "one.sam")
    let facts = StudyCheck(sheet: folder.path("samples.csv")).samples
    let tally = try #require(facts[0].tally)
    #expect(tally.counted == 28 && tally.reads == 48)
    #expect(
      tally.leftOut.duplicates == 12 && tally.leftOut.failed == 8 && tally.leftOut.poorBases == 0)
    #expect(
      tally.words()
        == "20 of 48 reads at the sites left out: 12 duplicates, 8 failed quality control"
    )
    #expect(try #require(facts[1].tally).words() == nil)
    // Fewer than half: no warning.
    #expect(!folder.warnings(of: try folder.read()).contains { $0.contains("left out") })
  }

  @Test func `a missing alignment is told where the sheet names it`() throws {
    let folder = try folder()
    try folder.write(
      "patient,sample,role,mutations,alignment\nP1,S1,primary,,none.bam\nP1,S2,plasma,study.maf,\n",
      to: "samples.csv")
    #expect(
      try folder.failure()
        == "samples.csv:2:16: error: alignment is 'none.bam': no such file; "
        + "expected a BAM or CRAM file")
  }

  @Test func `sheets without an alignment are not counted`() throws {
    let folder = try StudyFolder.pair("G 1 105 Silent A T S2 9 5 4 ~")
    let error = try #require(throws: InputErrors.self) {
      _ = try StudyReader.counts(sheet: folder.path("samples.csv"))
    }
    #expect(
      folder.relative(error.description)
        == "samples.csv: error: no sample has an alignment; "
        + "expected a BAM or CRAM file in its column")
  }

  @Test func `sites are read from VCF, MAF and plain tables`() throws {
    let folder = try folder()
    try folder.write(
      """
      ##fileformat=VCFv4.2
      #CHROM\tPOS\tID\tREF\tALT\tQUAL
      chr1\t105\t.\tA\tT,<DEL>,G\t.
      1\t104\t.\tTA\tTT\t.

      """, to: "sites.vcf")
    try folder.write("chr1\t105\tA\tT\n1\t110\tC\t-\n", to: "sites.tsv")
    func sites(_ name: String) throws -> [String] {
      let counts = try StudyCounts(
        sites: folder.path(name), alignments: [folder.path("two.sam"), folder.path("one.sam")],
        options: ReadOptions())
      #expect(counts.patients[0].samples.map(\.id) == ["two", "one"])
      return zip(counts.patients[0].mutations, counts.patients[0].counts[0]).map {
        "\($0.variant.position) \($0.variant.reference)>\($0.variant.alternate) "
          + "\($1.alternate)/\($1.depth)"
      }
    }
    #expect(try sites("sites.vcf") == ["105 A>T 3/9", "105 A>G 0/9"])
    #expect(try sites("sites.tsv") == ["105 A>T 3/9", "110 C> 0/9"])
    #expect(try sites("study.maf") == ["105 A>T 3/9", "110 C>T 0/9"])
    for (text, message) in [
      ("", "the file has no site; expected one row per site"),
      (
        "chrom\tpos\tref\talt\n1\tx\tA\tC\n",
        "1 row of 1 cannot be read (pos 1); expected at most 1 % of the rows, which would be left out"
      ),
      (
        "a\tb\n",
        "not a list of sites; expected a VCF, a MAF, or columns chromosome, position, ref and alt"
      ),
    ] {
      try folder.write(text, to: "bad.tsv")
      let error = try #require(throws: InputErrors.self) { _ = try sites("bad.tsv") }
      #expect(error.errors[0].message.hasSuffix("error: " + message))
    }
  }

  @Test func `a site that cannot be read is left out and told, and more are an error`() throws {
    let folder = try folder()
    func counts(_ rows: String, isStrict: Bool = false) throws -> StudyCounts {
      try folder.write("chrom\tpos\tref\talt\n" + rows, to: "sites.tsv")
      var options = ReadOptions()
      options.rows.isStrict = isStrict
      return try StudyCounts(
        sites: folder.path("sites.tsv"), alignments: [folder.path("one.sam")], options: options)
    }
    let whole = "chr1\t105\tA\tT\n1\t110\tC\t-\n"
    for (row, words) in [
      (
        "1\tNA\tA\tC", "4:3: warning: 1 row of 3 left out: pos is 'NA'; expected a position of 1 or"
      ),
      ("NA\t7\tA\tC", "4:1: warning: 1 row of 3 left out: chrom is 'NA'; expected a chromosome"),
      ("1\t7\tA\tG,A", "4:7: warning: 1 row of 3 left out: alt is 'G,A'; expected bases of ACGTN"),
      (
        "1\t7\tA", "4:6: warning: 1 row of 3 left out: the row ends after 3 fields; expected chrom,"
      ),
    ] {
      let found = try counts(whole + row + "\n")
      #expect(found.patients[0].mutations.map(\.variant.position) == [105, 110])
      let warning = try #require(found.warnings.first).description
      #expect(folder.relative(warning).hasPrefix("sites.tsv:" + words), "\(warning)")
      let strict = try #require(throws: InputErrors.self) {
        _ = try counts(whole + row + "\n", isStrict: true)
      }
      #expect(folder.relative(strict.errors[0].message).hasPrefix("sites.tsv:4:"))
    }
    let error = try #require(throws: InputErrors.self) {
      _ = try counts(whole + "1\t0\tA\tC\nNA\t7\tA\tC\n")
    }
    #expect(
      folder.relative(error.errors[0].message)
        == "sites.tsv: error: 2 rows of 4 cannot be read (pos 1, chrom 1); expected at most 1 % of "
        + "the rows, which would be left out")
  }
}
