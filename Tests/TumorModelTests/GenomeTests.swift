import Testing
import TumorModel

@Suite struct GenomeTests {
  @Test(
    "a chromosome has one name",
    arguments: [
      ("chr1", "1"), ("CHR22", "22"), ("23", "X"), ("chr24", "Y"), ("x", "X"), ("M", "MT"),
      ("25", "MT"), ("chrUn_1", "Un_1"), ("01", "1"), ("26", "26"), ("chr", "chr"),
    ])
  func chromosome(spelling: String, name: String) throws {
    #expect(try #require(Chromosome(spelling)).name == name)
  }

  @Test func `chromosomes sort as karyotypes do`() throws {
    let names = ["1", "2", "10", "22", "X", "Y", "MT", "A", "GL1"]
    let sorted = try names.map { try #require(Chromosome($0)) }
    #expect(sorted.reversed().sorted() == sorted)
    #expect(Chromosome("") == nil)
    #expect(
      sorted.map(\.isAutosome) == [true, true, true, true] + Array(repeating: false, count: 5))
  }

  @Test func `a profile finds the segment of a base`() throws {
    let one = try #require(Chromosome("1"))
    let two = try #require(CopyNumber(major: 2, minor: 0))
    let segments = [
      try #require(CopyNumberSegment(chromosome: one, start: 11, end: 20, copyNumber: two)),
      try #require(CopyNumberSegment(chromosome: one, start: 1, end: 10, copyNumber: .normal)),
      try #require(CopyNumberSegment(chromosome: one, start: 31, end: 31, copyNumber: two)),
    ]
    let profile = try CopyNumberProfile(segments)
    let found = [1, 10, 11, 20, 21, 30, 31, 32].map { profile.copyNumber(on: one, at: $0) }
    #expect(found == [.normal, .normal, two, two, nil, nil, two, nil])
    #expect(profile.copyNumber(on: try #require(Chromosome("2")), at: 5) == nil)
    #expect(profile.segments(on: one).map(\.range.lowerBound) == [1, 11, 31])
    let long = try #require(
      CopyNumberSegment(chromosome: one, start: 2, end: 40, copyNumber: .normal))
    let overlap = try #require(throws: CopyNumberProfile.Overlap.self) {
      try CopyNumberProfile([long, segments[1]])
    }
    #expect(overlap.first == segments[1])
    #expect(overlap.second == long)
    #expect(throws: CopyNumberProfile.Overlap.self) {
      try CopyNumberProfile([long] + segments.dropFirst())
    }
  }

  @Test func `wrong values cannot be made`() throws {
    let one = try #require(Chromosome("1"))
    #expect(CopyNumberSegment(chromosome: one, start: 0, end: 5, copyNumber: .normal) == nil)
    #expect(CopyNumberSegment(chromosome: one, start: 6, end: 5, copyNumber: .normal) == nil)
    #expect(CopyNumber(major: 1, minor: 2) == nil)
    #expect(CopyNumber(major: 1, minor: -1) == nil)
    #expect(CopyNumber(major: 10_001, minor: 0) == nil)
    #expect(CopyNumber(major: 3, minor: 1)?.total == 4)
    #expect(ReadCounts(alternate: 3, depth: 2) == nil)
    #expect(ReadCounts(alternate: -1, depth: 2) == nil)
    #expect(ReadCounts(alternate: 0, depth: Int(Int32.max) + 1) == nil)
    #expect(try #require(ReadCounts(alternate: 0, depth: 0)).variantAlleleFrequency == nil)
    for value in [-0.1, 0, 1.1, .nan, .infinity] { #expect(Purity(value) == nil) }
  }

  @Test(
    "builds go by several names",
    arguments: [
      ("hg19", GenomeBuild.hg19), ("GRCh37", .hg19), ("37", .hg19), ("grch38", .hg38),
      ("HG38", .hg38),
    ])
  func build(spelling: String, build: GenomeBuild) {
    #expect(GenomeBuild(spelling: spelling) == build)
  }

  @Test func `the ends of X and Y pair`() throws {
    let x = try #require(Chromosome("X"))
    let y = try #require(Chromosome("Y"))
    #expect(GenomeBuild(spelling: "GRCm38") == nil)
    #expect(!GenomeBuild.hg19.isPseudoAutosomal(x, position: 60_000))
    #expect(GenomeBuild.hg19.isPseudoAutosomal(x, position: 60_001))
    #expect(GenomeBuild.hg19.isPseudoAutosomal(x, position: 2_699_520))
    #expect(!GenomeBuild.hg19.isPseudoAutosomal(x, position: 2_699_521))
    #expect(GenomeBuild.hg38.isPseudoAutosomal(y, position: 10_001))
    #expect(!GenomeBuild.hg38.isPseudoAutosomal(y, position: 2_781_480))
    #expect(
      !GenomeBuild.hg38.isPseudoAutosomal(try #require(Chromosome("1")), position: 20_000))
  }

  @Test func `flags have one name each`() {
    let names = OriginFlags.names
    #expect(Set(names.map(\.name)).count == names.count)
    #expect(Set(names.map(\.flag.rawValue)).count == names.count)
    #expect(
      OriginFlags([.duplicateRows, .copyNumberAssumed]).names == ["cnAssumed", "duplicateRows"])
  }

  @Test func `evidence has one shape`() throws {
    let sample = Sample(id: "S", patient: "P", role: .primary)
    func evidence(_ flags: [OriginFlags], _ observations: [[SiteObservation]]) -> PatientEvidence? {
      PatientEvidence(
        id: "P", sex: nil, build: nil, samples: [sample], mutations: [],
        observations: observations, copyNumbers: [[]], depths: [[]], flags: flags)
    }
    #expect(evidence([], [[]]) != nil)
    #expect(evidence([[]], [[]]) == nil)
    #expect(evidence([], [[.uncalled]]) == nil)
    #expect(evidence([], []) == nil)
  }
}
