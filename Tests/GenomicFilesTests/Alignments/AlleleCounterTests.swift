import GenomicFiles
import Testing
import TumorModel

@Suite("Counting alleles")
struct AlleleCounterTests {
  /// Flags of the mates of a good pair: first and forward, second and reverse.
  private let first = 0x63
  private let second = 0x93

  @Test func `every kind of variant is counted in the reads that can show it`() throws {
    var reads = MadeReads()
    // The genome from base 101: ACGTACGTAC GTACGTACGT.
    reads.add("plain", at: 101, "20M", "ACGTACGTACGTACGTACGT")
    reads.add("snv", at: 101, "20M", "ACGTATGTACGTACGTACGT", flags: 16)
    reads.add("mnv", at: 101, "20M", "ACGTATATACGTACGTACGT")
    reads.add("half", at: 101, "20M", "ACGTACATACGTACGTACGT")
    reads.add("insertion", at: 101, "10M2I10M", "ACGTACGTACTTGTACGTACGT")
    reads.add("longer", at: 101, "10M3I10M", "ACGTACGTACTTTGTACGTACGT")
    reads.add("deletion", at: 101, "10M2D8M", "ACGTACGTACACGTACGT")
    reads.add("complex", at: 101, "10M1D9M", "ACGTACGTACCACGTACGT")
    reads.add("ends", at: 101, "10M", "ACGTACGTAC")
    let counts = try reads.counts([
      (106, "C", "T"), (106, "CG", "TA"), (110, "-", "TT"), (111, "GT", "-"), (111, "GT", "C"),
      (112, "T", "G"),
    ])
    #expect(
      counts.map(\.triple) == [
        [7, 2, 9], [6, 1, 9], [4, 1, 8], [4, 1, 8], [4, 1, 8], [6, 0, 8],
      ])
    #expect(counts[0].support.forward == .init(reference: 7, alternate: 1))
    #expect(counts[0].support.reverse == .init(reference: 0, alternate: 1))
    #expect(counts[0].support.firstOrientation == nil)
    #expect(counts[2].anchor == UInt8(ascii: "C"))
  }

  @Test func `poor, extra and misplaced reads are left out`() throws {
    var reads = MadeReads()
    let bases = "ACGTACGTAC"
    reads.add("good", at: 101, "10M", bases)
    reads.add("low mapping", at: 101, "10M", bases, mapping: 19)
    reads.add("enough", at: 101, "10M", bases, mapping: 20)
    reads.add("low base", at: 101, "10M", bases, quality: 12)
    for flag in [0x4, 0x100, 0x200, 0x400, 0x800] {
      reads.add("flag \(flag)", at: 101, "10M", bases, flags: flag)
    }
    reads.add("orphan", at: 101, "10M", bases, flags: 0x1 | 0x8)
    #expect(try reads.counts([(105, "A", "T")]).map(\.triple) == [[2, 0, 2]])
    let all = CountingOptions(
      minimumMappingQuality: 0, minimumBaseQuality: 0, requiresProperPairs: false)
    #expect(try reads.counts([(105, "A", "T")], options: all).map(\.triple) == [[5, 0, 5]])
  }

  @Test func `a fragment counts once where its mates agree`() throws {
    var reads = MadeReads()
    // Qualities of 8 are too low alone and enough together.
    for number in 0..<8 {
      reads.add(
        "f\(number)", at: 101, "20M", "ACGTACGTACGTACGTACGT", flags: first, quality: 8, mate: 106)
    }
    for number in 0..<8 {
      reads.add(
        "f\(number)", at: 106, "20M", "CGTACTTACGTACGTACGTA", flags: second, quality: 8, mate: 101)
    }
    let counts = try reads.counts([(108, "T", "A"), (103, "G", "A"), (122, "C", "G")])
    #expect(counts.map(\.triple) == [[8, 0, 8], [0, 0, 0], [0, 0, 0]])
    let strands = try #require(counts[0].support.forward)
    #expect((1...7).contains(strands.reference), "one strand stands for every fragment")
    #expect(
      counts[0].support.firstOrientation == .init(reference: 8, alternate: 0),
      "both mates of a fragment have one orientation")
    let twice = CountingOptions(minimumBaseQuality: 8, mergesMates: false)
    #expect(try reads.counts([(108, "T", "A")], options: twice)[0].depth == 16)
  }

  @Test func `the better of two mates that differ is counted`() throws {
    var reads = MadeReads()
    reads.add("f", at: 101, "20M", "ACGTACGTACGTACGTACGT", flags: first, quality: 20, mate: 106)
    reads.add("f", at: 106, "20M", "CGTTCGTACGTACGTACGTA", flags: second, quality: 30, mate: 101)
    #expect(try reads.counts([(109, "A", "T")])[0].triple == [0, 1, 1])
    // It keeps 0.8 of its quality: 24.
    #expect(
      try reads.counts([(109, "A", "T")], options: CountingOptions(minimumBaseQuality: 25))[0].depth
        == 0)
  }

  @Test func `a fragment counts once where one mate has a deletion`() throws {
    for name in ["a", "b", "c", "d", "e", "f"] {
      var reads = MadeReads()
      reads.add(name, at: 101, "20M", "ACGTACGTACGTACGTACGT", flags: first, mate: 106)
      reads.add(name, at: 106, "3M2D15M", "CGTCGTACGTACGTACGT", flags: second, mate: 101)
      #expect(try reads.counts([(109, "A", "T"), (110, "C", "T")]).map(\.depth) == [1, 1])
    }
  }

  @Test func `mates whose partner never comes are counted`() throws {
    var reads = MadeReads()
    reads.add("lost", at: 101, "20M", "ACGTACGTACGTACGTACGT", flags: first, mate: 106)
    reads.add("lost", at: 106, "20M", "CGTACGTACGTACGTACGTA", flags: second, mapping: 3, mate: 101)
    reads.add("later", at: 901, "4M", "ACGT")
    #expect(try reads.counts([(110, "C", "T"), (902, "C", "T")]).map(\.depth) == [1, 1])
  }

  @Test func `chromosomes are found under any prefix`() throws {
    var reads = MadeReads()
    reads.add("m", at: 11, "4M", "ACGT", contig: "chrM")
    #expect(try reads.counts([(12, "C", "T")], chromosome: "MT")[0].triple == [1, 0, 1])
    #expect(try reads.counts([(12, "C", "T")], chromosome: "chrM")[0].triple == [1, 0, 1])
  }

  @Test func `mismatches beside the site are its background, variants there are not`() throws {
    var reads = MadeReads()
    for number in 0..<20 {
      var bases = Array("ACGTACGTAC")
      if number == 0 { bases[3] = "A" }
      if number < 10 { bases[6] = "T" }
      if number == 1 { bases[5] = "G" }
      reads.add("r\(number)", at: 101, "10M", String(bases))
    }
    let background = try #require(try reads.counts([(106, "C", "T")])[0].support.background)
    // Nine columns around the site within the reads, one of them a variant, and the site itself.
    #expect([background.mismatches, background.bases] == [2, 180])
  }

  @Test func `reads that lie about their length are left out`() throws {
    var reads = MadeReads()
    reads.add("short", at: 101, "10M", "*")
    reads.add("good", at: 101, "10M", "ACGTACGTAC")
    #expect(try reads.counts([(105, "A", "T")])[0].depth == 1)
  }
}
