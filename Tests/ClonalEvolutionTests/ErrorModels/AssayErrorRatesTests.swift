import ClonalEvolution
import Testing
import TumorModel

@Suite struct AssayErrorRatesTests {
  @Test(
    arguments: [
      ("A", "G", nil, 3e-4), ("C", "T", .freshFrozen, 5e-4), ("G", "A", nil, 5e-4),
      ("C", "T", .ffpe, 3e-3), ("G", "A", .ffpe, 3e-3), ("A", "G", .ffpe, 3e-4),
      ("C", "A", .ffpe, 5e-4), ("G", "T", nil, 5e-4), ("A", "-", nil, 3e-4),
      ("-", "ACG", nil, 1e-4),
      ("AC", "GT", .ffpe, 1e-4),
    ] as [(String, String, Specimen?, Double)])
  func `follow the change and the specimen`(
    _ row: (reference: String, alternate: String, specimen: Specimen?, rate: Double)
  ) throws {
    let chromosome = try #require(Chromosome("17"))
    let variant = try #require(
      Variant(
        chromosome: chromosome, position: 100, reference: row.reference, alternate: row.alternate))
    #expect(AssayErrorRates.standard.rate(of: variant, in: row.specimen) == row.rate)
  }
}
