import DelimitedText
import GenomicFiles
import Studies
import Testing
import TumorModel

/// Distinct mutations of any input.
@Suite struct MutationListingTests {
  private func listing(
    _ text: String, _ folder: StudyFolder, build: GenomeBuild? = nil
  ) throws -> MutationListing {
    try folder.write(text, to: "in.txt")
    var options = ReadOptions(build: build)
    options.rows.isStrict = true
    return try MutationListing.read([folder.path("in.txt")], options: options)
  }

  private func names(_ listing: MutationListing) -> [String] {
    listing.entries.map { entry in
      let variant = entry.mutation.variant.map {
        "\($0.chromosome.name):\($0.position):\($0.reference)>\($0.alternate)"
      }
      return [entry.mutation.gene, entry.mutation.proteinChange, variant ?? ""]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  @Test func `a MAF's mutations once each, with their samples`() throws {
    let folder = try StudyFolder()
    let found = try listing(
      "#version 2.4\n"
        + Table.tabs(
          """
          Hugo_Symbol NCBI_Build Chromosome Start_Position Reference_Allele Tumor_Seq_Allele1 Tumor_Seq_Allele2 Tumor_Sample_Barcode HGVSp t_alt_count
          ERBB2 GRCh38 chr17 39723967 T T C S1 p.Leu755Ser 5
          ERBB2 GRCh38 17 39723967 T T C S2 p.Leu755Ser 7
          ERBB2 GRCh38 17 39723967 T T C S2 p.Leu755Ser 7
          ERBB2 GRCh38 17 39723967 T T C S3 p.Leu755Ser 0
          ESR1 GRCh38 6 152098791 A G A S3 p.Asp538Gly .
          """), folder)
    #expect(names(found) == ["ERBB2 p.L755S 17:39723967:T>C", "ESR1 p.D538G 6:152098791:A>G"])
    #expect(found.entries.map(\.samples) == [2, 1])
    #expect(found.hasSamples && !found.hasPatients)
    #expect(found.entries.allSatisfy { $0.mutation.build == .hg38 })
    #expect(try listing("17\t5\tA\tC\n", folder, build: .hg19).entries[0].mutation.build == .hg19)
  }

  @Test func `lists by name, by place, with and without a header line`() throws {
    let folder = try StudyFolder()
    #expect(
      names(try listing("gene\tprotein_change\nERBB2\tp.Val777Leu\n", folder)) == ["ERBB2 p.V777L"])
    #expect(
      names(try listing("ERBB2\tL755S\nESR1\tD538G\n", folder)) == ["ERBB2 L755S", "ESR1 D538G"])
    #expect(names(try listing("17\t5\tA\tC\nX\t7\t-\tAC\n", folder)) == ["17:5:A>C", "X:7:>AC"])
    #expect(
      names(
        try listing(
          "gene\tHGVSp\tchrom\tpos\tref\talt\nG\tp.V1L\t\t\t\t\nG\t\t1\t5\tA\tC\n", folder))
        == ["G p.V1L", "G 1:5:A>C"])
  }

  @Test func `calls with their genes, filtered ones left out`() throws {
    let folder = try StudyFolder()
    let found = try listing(
      """
      ##fileformat=VCFv4.2
      ##contig=<ID=chr17,length=83257441>
      ##INFO=<ID=ANN,Number=.,Type=String,Description="x">
      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
      chr17\t39723967\t.\tT\tC,G\t.\tPASS\tANN=C|missense_variant|M|ERBB2|E|t|T|p|1|c.1|p.Leu755Ser|1,G|missense_variant|M|ERBB2|E|t|T|p|1|c.1|p.Leu755Trp|1
      chr17\t5\t.\tA\tC\t.\tREJECT\t.
      chr17\t6\t.\tA\t<DEL>\t.\t.\t.

      """, folder)
    #expect(
      names(found) == ["ERBB2 p.L755S 17:39723967:T>C", "ERBB2 p.L755W 17:39723967:T>G"])
    #expect(found.entries.allSatisfy { $0.mutation.build == .hg38 })
    #expect(found.entries[0].classification == "Missense_Mutation")
    #expect(found.warnings.count == 2)
    #expect(!found.hasSamples)
  }

  @Test func `a study's patients and samples`() throws {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP1,A,primary,m.maf\nP1,B,metastasis,m.maf\nP2,C,primary,m.maf\n",
      to: "samples.csv")
    try folder.write(
      Table.tabs(
        """
        Hugo_Symbol Chromosome Start_Position Reference_Allele Tumor_Seq_Allele2 Tumor_Sample_Barcode t_ref_count t_alt_count
        G 1 5 A C A 30 9
        G 1 5 A C B 30 9
        G 1 5 A C C 30 0
        G 1 9 A C C 30 4
        """), to: "m.maf")
    let found = try MutationListing.read([folder.path("samples.csv")], options: ReadOptions())
    #expect(names(found) == ["G 1:5:A>C", "G 1:9:A>C"])
    #expect(found.entries.map(\.patients) == [1, 1])
    #expect(found.entries.map(\.samples) == [2, 1])
    let twice = try MutationListing.read(
      [folder.path("samples.csv"), folder.path("m.maf")], options: ReadOptions())
    #expect(twice.entries.map(\.samples) == [4, 2])
  }

  @Test(
    "what is no list is refused with its place",
    arguments: [
      ("", "in.txt: error: the file is empty"),
      ("foo\tbar\n", "in.txt:1:1: error: not a list"),
      ("chrom\tpos\tref\talt\n1\tx\tA\tC\n", "in.txt:2:3: error: pos is 'x'"),
      ("chrom\tpos\tref\talt\n1\t5\tA\tA\n", "in.txt:2:7: error: alt is 'A'"),
      ("chrom\tpos\tref\talt\n1\t99999999999999999999\tA\tC\n", "in.txt:2:3: error: pos is"),
      ("gene\thgvsp\nG\t\n", "in.txt:2:1: error: this names no mutation"),
      ("gene\thgvsp\tbuild\nG\tV1L\tmm9\n", "in.txt:2:7: error: build is 'mm9'"),
      ("##fileformat=VCFv4.2\n1\t5\t.\tA\tC\n", "in.txt:2:1: error: a record before"),
      ("##fileformat=VCFv4.2\n#CHROM\tPOS\n1\t0\t.\tA\tC\n", "in.txt:3:3: error: POS is '0'"),
    ])
  func faults(_ text: String, _ message: String) throws {
    let folder = try StudyFolder()
    let error = try #require(throws: InputErrors.self) { _ = try self.listing(text, folder) }
    #expect(folder.relative(error.errors[0].message).hasPrefix(message))
  }
}
