import DelimitedText
import Foundation
import GenomicFiles
import HTSlib
import Studies
import Testing
import TumorModel

@Suite("Normal samples of tables")
struct MatchedNormalTests {
  private static let header =
    Table.plainHeader
    + " Matched_Norm_Sample_Barcode n_depth n_ref_count n_alt_count"

  private func folder(_ rows: String, sheet: String = StudyFolder.twoSamples) throws -> StudyFolder
  {
    let folder = try StudyFolder()
    try folder.write(sheet, to: "samples.csv")
    try folder.write(Table.tabs(Self.header + "\n" + rows), to: "study.maf")
    return folder
  }

  private func counted(_ alternate: Int, of depth: Int) throws -> SiteObservation {
    .counted(try #require(ReadCounts(alternate: alternate, depth: depth)))
  }

  @Test func `rows tell of a normal that the sheet does not name`() throws {
    let folder = try folder(
      """
      A 1 7 Silent C T S1 20 10 10 ~ N1 90 90 0
      A 1 7 Silent C T S2 30 20 10 ~ N1 95 94 1
      A 1 8 Silent C T S1 20 10 10 ~ N1 . 50 2
      A 1 9 Silent C T S2 20 10 10 ~ N1 . . .
      """)
    let patient = try folder.read().patient(at: 0)
    #expect(patient.samples.map(\.id) == ["S1", "S2"])
    #expect(patient.supporting.normals.map(\.id) == ["N1"])
    #expect(patient.supporting.normals.map(\.role) == [.normal])
    #expect(
      try patient.supporting.normalObservations == [
        [counted(1, of: 95), counted(2, of: 52), .notAssayed]
      ])
  }

  @Test func `a normal of the sheet gets the counts that tables tell of it`() throws {
    let folder = try folder(
      "A 1 7 Silent C T S1 20 10 10 ~ N1 90 90 0",
      sheet: StudyFolder.twoSamples.trimmingCharacters(in: .newlines)
        + "\nP1,N1,normal,\n")
    let patient = try folder.read().patient(at: 0)
    #expect(patient.supporting.normals.map(\.id) == ["N1"])
    #expect(try patient.supporting.normalObservations == [[counted(0, of: 90)]])
  }

  @Test func `a normal's own rows come before what other rows tell of it`() throws {
    let folder = try folder(
      """
      A 1 7 Silent C T S1 20 10 10 ~ N1 90 90 0
      A 1 8 Silent C T S1 20 10 10 ~ N1 80 80 0
      A 1 8 Silent C T N1 70 67 3 ~ ~ ~ ~ ~
      """,
      sheet: StudyFolder.twoSamples.trimmingCharacters(in: .newlines)
        + "\nP1,N1,normal,study.maf\n")
    let patient = try folder.read().patient(at: 0)
    #expect(patient.supporting.normals.map(\.id) == ["N1"])
    let expected = try [counted(0, of: 90), counted(3, of: 70)]
    #expect(patient.supporting.normalObservations == [expected])
  }

  /// One study as a MAF and as VCFs: the normal shows the mutation of position 8 in 4 of 60 reads.
  private func study(isMAF: Bool) throws -> StudyFolder {
    let folder = try StudyFolder()
    let file = isMAF ? "study.maf" : "study.vcf"
    try folder.write(
      """
      patient,sample,role,mutations
      P1,S1,primary,\(file)
      P1,S2,metastasis,\(file)
      P1,N1,normal,\(file)

      """, to: "samples.csv")
    // Sample, position, alternate reads, all reads.
    let counts: [(Int, [(String, Int, Int)])] = [
      (7, [("S1", 10, 50), ("S2", 12, 60), ("N1", 0, 55)]),
      (8, [("S1", 11, 40), ("S2", 20, 80), ("N1", 4, 60)]),
    ]
    if isMAF {
      var rows: [String] = []
      for (position, samples) in counts {
        for (name, alternate, depth) in samples {
          rows.append(
            "A 1 \(position) Silent C T \(name) \(depth) \(depth - alternate) \(alternate) ~")
        }
      }
      try folder.write(Table.maf(rows.joined(separator: "\n")), to: file)
    } else {
      let header = """
        ##fileformat=VCFv4.2
        ##contig=<ID=1>
        ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
        ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Reads">
        ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">

        """
      var table = "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2 N1\n"
      for (position, samples) in counts {
        table += "1 \(position) . C T . PASS . GT:AD:DP"
        for (name, alternate, depth) in samples {
          table += " 0/\(name == "N1" ? 0 : 1):\(depth - alternate),\(alternate):\(depth)"
        }
        table += "\n"
      }
      try folder.write(header + Table.tabs(table), to: file)
    }
    return folder
  }

