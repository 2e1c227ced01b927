import Testing
import TumorModel

@testable import ClonalEvolution

@Suite("What the patient's normal sample says")
struct NormalEvidenceTests {
  /// A primary and a later sample that share clonal mutations, and the normal's reads at each.
  private func origins(
    normal: [(Int, Int)], sites: [[(Int, Int)?]]? = nil, later: SampleRole = .metastasis
  ) throws -> PatientOrigins {
    let plain = try #require(
      SinglePatient.evidence(
        [.init(.primary, day: 0), .init(later, day: 400)],
        sites ?? normal.map { _ in [(70, 200), (70, 200)] }))
    var supporting = SupportingEvidence()
    supporting.normals = [Sample(id: "N", patient: "P", role: .normal)]
    supporting.normalObservations = [
      try normal.map { .counted(try #require(ReadCounts(alternate: $0.0, depth: $0.1))) }
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
    return OriginAnalysis(parameters: parameters, context: context).origins(of: patient)
  }

  /// What is found of the normals.
  private static func normals(_ origins: PatientOrigins) -> [PairFinding] {
    origins.pairs[0].findings.filter {
      switch $0 {
      case .tumorInNormal, .seenInNormal: true
      default: false
      }
    }
  }

  @Test func `a clean normal raises nothing`() throws {
    let origins = try origins(normal: Array(repeating: (0, 150), count: 20))
    #expect(!origins.calls.contains { $0.flags.contains(.seenInNormal) })
    #expect(Self.normals(origins).isEmpty)
  }

  @Test func `tumour cells in the normal are measured, not held against mutations`() throws {
    let origins = try origins(normal: Array(repeating: (8, 160), count: 20))
    #expect(!origins.calls.contains { $0.flags.contains(.seenInNormal) })
    let findings = Self.normals(origins)
    guard case .tumorInNormal("N", let share, let low, let high) = try #require(findings.first)
    else {
      Issue.record("no tumour in the normal: \(findings)")
      return
    }
    #expect(findings.count == 1)
    // 8 of 160 reads, one copy of two: a share of a tenth.
    #expect(abs(share - 0.1) < 0.01)
    #expect(low > 0.05 && low < share && share < high && high < 0.15)
  }

  @Test func `a germline variant among clonal mutations is seen in the normal`() throws {
    let normal = Array(repeating: (0, 150), count: 19) + [(75, 150)]
    let origins = try origins(normal: normal)
    #expect(origins.calls.filter { $0.flags.contains(.seenInNormal) }.map(\.mutation) == [19])
    #expect(Self.normals(origins) == [.seenInNormal(normal: "N", mutations: 1)])
  }

  @Test func `a mutation of plasma and blood alone may be of blood cells`() throws {
    let shared: [[(Int, Int)?]] = Array(repeating: [(70, 200), (70, 200)], count: 10)
    let normal = Array(repeating: (0, 300), count: 10)
    // 30 of 1,000 in plasma; in blood 9 of 300 or none.
    for (reads, isBlood) in [((9, 300), true), ((0, 300), false)] {
      let origins = try origins(
        normal: normal + [reads], sites: shared + [[(0, 400), (30, 1000)]], later: .plasma)
      let call = try #require(origins.calls.last)
      #expect(call.flags.contains(.possibleCloneInBlood) == isBlood)
      #expect(call.flags.contains(.seenInNormal) == isBlood)
      // A clone of blood cells is no mutation of the tumour.
      #expect(call.label == (isBlood ? .artefact : .acquired))
      #expect(call.reason == nil)
    }
    // Where tissue shows it, or where there is no plasma, blood is no alternative.
    let tissue = try origins(
      normal: normal + [(9, 300)], sites: shared + [[(40, 400), (30, 1000)]], later: .plasma)
    #expect(!(try #require(tissue.calls.last).flags.contains(.possibleCloneInBlood)))
    let solid = try origins(normal: normal + [(9, 300)], sites: shared + [[(0, 400), (30, 1000)]])
    #expect(!(try #require(solid.calls.last).flags.contains(.possibleCloneInBlood)))
  }

  @Test func `equal frequencies speak for blood, more so with more reads`() throws {
    var last = 0.0
    for depth in [200, 1000, 4000] {
      let plasma = try #require(ReadCounts(alternate: depth / 50, depth: depth))
      let ratio = try #require(BloodAlternative(plasma: plasma, normal: plasma)).logLikelihoodRatio
      #expect(ratio > last)
      last = ratio
    }
    let plasma = try #require(ReadCounts(alternate: 200, depth: 1000))
    let single = try #require(ReadCounts(alternate: 1, depth: 1000))
    #expect(!(try #require(BloodAlternative(plasma: plasma, normal: single)).isLikelier))
    let none = try #require(ReadCounts(alternate: 0, depth: 0))
    #expect(BloodAlternative(plasma: plasma, normal: none) == nil)
  }

  @Test func `the interval of the share holds it and narrows with depth`() throws {
    var last = 1.0
    for depth in [50, 200, 2000] {
      let counts = try #require(ReadCounts(alternate: depth / 20, depth: depth))
      let site = try #require(TumorInNormal.Site(counts: counts, tumorCopies: 2, multiplicity: 1))
      let sites = Array(repeating: site, count: 10)
      let fit = try #require(TumorInNormal(sites: sites))
      let width = fit.interval.upperBound - fit.interval.lowerBound
      #expect(fit.interval.contains(fit.share) && width < last && width > 0)
      #expect(fit.isContaminated == (fit.interval.lowerBound > 0))
      last = width
    }
  }
}
