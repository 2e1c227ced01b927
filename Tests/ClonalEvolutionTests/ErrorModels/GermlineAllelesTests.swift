import Foundation
import NumericalMethods
import Testing
import TumorModel

@testable import ClonalEvolution

@Suite("Allele counts at germline variants")
struct GermlineAllelesTests {
  /// A patient with a tumour and, where asked for, a normal sample, and variants of known scatter.
  private static func patient(
    precision: Double, odds: Double = 1, variants: Int = 200, hasNormal: Bool = true,
    copyNumber: CopyNumber? = .normal, tumorShare: Double? = nil, hasMetastasis: Bool = false
  ) throws -> PatientEvidence {
    let chromosome = try #require(Chromosome("1"))
    let random = RandomSource(seed: 31)
    func reads(_ share: Double, _ precision: Double) throws -> ReadCounts {
      let captured = odds * share / (odds * share + 1 - share)
      let alternate = random.betaBinomial(trials: 80, mean: captured, precision: precision)
      return try #require(ReadCounts(alternate: alternate, depth: 80))
    }
    func variant(_ position: Int) throws -> Variant {
      try #require(
        Variant(chromosome: chromosome, position: position, reference: "A", alternate: "G"))
    }
    // A homozygous variant in four; all lie between two mutations.
    let shares = (0..<variants).map { $0 % 4 == 0 ? 0.999 : 0.5 }
    let sites = try (0..<variants).map {
      GermlineGenotypes.Site(variant: try variant(10_000 + 100 * $0), populationFrequency: 0.3)
    }
    let tumor = try shares.map { try reads($0 == 0.5 ? tumorShare ?? $0 : $0, precision) }
    let normal = try shares.map { try reads($0, 900) }
    let mutations = try [1000, 1_000_000].map {
      Mutation(variant: try variant($0), gene: "", proteinChange: "", classification: "")
    }
    var supporting = SupportingEvidence()
    if hasNormal {
      supporting.normals = [Sample(id: "N", patient: "P", role: .normal)]
      supporting.normalObservations = [[.notAssayed, .notAssayed]]
    }
    supporting.genotypes = GermlineGenotypes(
      sites: sites,
      counts: (hasMetastasis ? [tumor, tumor] : [tumor]) + (hasNormal ? [normal] : []))
    let counts = try #require(ReadCounts(alternate: 20, depth: 80))
    var samples = [Sample(id: "T", patient: "P", role: .primary)]
    if hasMetastasis { samples.append(Sample(id: "M", patient: "P", role: .metastasis)) }
    return try #require(
      PatientEvidence(
        id: "P", sex: .female, build: .hg19, samples: samples, mutations: mutations,
        observations: samples.map { _ in [.counted(counts), .counted(counts)] },
        copyNumbers: samples.map { _ in [copyNumber, copyNumber] },
        depths: samples.map { _ in [80, 80] }, flags: [[], []], supporting: supporting))
  }

  @Test(arguments: [40.0, 150, 600])
  func `find the tumour sample's own scatter`(precision: Double) throws {
    let patient = try Self.patient(precision: precision, variants: 1000)
    let found = try #require(GermlineAlleles(patient: patient, sample: 0))
    #expect(found.sites == 750)
    // At a depth of 80 a precision of 600 adds an eighth to the variance: it is known to a factor.
    #expect(abs(log(found.precision / precision)) < (precision > 300 ? 0.8 : 0.35))
    #expect(abs(log(found.captureOdds)) < 0.03)
  }

  @Test func `find a bias of capture`() throws {
    let found = try #require(
      GermlineAlleles(patient: Self.patient(precision: 400, odds: 0.85), sample: 0))
    #expect(abs(found.captureOdds - 0.85) < 0.03)
  }

  @Test func `without a normal sample, variants near a half are heterozygous`() throws {
    let found = try #require(
      GermlineAlleles(patient: Self.patient(precision: 400, hasNormal: false), sample: 0))
    #expect((140...150).contains(found.sites))
    #expect((130...1600).contains(found.precision))
  }

  @Test func `an unbalanced tumour leaves the word to the normal sample`() throws {
    let gained = CopyNumber(major: 2, minor: 1)
    let patient = try Self.patient(precision: 40, copyNumber: gained, tumorShare: 0.62)
    let found = try #require(GermlineAlleles(patient: patient, sample: 0))
    #expect(found.sites == 150 && found.precision > 250)
    #expect(
      GermlineAlleles(
        patient: try Self.patient(precision: 40, hasNormal: false, copyNumber: nil), sample: 0)
        == nil)
  }

  @Test func `few variants are not believed`() throws {
    #expect(
      GermlineAlleles(patient: try Self.patient(precision: 40, variants: 20), sample: 0) == nil)
  }

  @Test func `the sample's model takes them and says so`() throws {
    let patient = try Self.patient(precision: 90, variants: 1000, hasMetastasis: true)
    func model(_ precision: Double?) throws -> SampleEstimates {
      var parameters = OriginParameters()
      parameters.precision = precision
      let origins = OriginAnalysis(parameters: parameters).origins(of: patient)
      return try #require(origins.pairs.first?.earlierModel)
    }
    let found = try model(nil)
    #expect(found.precisionBasis == .germline)
    #expect(abs(log(found.precision / 90)) < 0.3)
    let given = try model(500)
    #expect(given.precision == 500 && given.precisionBasis == .given)
  }
}
