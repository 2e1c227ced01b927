import Foundation
import Testing
import TumorModel

@testable import ClonalEvolution

@Suite("The orientation of a site's reads")
struct OrientationSplitTests {
  private func support(_ first: Int32, _ second: Int32, of reads: (Int32, Int32) = (50, 50))
    -> ReadSupport
  {
    var support = ReadSupport()
    support.firstOrientation = .init(reference: reads.0, alternate: first)
    support.secondOrientation = .init(reference: reads.1, alternate: second)
    return support
  }

  private func ratio(_ first: Int32, _ second: Int32, ordinary: Double = 0) throws -> Double {
    try #require(OrientationSplit(support(first, second)))
      .logRatio(ordinaryErrors: ordinary, plainArtefacts: 0)
  }

  @Test func `one orientation speaks for damage, both speak for a clone`() throws {
    #expect(try ratio(0, 0) == 0)
    #expect(abs(try ratio(1, 0)) < 1e-12)
    #expect(try ratio(6, 0) < -2)
    #expect(try ratio(6, 0) == ratio(0, 6))
    #expect(try ratio(3, 3) > 2)
    #expect(try ratio(40, 0) == -6 && ratio(20, 20) == 6)
  }

  @Test func `where most errors are no damage, orientation says little`() throws {
    let (all, half, none) = (
      try ratio(3, 3), try ratio(3, 3, ordinary: 0.5), try ratio(3, 3, ordinary: 1)
    )
    #expect(all > half && half > none)
    #expect(abs(none) < 1e-9)
  }

  @Test func `amplicons say nothing`() {
    #expect(OrientationSplit(support(5, 0, of: (200, 1))) == nil)
    #expect(OrientationSplit(nil) == nil)
    let amplicon = Array(repeating: support(5, 0, of: (200, 0)), count: 20)
    #expect(OrientationSplit.splits(amplicon).isEmpty)
    #expect(OrientationSplit.splits([support(5, 0), nil]).count == 2)
    #expect(OrientationSplit.splits([nil, nil]).isEmpty)
  }

  /// The flag and the error model's name, by the primary's specimen.
  @Test(arguments: [Specimen.ffpe, .freshFrozen])
  func `damage is flagged in fixed tissue alone`(specimen: Specimen) throws {
    let plain = try #require(
      SinglePatient.evidence(
        [.init(.primary, specimen: specimen), .init(.metastasis, specimen: .freshFrozen)],
        Array(repeating: [(7, 150), (60, 150)], count: 8), bases: ("C", "T")))
    var supporting = SupportingEvidence()
    supporting.readSupport = [
      Array(repeating: support(7, 0, of: (71, 72)), count: 4)
        + Array(repeating: support(4, 3, of: (71, 72)), count: 4),
      Array(repeating: support(30, 30, of: (45, 45)), count: 8),
    ]
    let patient = try #require(
      PatientEvidence(
        id: "P", sex: plain.sex, build: plain.build, samples: plain.samples,
        mutations: plain.mutations, observations: plain.observations,
        copyNumbers: plain.copyNumbers, depths: plain.depths, flags: plain.flags,
        supporting: supporting))
    let parameters = OriginParameters()
    let context = StudyContext(
      learningFrom: [patient], parameters: parameters, variantFrequencies: [:])
    let calls = OriginAnalysis(parameters: parameters, context: context).origins(of: patient).calls
    let isFixed = specimen == .ffpe
    #expect(calls[0].flags.contains(.orientationBiased) == isFixed)
    #expect(!calls[7].flags.contains(.orientationBiased))
    #expect(calls[0].earlier.errorModel?.name == (isFixed ? "ffpe+orientation" : "fitted"))
    #expect(calls[0].later.errorModel?.name == "fitted")
    let (biased, even) = (
      try #require(calls[0].log10BayesFactorAbsent), try #require(calls[7].log10BayesFactorAbsent)
    )
    #expect(isFixed ? biased > even + 1 : biased == even)
  }

  @Test func `the name of a model is read back`() {
    for basis in ErrorModelUse.Basis.allCases {
      for oriented in [false, true] {
        let model = ErrorModelUse(basis, usesOrientation: oriented)
        #expect(ErrorModelUse(name: model.name) == model)
      }
    }
    #expect(ErrorModelUse(name: "+orientation") == nil && ErrorModelUse(name: "") == nil)
  }

  @Test func `mismatches around sites move the error rate toward theirs`() throws {
    func sites(_ mismatches: Int32) -> [ReadSupport?] {
      (0..<40).map { _ in
        var support = ReadSupport()
        support.background = (mismatches, 10_000)
        return support
      }
    }
    let prior = LogNormalPrior(mean: log(NoiseGrid.usualRate), deviation: 1)
    let noisy = try #require(MismatchRate(sites(36)))
    #expect(abs(noisy.rate - 1.2e-3) < 1e-5)
    let moved = noisy.moving(prior)
    #expect(moved.mean > prior.mean && moved.deviation < prior.deviation)
    #expect(try #require(MismatchRate(sites(3))).moving(prior).mean < prior.mean)
    // A germline variant beside one site is left out.
    var outlier = ReadSupport()
    outlier.background = (5000, 10_000)
    #expect(try #require(MismatchRate(sites(36) + [outlier])) == noisy)
    #expect(MismatchRate([nil, ReadSupport()]) == nil)
  }
}
