import ClonalEvolution
import Testing
import _TestSupport

@Suite("The adjusted Rand index")
struct AdjustedRandIndexTests {
  @Test func `of equal groupings is one, whatever the groups are called`() {
    #expect(AdjustedRandIndex.value([0, 0, 1, 2], [5, 5, 3, 1]) == 1)
    #expect(AdjustedRandIndex.value([0, 0], [1, 1]) == 1)
    #expect(AdjustedRandIndex.value([], []) == 1)
  }

  @Test("agrees with another program", arguments: ReferenceCase.cases("clustering_metrics"))
  func reference(_ row: ReferenceCase) {
    let value = AdjustedRandIndex.value(
      row.inputs["truth"].array.map(\.int), row.inputs["pred"].array.map(\.int))
    #expect(row.agrees(value, row.expected["ari"].double))
  }

  @Test func `of a known table`() {
    // Pairs together: 2 in both, 4 in the first, 6 in the second, of 15 in all.
    let value = AdjustedRandIndex.value([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, 1])
    let (both, first, second, all) = (2.0, 4.0, 7.0, 15.0)
    let expected = (both - first * second / all) / ((first + second) / 2 - first * second / all)
    #expect(abs(value - expected) < 1e-12)
  }

  @Test func `counts a weight as so many things`() {
    let weighted = AdjustedRandIndex.value([0, 1, 1], [0, 0, 1], weights: [3, 1, 2])
    let plain = AdjustedRandIndex.value([0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 1, 1])
    #expect(abs(weighted - plain) < 1e-12)
  }
}
