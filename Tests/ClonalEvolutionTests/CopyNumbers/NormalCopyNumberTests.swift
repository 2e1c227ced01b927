import ClonalEvolution
import Testing
import TumorModel

@Suite struct NormalCopyNumberTests {
  private static let inside = 1_000_000
  private static let outside = 50_000_000

  private func copies(
    _ name: String, _ position: Int, _ sex: Sex?, _ build: GenomeBuild? = .hg38
  ) throws -> NormalCopyNumber {
    NormalCopyNumber.copies(
      chromosome: try #require(Chromosome(name)), position: position, sex: sex, build: build)
  }

  @Test func `autosomes have two copies`() throws {
    for sex in [Sex.female, .male, nil] {
      #expect(try copies("1", Self.outside, sex) == .known(2))
      #expect(try copies("22", Self.inside, sex, nil) == .known(2))
    }
  }

  @Test func `sex chromosomes follow the sex`() throws {
    #expect(try copies("X", Self.outside, .female) == .known(2))
    #expect(try copies("X", Self.outside, .male) == .known(1))
    #expect(try copies("X", Self.outside, nil) == .unknownSex)
    #expect(try copies("Y", 20_000_000, .male) == .known(1))
    #expect(try copies("Y", 20_000_000, .female) == .none)
    #expect(try copies("Y", 20_000_000, nil) == .none)
  }

  @Test func `the pseudo-autosomal regions have two copies where the build is known`() throws {
    for sex in [Sex.female, .male, nil] {
      #expect(try copies("X", Self.inside, sex) == .known(2))
      #expect(try copies("Y", Self.inside, sex) == .known(2))
    }
    #expect(try copies("X", Self.inside, .male, nil) == .known(1))
    #expect(try copies("Y", Self.inside, nil, nil) == .none)
  }

  @Test func `mitochondria and unplaced contigs have no copy number`() throws {
    #expect(try copies("MT", 100, .female) == .none)
    #expect(try copies("GL000192.1", 100, .male) == .none)
  }
}
