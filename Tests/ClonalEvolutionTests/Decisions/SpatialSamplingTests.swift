import ClonalEvolution
import Testing
import _TestSupport

@Suite struct SpatialSamplingTests {
  @Test(arguments: ReferenceCase.cases("spatial_miss"))
  func `agrees with the reference`(_ reference: ReferenceCase) throws {
    let sampling = try #require(
      SpatialSampling(
        prevalence: reference.inputs["region_prevalence"].double,
        correlation: reference.inputs["icc"].double))
    let probability = sampling.probabilityOfMissingAll(regions: reference.inputs["regions"].int)
    #expect(reference.agrees(probability, reference.expected["p_miss_all"].double))
  }

  @Test func `the ends of the correlation are limits`() throws {
    let independent = try #require(SpatialSampling(prevalence: 0.3, correlation: 0))
    let equal = try #require(SpatialSampling(prevalence: 0.3, correlation: 1))
    for regions in 0...5 {
      let expected = (0..<regions).reduce(1.0) { product, _ in product * 0.7 }
      #expect(abs(independent.probabilityOfMissingAll(regions: regions) - expected) < 1e-15)
      #expect(equal.probabilityOfMissingAll(regions: regions) == (regions == 0 ? 1 : 0.7))
    }
  }

  @Test func `more regions miss less, and resemblance makes them count for less`() throws {
    var last = 0.0
    for correlation in [0.0, 0.2, 0.5, 0.9] {
      let sampling = try #require(SpatialSampling(prevalence: 0.3, correlation: correlation))
      let four = sampling.probabilityOfMissingAll(regions: 4)
      #expect(four < sampling.probabilityOfMissingAll(regions: 3))
      #expect(four > last)
      last = four
    }
  }

  @Test func `what is said of the patient is a range below what is said of the tissue`() throws {
    let range = try #require(
      SpatialSampling.acquiredInPatient(
        acquired: 0.98, acquiredPrior: 0.32, preexistingPrior: 0.2))
    #expect(abs(range.lowerBound - 0.98 * 0.32 / (0.32 + 0.2 * 0.95)) < 1e-12)
    #expect(abs(range.upperBound - 0.98 * 0.32 / (0.32 + 0.2 * 0.7)) < 1e-12)
    let more = try #require(
      SpatialSampling.acquiredInPatient(
        acquired: 0.98, acquiredPrior: 0.32, preexistingPrior: 0.2, regions: 4))
    #expect(more.lowerBound > range.lowerBound)
    #expect(more.upperBound > range.upperBound)
    #expect(more.upperBound < 0.98)
    #expect(
      SpatialSampling.acquiredInPatient(acquired: 1.2, acquiredPrior: 0.3, preexistingPrior: 0.2)
        == nil)
  }
}
