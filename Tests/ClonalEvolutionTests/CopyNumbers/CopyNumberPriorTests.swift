import ClonalEvolution
import Testing
import TumorModel

@Suite struct CopyNumberPriorTests {
  @Test func `the standard prior adds to one and favours the normal state`() throws {
    let entries = CopyNumberPrior.standard.entries
    #expect(CopyNumberPrior(entries) == .standard)
    #expect(entries.count == 6)
    let normal = try #require(entries.max { $0.weight < $1.weight })
    #expect(normal.copyNumber == .normal)
    #expect(normal.weight == 0.62)
  }

  @Test func `the haploid prior has one allele that is left`() throws {
    let entries = CopyNumberPrior.standard.haploid.entries
    #expect(abs(entries.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    #expect(entries.map(\.copyNumber.major) == [1, 2, 3])
    #expect(entries.allSatisfy { $0.copyNumber.minor == 0 })
    #expect(abs(entries[0].weight - 0.755 / 0.935) < 1e-12)
  }

  @Test func `weights that do not add to one are refused`() {
    #expect(CopyNumberPrior([.init(copyNumber: .normal, weight: 0.9)]) == nil)
    #expect(
      CopyNumberPrior([
        .init(copyNumber: .normal, weight: 1.1), .init(copyNumber: .normal, weight: -0.1),
      ]) == nil)
    #expect(CopyNumberPrior([]) == nil)
  }
}
