import ClonalEvolution
import NumericalMethods
import Testing
import TumorModel
import _TestSupport

@Suite struct TumorInNormalTests {
  private func site(
    _ alternate: Int, _ depth: Int, _ tumorCopies: Int = 2, _ multiplicity: Int = 1
  ) throws -> TumorInNormal.Site {
    let counts = try #require(ReadCounts(alternate: alternate, depth: depth))
    return try #require(
      TumorInNormal.Site(counts: counts, tumorCopies: tumorCopies, multiplicity: multiplicity))
  }

  @Test(arguments: ReferenceCase.cases("tumour_in_normal"))
  func `agrees with the reference`(_ reference: ReferenceCase) throws {
    let sites = try reference.inputs["sites_k_n_nt_m"].array.map(\.doubles).map {
      try site(Int($0[0]), Int($0[1]), Int($0[2]), Int($0[3]))
    }
    let fit = try #require(
      TumorInNormal(sites: sites, errorRate: reference.inputs["error"].double))
    #expect(reference.agrees(fit.share, reference.expected["tau"].double))
    #expect(abs(fit.logLikelihood - reference.expected["loglik"].double) < 1e-10)
    #expect(abs(fit.cleanLogLikelihood - reference.expected["loglik_tau0"].double) < 1e-10)
    #expect(fit.isContaminated)
  }

  @Test func `a clean normal holds no tumour`() throws {
    let fit = try #require(TumorInNormal(sites: try (0..<20).map { _ in try site(0, 100) }))
    #expect(fit.share == 0)
    #expect(!fit.isContaminated)
    #expect(!fit.explains(try site(3, 100)))
  }

  @Test func `contamination explains what it should and no germline variant`() throws {
    let fit = try #require(TumorInNormal(sites: try (0..<20).map { _ in try site(5, 100) }))
    #expect(abs(fit.share - 0.0982) < 1e-3)
    #expect(fit.explains(try site(6, 100)))
    #expect(!fit.explains(try site(50, 100)))
  }

  @Test(arguments: [0.003, 0.05, 0.3])
  func `finds the truth of a simulation`(_ truth: Double) throws {
    let source = RandomSource(seed: 11)
    let sites = try (0..<400).map { _ in
      let frequency = 1e-3 + 0.998 * truth / 2
      return try site(source.binomial(trials: 300, probability: frequency), 300)
    }
    let fit = try #require(TumorInNormal(sites: sites))
    let deviation = (2 * truth / (400 * 300)).squareRoot() * 2
    #expect(abs(fit.share - truth) < 4 * deviation)
  }

  @Test func `needs reads and possible copies`() throws {
    #expect(TumorInNormal(sites: []) == nil)
    #expect(TumorInNormal(sites: [try site(0, 0)]) == nil)
    #expect(TumorInNormal(sites: [try site(1, 50)], errorRate: 0) == nil)
    let counts = try #require(ReadCounts(alternate: 1, depth: 50))
    #expect(TumorInNormal.Site(counts: counts, tumorCopies: 1, multiplicity: 2) == nil)
    #expect(TumorInNormal.Site(counts: counts, tumorCopies: 1, multiplicity: 0) == nil)
  }
}