  @Test func `a normal's own rows count, in a MAF as in a VCF`() throws {
    let expected = try [counted(0, of: 55), counted(4, of: 60)]
    for isMAF in [true, false] {
      let folder = try study(isMAF: isMAF)
      let study = try folder.read()
      #expect(study.patient(at: 0).supporting.normalObservations == [expected], "MAF: \(isMAF)")
      #expect(folder.warnings(of: study) == [], "MAF: \(isMAF)")
      let facts = try #require(
        StudyCheck(sheet: folder.path("samples.csv")).samples.first { $0.sample.id == "N1" })
      #expect(facts.counted == 2 && facts.mutated == 1 && facts.medianDepth == 60)
    }
  }

  @Test func `a normal without a row of its own in a MAF is no fault`() throws {
    let folder = try StudyFolder.pair("A 1 7 Silent C T S1 20 10 10 ~")
    let before = try folder.warnings(of: folder.read())
    try folder.write(
      StudyFolder.twoSamples.trimmingCharacters(in: .newlines) + "\nP1,N1,normal,study.maf\n",
      to: "samples.csv")
    let study = try folder.read()
    #expect(folder.warnings(of: study) == before)
    #expect(study.patient(at: 0).supporting.normalObservations == [[.notAssayed]])
  }

  @Test func `without such columns there is no normal`() throws {
    let folder = try StudyFolder.pair("A 1 7 Silent C T S1 20 10 10 ~")
    let patient = try folder.read().patient(at: 0)
    #expect(patient.supporting == SupportingEvidence())
  }

  @Test func `a wrong count names its place`() throws {
    let folder = try folder("A 1 7 Silent C T S1 20 10 10 ~ N1 9 . 10")
    #expect(
      try folder.failure()
        == "study.maf:2:38: error: n_alt_count is '10'; expected at most n_depth, which is 9")
  }

  @Test func `the normals of other patients are pooled, the own one is not`() throws {
    var sheet = "patient,sample,role,mutations\n"
    var rows: [String] = []
    for index in 1...7 {
      sheet += "P\(index),S\(index),primary,study.maf\nP\(index),M\(index),metastasis,study.maf\n"
      rows.append("A 1 7 Silent C T S\(index) 20 10 10 ~ N\(index) 100 . \(index)")
      rows.append("A 1 \(20 + index) Silent C T M\(index) 20 10 10 ~ N\(index) 100 . 0")
    }
    let study = try folder(rows.joined(separator: "\n"), sheet: sheet).read()
    let patient = study.patient(at: 2)
    #expect(patient.supporting.otherNormals.map(\.count) == [6, 0])
    #expect(
      patient.supporting.otherNormals[0].map { Int($0.alternate) }.sorted() == [1, 2, 4, 5, 6, 7])
  }
}

@Suite("A panel of normal samples")
struct BackgroundTableTests {
  private static let header = "chromosome position ref alt mean precision normals alt_reads depth"

  private func study(_ panel: String) throws -> StudyFolder {
    let folder = try StudyFolder.pair(
      """
      A 1 7 Silent C T S1 20 10 10 ~
      A chr2 9 Silent G GA S2 20 10 10 ~
      A 3 9 Silent G A S2 20 10 10 ~
      """)
    try folder.write(panel, to: "panel.tsv")
    return folder
  }

  private func read(
    _ folder: StudyFolder, build: GenomeBuild? = nil, isStrict: Bool = false
  ) throws -> Study {
    var options = ReadOptions(build: build, background: folder.path("panel.tsv"))
    options.rows.isStrict = isStrict
    return try StudyReader.read(sheet: folder.path("samples.csv"), options: options)
  }

