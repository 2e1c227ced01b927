import ClonalEvolution
import NumericalMethods
import Testing
import TumorModel

@testable import TumorSimulation

/// Whose sample is whose, in small studies made for one point each.
@Suite struct FindingTests {
  private let panel = GermlinePanel(sites: 60, seed: 3)

  /// A study of patients; each sample is named `patient-number` and is of the person given.
  private func identity(_ people: [String: [Int]]) throws -> StudyIdentity {
    let patients = try people.sorted { $0.key < $1.key }.map { id, persons in
      var supporting = SupportingEvidence()
      supporting.genotypes = GermlineGenotypes(
        sites: panel.sites.map {
          .init(variant: $0.variant, populationFrequency: $0.frequency)
        },
        counts: persons.enumerated().map { place, person in
          let truth = SampleTruth(
            purity: 0.5, meanDepth: 80, precision: 500, errorRate: 1e-3, errorPrecision: 1e4,
            deaminationRate: 1e-3, artefactShare: 0, deaminationArtefactShare: 0, dropOut: 0,
            isFixed: false)
          let random = RandomSource(
            seed: UInt64(1000 * person + place) &+ UInt64(id.utf8.reduce(0) { $0 + Int($1) }))
          return panel.reads(
            of: panel.person(using: RandomSource(seed: UInt64(person))), segments: [],
            truth: truth, using: random
          ).map { $0 }
        })
      let samples = persons.indices.map {
        Sample(id: "\(id)-\($0)", patient: id, role: $0 == 0 ? .primary : .metastasis)
      }
      return try #require(
        PatientEvidence(
          id: id, sex: nil, build: nil, samples: samples, mutations: [],
          observations: samples.map { _ in [] }, copyNumbers: samples.map { _ in [] },
          depths: samples.map { _ in [] }, flags: [], supporting: supporting))
    }
    return SimulatedIdentity.identity(patients)
  }

  private func words(_ identity: StudyIdentity) -> [String] {
    identity.findings.map { "\($0.kind.rawValue) \($0.sample) of \($0.otherPatient)" }
  }

  @Test func `a study in order has no finding`() throws {
    #expect(try identity(["A": [1, 1], "B": [2, 2], "C": [3]]).findings.isEmpty)
  }

  @Test func `a sample goes to the patient who has most like it`() throws {
    let identity = try identity(["A": [1, 1, 1], "B": [2, 1, 2], "C": [3, 3]])
    #expect(words(identity) == ["misplaced B-1 of A"])
    #expect(identity.isInDoubt("B") && !identity.isInDoubt("A"))
  }

  @Test func `three samples show which of two exchanged ones is whose`() throws {
    let identity = try identity(["A": [1, 2, 1], "B": [2, 1, 2]])
    #expect(words(identity) == ["exchanged A-1 of B", "exchanged B-1 of A"])
  }

  @Test func `of two samples each, either way round is named`() throws {
    #expect(
      words(try identity(["A": [2, 1], "B": [1, 2]])) == [
        "exchanged A-0 of B", "exchanged A-1 of B", "exchanged B-0 of A", "exchanged B-1 of A",
      ])
  }

  @Test func `one patient under two names keeps the labels`() throws {
    let identity = try identity(["A": [1, 1], "B": [1], "C": [2, 2]])
    #expect(words(identity) == ["same_person B-0 of A"])
    #expect(!identity.isInDoubt("A") && !identity.isInDoubt("B"))
  }

  @Test func `a stranger's sample is told by the pair alone`() throws {
    let identity = try identity(["A": [1, 9], "B": [2, 2]])
    #expect(identity.findings.isEmpty)
  }

  @Test func `two people who share rare mutations are contaminated`() throws {
    let study = MixedUpStudy(
      scenarios: [SimulatedIdentity.exome], seed: 4, patients: 12, exchanges: 0,
      secondPrimaries: 0, germlineSites: 60)
    var evidence = SimulatedIdentity(study).evidence
    // A tenth of the second patient's later sample is the first one's.
    let (source, target) = (evidence[0], evidence[1])
    let own = Set(target.mutations.map(\.variant))
    let added = source.mutations.indices.filter { !own.contains(source.mutations[$0].variant) }
    let order = (target.mutations + added.map { source.mutations[$0] }).enumerated()
      .sorted { $0.element.variant < $1.element.variant }.map(\.offset)
    func mixed<Value>(_ old: [Value], _ new: [Value]) -> [Value] { order.map { (old + new)[$0] } }
    let foreign = try added.map { index in
      let counts = try #require(source.observations[1][index].counts)
      return SiteObservation.counted(
        try #require(ReadCounts(alternate: Int(counts.alternate) / 2, depth: Int(counts.depth))))
    }
    let none = try #require(ReadCounts(alternate: 0, depth: 90))
    evidence[1] = try #require(
      PatientEvidence(
        id: target.id, sex: target.sex, build: target.build, samples: target.samples,
        mutations: mixed(target.mutations, added.map { source.mutations[$0] }),
        observations: [
          mixed(target.observations[0], added.map { _ in .counted(none) }),
          mixed(target.observations[1], foreign),
        ],
        copyNumbers: target.copyNumbers.map { mixed($0, added.map { _ in nil }) },
        depths: target.depths, flags: mixed(target.flags, added.map { _ in [] }),
        supporting: target.supporting))
    let identity = SimulatedIdentity.identity(evidence)
    #expect(!identity.findings.isEmpty)
    #expect(identity.findings.allSatisfy { $0.kind == .contamination })
    #expect(identity.findings.contains { $0.sample == target.samples[1].id })
    #expect(!identity.isInDoubt(target.id))
  }
}
