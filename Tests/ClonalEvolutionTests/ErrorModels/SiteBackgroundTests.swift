import Testing
import TumorModel

@testable import ClonalEvolution

@Suite("The background of a site")
struct SiteBackgroundTests {
  private func counts(_ alternate: Int, _ depth: Int) throws -> ReadCounts {
    try #require(ReadCounts(alternate: alternate, depth: depth))
  }

  /// A primary with 5 of 500 reads, six more mutations of a small clone and three of the trunk.
  private func call(_ supporting: SupportingEvidence) throws -> OriginCall {
    let small: [[(Int, Int)?]] = Array(repeating: [(9, 500), (70, 200)], count: 6)
    let large: [[(Int, Int)?]] = Array(repeating: [(150, 500), (70, 200)], count: 3)
    let sites = [[(5, 500), (70, 200)]] + small + large
    let plain = try #require(
      SinglePatient.evidence([.init(.primary), .init(.metastasis)], sites))
    let patient = try #require(
      PatientEvidence(
        id: plain.id, sex: plain.sex, build: plain.build, samples: plain.samples,
        mutations: plain.mutations, observations: plain.observations,
        copyNumbers: plain.copyNumbers, depths: plain.depths, flags: plain.flags,
        supporting: supporting))
    let parameters = OriginParameters()
    let context = StudyContext(
      learningFrom: [patient], parameters: parameters, variantFrequencies: [:])
    return try #require(
      OriginAnalysis(parameters: parameters, context: context).origins(of: patient).calls.first)
  }

  private func panel(_ normals: [ReadCounts]) throws -> SupportingEvidence {
    let background = try #require(PanelBackground(normals: normals, usualRate: 3e-4))
    var supporting = SupportingEvidence()
    supporting.backgrounds =
      [
        SiteBackground(
          mean: background.mean, precision: background.precision, normals: background.normals,
          source: .panel)
      ] + Array(repeating: nil, count: 9)
    return supporting
  }

  @Test func `reads that normals show too are not pre-existing`() throws {
    let without = try call(SupportingEvidence())
    #expect(without.label == .preexistingSubclonal)
    #expect(without.earlier.errorModel?.basis == .fitted)
    #expect(without.siteBackground == nil)
    let with = try call(panel(Array(repeating: try counts(10, 1000), count: 20)))
    #expect(![.preexisting, .preexistingSubclonal, .preexistingClonal].contains(with.label))
    #expect(with.earlier.errorModel == ErrorModelUse(.panel))
    #expect(with.later.errorModel == ErrorModelUse(.panel))
    let (before, after) = (
      try #require(without.log10BayesFactorAbsent), try #require(with.log10BayesFactorAbsent)
    )
    #expect(after > before + 1)
  }

  @Test func `reads at a site that is quiet in normals stay pre-existing`() throws {
    let with = try call(panel(Array(repeating: try counts(0, 1000), count: 20)))
    #expect(with.label == .preexistingSubclonal)
    #expect(try #require(with.siteBackground).mean < 1e-4)
  }

  @Test func `the normals of five other patients are a background, four are none`() throws {
    var supporting = SupportingEvidence()
    let noisy = try counts(10, 1000)
    supporting.otherNormals =
      [Array(repeating: noisy, count: 5)] + Array(repeating: [], count: 9)
    let five = try call(supporting)
    #expect(five.earlier.errorModel == ErrorModelUse(.normals))
    #expect(try #require(five.siteBackground).normals == 5)
    supporting.otherNormals[0].removeLast()
    #expect(try call(supporting).earlier.errorModel?.basis == .fitted)
    // A carrier is no evidence of errors.
    supporting.otherNormals[0].append(try counts(500, 1000))
    #expect(try call(supporting).earlier.errorModel?.basis == .fitted)
  }

  @Test func `more normals sharpen the rate, and few are no worse than none`() throws {
    var last = 3e-4
    for normals in [1, 5, 20, 100, 1000] {
      let reads = Array(repeating: try counts(0, 200), count: normals)
      let mean = try #require(PanelBackground(normals: reads, usualRate: 3e-4)).mean
      #expect(mean < last)
      last = mean
    }
    #expect(last < 5e-6)
    var error = 0.01
    for normals in [5, 20, 100, 1000] {
      let reads = Array(repeating: try counts(2, 200), count: normals)
      let mean = try #require(PanelBackground(normals: reads, usualRate: 3e-4)).mean
      #expect(abs(mean - 0.01) < error)
      error = abs(mean - 0.01)
    }
    // The plain formula takes half a read of 200 for a rate of 1 in 400.
    let one = [try counts(0, 200)]
    #expect(try #require(PanelBackground(normals: one)).mean > 2e-3)
  }

  @Test func `a class keeps a background to within what a call can feel`() throws {
    for mean in [1e-6, 3.3e-5, 7e-4, 0.02, 0.4] {
      for precision in [9.0, 150, 9999] {
        let background = try #require(
          SiteBackground(mean: mean, precision: precision, normals: 3, source: .normals))
        let kept = BackgroundClass(background)
        #expect(abs(kept.mean / mean - 1) < 0.026)
        #expect(abs(kept.precision / precision - 1) < 0.14)
        #expect(kept.source == .normals)
      }
    }
  }

  @Test func `normals know nothing of fixation`() throws {
    var sample = Sample(id: "S", patient: "P", role: .primary)
    sample.specimen = .ffpe
    var model = SampleModel(sample: sample, parameters: OriginParameters())
    model.errorRates[ChangeKind.deamination.rawValue] = 0.01
    let quiet = try #require(
      SiteBackground(mean: 1e-5, precision: 9999, normals: 50, source: .panel))
    var kind = LocusKind(normalCopies: 2, copyNumber: .normal, change: .deamination)
    kind.background = BackgroundClass(quiet)
    #expect(model.error(kind).rate == 0.01)
    #expect(model.errorBasis(kind) == .ffpe)
    kind.change = .generic
    #expect(abs(model.error(kind).rate / 1e-5 - 1) < 0.03)
    #expect(model.errorBasis(kind) == .panel)
  }
}
