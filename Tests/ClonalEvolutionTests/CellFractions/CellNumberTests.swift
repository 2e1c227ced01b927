import Testing

@testable import ClonalEvolution

@Suite("Numbers of ranges and cells")
struct CellNumberTests {
  @Test("numbers that are written out are those of the lists that they count")
  func numbers() {
    #expect(CellFractionBins.edges.count == CellFractionBins.count + 1)
    #expect(NoiseGrid.tails.count == OriginCells.tails)
  }
}