  @Test func `gives the study's sites their background`() throws {
    let folder = try study(
      "# made by hand\n"
        + Table.tabs(
          Self.header + "\n1 7 C T 0.01 99 12 100 10000\n1 7 C A 0.5 9 1 1 2\n"
            + "2 9 - A 1e-05 9999 40 0 50000\n9 9 C A 0.5 9 1 1 2"))
    let study = try read(folder)
    let backgrounds = study.patient(at: 0).supporting.backgrounds
    #expect(
      backgrounds == [
        SiteBackground(mean: 0.01, precision: 99, normals: 12, source: .panel),
        SiteBackground(mean: 1e-5, precision: 9999, normals: 40, source: .panel), nil,
      ])
    #expect(study.inputs.contains { $0.role == .background })
  }

  @Test func `a panel without a site of the study is told`() throws {
    let folder = try study(Table.tabs(Self.header + "\n9 9 C A 0.5 9 1 1 2"))
    let study = try read(folder)
    #expect(folder.warnings(of: study).contains { $0.contains("no site of the study") })
    #expect(study.patient(at: 0).supporting.backgrounds.isEmpty)
  }

  @Test(arguments: [
    ("1 7 C T 1.5 99 12 1 2", "panel.tsv:2:9: error: mean is '1.5'; expected a share above 0"),
    ("1 7 C T 0.1 inf 12 1 2", "panel.tsv:2:13: error: precision is 'inf'; expected a precision"),
    ("1 7 C T 0.1 9 0 1 2", "panel.tsv:2:15: error: normals is '0'; expected a count of 1"),
    ("1 x C T 0.1 9 1 1 2", "panel.tsv:2:3: error: position is 'x'; expected a position"),
    ("1 7 C C 0.1 9 1 1 2", "panel.tsv:2:7: error: alt is 'C'; expected bases"),
    ("1 7 C T", "panel.tsv:2:8: error: the row ends after 4 fields; expected 9"),
  ])
  func `a wrong field names its place`(row: String, message: String) throws {
    let folder = try study(Table.tabs(Self.header + "\n" + row))
    let error = try #require(throws: InputErrors.self) {
      _ = try self.read(folder, isStrict: true)
    }
    #expect(folder.relative(error.errors[0].message).hasPrefix(message))
    // A table is not used without its only row.
    let only = try #require(throws: InputErrors.self) { _ = try self.read(folder) }
    #expect(
      folder.relative(only.errors[0].message).hasPrefix(
        "panel.tsv: error: 1 row of 1 cannot be read ("))
    #expect(folder.relative(only.errors[1].message).hasPrefix(message))
  }

  @Test func `a few wrong rows of a panel are left out and told, more are an error`() throws {
    let whole = "\n1 7 C T 0.01 99 12 100 10000\n9 9 C A 0.5 9 1 1 2"
    let folder = try study(Table.tabs(Self.header + whole + "\n2 x - A 1e-05 9999 40 0 50000"))
    let study = try read(folder)
    #expect(
      folder.warnings(of: study) == [
        "panel.tsv:4:3: warning: 1 row of 3 left out: position is 'x'; expected a position of 1 or "
          + "more"
      ])
    #expect(study.patient(at: 0).supporting.backgrounds.compactMap { $0?.mean } == [0.01])
    let strict = try #require(throws: InputErrors.self) {
      _ = try self.read(folder, isStrict: true)
    }
    #expect(folder.relative(strict.errors[0].message).hasPrefix("panel.tsv:4:3: error: position"))

    let many = try self.study(
      Table.tabs(Self.header + whole + "\n2 x - A 1e-05 9999 40 0 50000\n3 9 G A 2 9 1 1 2"))
    let error = try #require(throws: InputErrors.self) { _ = try self.read(many) }
    #expect(
      many.relative(error.errors[0].message)
        == "panel.tsv: error: 2 rows of 4 cannot be read (position 1, mean 1); expected at most 1 % "
        + "of the rows, which would be left out")
  }

  @Test func `another table, an empty one and another assembly are refused`() throws {
    for (text, words) in [
      ("a\tb\n", "no column chromosome"), ("", "the file is empty"),
      ("# build: hg38\n" + Table.tabs(Self.header), "the panel is of hg38; expected hg19"),
    ] {
      let folder = try study(text)
      let error = try #require(throws: InputErrors.self) {
        _ = try self.read(folder, build: .hg19)
      }
      #expect(error.errors[0].message.contains(words))
    }
  }

  // MARK: Counts of normals

  @Test func `counts come from both forms of table, each normal once a site`() throws {
    let folder = try StudyFolder()
    try folder.write(
      "# metachron counts\n"
        + Table.tabs(
          """
          patient sample chromosome position ref alt depth ref_count alt_count more
          P1 N1 chr1 7 C T 100 99 1 x
          P2 N2 1 7 C T 50 50 0 x
          P2 N2 1 7 C T 80 80 0 x
          P2 N2 1 9 C T . . . x
          """), to: "counts.tsv")
    try folder.write(
      Table.tabs(
        """
        Chromosome Start_Position Reference_Allele Tumor_Seq_Allele2 Tumor_Sample_Barcode \
        Matched_Norm_Sample_Barcode n_ref_count n_alt_count NCBI_Build
        1 7 C T T3 N3 30 0 GRCh37
        1 7 C T T4 NORMAL 40 2 GRCh37
        2 5 - A T4 NORMAL 40 0 GRCh37
        """), to: "normals.maf")
    let paths = [folder.path("counts.tsv"), folder.path("normals.maf")]
    let counts = try NormalCounts.read(paths)
    #expect(counts.samples == ["N1", "N2", "N3", "normal of T4"])
    #expect(counts.build == .hg19)
    #expect(counts.siteCount == 2)
    var sites: [String] = []
    counts.forEachSite { variant, reads in
      sites.append(
        "\(variant.chromosome):\(variant.position) "
          + reads.map { "\($0.alternate)/\($0.depth)" }.joined(separator: " "))
    }
    #expect(sites == ["1:7 1/100 0/80 0/30 2/42", "2:5 0/40"])
    #expect(try NormalCounts.read(paths, samples: ["N1"]).siteCount == 1)
  }

  @Test(arguments: [
    ("##fileformat=VCFv4.2\n", "this is VCF or BCF"), ("a\tb\n", "the header is of no table"),
    ("", "the file is empty"),
    (
      "sample\tchromosome\tposition\tref\talt\tdepth\talt_count\nN\t1\t7\tC\tT\t5\t6\n",
      ":2:13: error: alt_count is '6'; expected at most all reads at the site, which are 5"
    ),
    (
      "sample\tchromosome\tposition\tref\talt\tdepth\talt_count\nN\t1\t7\n",
      ":2:6: error: the row ends after 3 fields; expected 7"
    ),
  ])
  func `a table that tells no normals is refused`(text: String, words: String) throws {
    let folder = try StudyFolder()
    try folder.write(text, to: "x.tsv")
    let error = try #require(throws: InputErrors.self) {
      _ = try NormalCounts.read([folder.path("x.tsv")], policy: RowPolicy(isStrict: true))
    }
    #expect(error.errors[0].message.contains(words))
  }

  @Test func `a row of normals that cannot be read is left out and told`() throws {
    let folder = try StudyFolder()
    let rows = (1...200).map { "N\t1\t\($0)\tC\tT\t50\t1\n" }
    let header = "sample\tchromosome\tposition\tref\talt\tdepth\talt_count\n"
    try folder.write(header + rows.joined() + "N\t1\t7x\tC\tT\t5\t1\n", to: "x.tsv")
    let counts = try NormalCounts.read([folder.path("x.tsv")])
    #expect(counts.siteCount == 200)
    #expect(
      counts.warnings.map { folder.relative($0.description) } == [
        "x.tsv:202:5: warning: 1 row of 201 left out: position is '7x'; expected a position of 1 or "
          + "more"
      ])
  }

  @Test(arguments: [true, false])
  func `bytes that are written are read back`(isPacked: Bool) throws {
    let folder = try StudyFolder()
    let path = folder.path("bytes")
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7 ^ $0) }
    var output = bytes
    if isPacked {
      output = []
      var packer = BlockCompressor()
      packer.append(Array(bytes[..<100]), to: &output)
      packer.append(Array(bytes[100...]), to: &output)
      packer.finish(to: &output)
    }
    try Data(output).write(to: folder.url.appending(path: "bytes"))
    let file = try Data(contentsOf: folder.url.appending(path: "bytes"))
    #expect(file.starts(with: [0x1F, 0x8B]) == isPacked)
    var source = try ByteSource(path: path)
    var found = [UInt8](repeating: 0, count: bytes.count + 10)
    var count = 0
    while true {
      let more = try found.withUnsafeMutableBytes {
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
      }
      if more == 0 { break }
      count += more
    }
    #expect(Array(found[..<count]) == bytes)
  }
}
