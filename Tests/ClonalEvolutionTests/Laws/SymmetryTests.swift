import Testing
import TumorModel

@testable import ClonalEvolution

/// What may be exchanged, added or split without changing an answer.
@Suite("Laws: symmetry and irrelevance")
struct SymmetryTests {
  private typealias Biopsy = SinglePatient.Biopsy

  /// Weights of the classes that do not tell earlier from later.
  private static func symmetric(_ parameters: inout OriginParameters) {
    let prior = OriginParameters.defaultClassPrior
    parameters.classPrior = (0..<9).map { index -> Double in
      let exchanged = 3 * (index % 3) + index / 3
      return 0.5 * (prior[index] + prior[exchanged])
    }
  }

  @Test func `earlier and later are exchanged with their reads`() throws {
    let sites: [((Int, Int), (Int, Int))] = [
      ((0, 200), (60, 200)), ((3, 200), (60, 200)), ((12, 200), (60, 180)), ((1, 90), (0, 400)),
      ((50, 150), (45, 210)), ((0, 40), (9, 300)), ((7, 300), (4, 300)),
    ]
    // Each by itself, and all of one patient.
    for group in sites.map({ [$0] }) + [sites] {
      let forward = try #require(
        Lawful.origins(
          [Biopsy(.primary), Biopsy(.metastasis)], group.map { [$0.0, $0.1] }, Self.symmetric))
      let backward = try #require(
        Lawful.origins(
          [Biopsy(.primary), Biopsy(.metastasis)], group.map { [$0.1, $0.0] }, Self.symmetric))
      for (a, b) in zip(forward.calls, backward.calls) {
        let (p, q) = (try #require(a.probabilities), try #require(b.probabilities))
        #expect(abs(p.acquired - q.lost) < 1e-6)
        #expect(abs(p.lost - q.acquired) < 1e-6)
        let before = p.preexistingSubclonal + p.preexistingClonal
        let after = q.preexistingSubclonal + q.preexistingClonal
        #expect(abs(before - after) < 1e-6)
        #expect(abs(p.artefact - q.artefact) < 1e-6)
      }
    }
  }

  private static let sites: [[Lawful.Reads]] = [
    [(0, 200), (60, 200)], [(1, 200), (2, 200)], [(4, 180), (50, 210)], [(55, 200), (0, 190)],
    [(0, 150), (7, 200)], [(60, 200), (61, 200)], [(0, 90), (1, 300)],
  ]

  /// A sample without a read, or that does not cover the sites, before, between or after the others.
  @Test(
    "a sample that says nothing", arguments: [SampleRole.primary, .recurrence, .metastasis],
    [nil, (0, 0)] as [(Int, Int)?])
  func silent(_ role: SampleRole, _ reads: (Int, Int)?) throws {
    let days: [SampleRole: Int] = [.primary: 0, .recurrence: 300, .metastasis: 900]
    let two = [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 600)]
    for group in Self.sites.map({ [$0] }) + [Self.sites] {
      let plain = try #require(Lawful.origins(two, group))
      let more = try #require(
        Lawful.origins(two + [Biopsy(role, day: days[role])], group.map { $0 + [reads] }))
      var (greatest, name) = (0.0, "")
      for call in plain.calls {
        let same = more.calls.filter {
          $0.mutation == call.mutation && $0.later.sample == 1
            && ($0.earlier.sample == 0 || $0.earlier.sample == nil)
        }
        #expect(!same.isEmpty)
        for other in same {
          let difference = Lawful.difference(call, other)
          if difference > greatest || call.label != other.label {
            let pair = other.earlier.sample == nil ? "jointly" : "in the pair"
            (greatest, name) = (
              difference, "mutation \(call.mutation) of \(group.count) \(pair): \(other.label)"
            )
          }
        }
      }
      #expect(greatest < 1e-6, "\(name)")
    }
  }

  @Test func `a further region tells of the region that it is like`() throws {
    func acquired(_ region: (Int, Int)?) throws -> Lawful.Origin {
      var biopsies = [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 900)]
      var reads: [Lawful.Reads] = [(0, 200), (60, 200)]
      if let region {
        biopsies.append(Biopsy(.primary, day: 0))
        reads.append(region)
      }
      let origins = try #require(Lawful.origins(biopsies, [reads]))
      return try #require(
        origins.calls.first { $0.earlier.sample == 0 }.flatMap(Lawful.Origin.init))
    }
    let alone = try acquired(nil)
    // A region that lacks it too does not make it older, one that has it makes it pre-existing.
    #expect(try acquired((0, 300)).acquired > alone.acquired - 0.03)
    #expect(try acquired((100, 400)).preexisting > alone.preexisting)
  }

  @Test func `a third sample proves a mutation`() throws {
    let two = [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 900)]
    let alone = try #require(Lawful.origins(two, [[(0, 200), (7, 200)]])?.calls.first)
    let proven = try #require(
      Lawful.origins(
        two + [Biopsy(.metastasis, day: 1_200)], [[(0, 200), (7, 200), (100, 300)]])?.calls.first)
    let (before, after) = (
      try #require(alone.probabilities).artefact, try #require(proven.probabilities).artefact
    )
    #expect(before > 0.005 && after < 1e-3 && after < before / 5)
  }

  // MARK: Studies

  private func study(_ patients: Int) throws -> [PatientEvidence] {
    try (0..<patients).map { patient in
      let sites: [[Lawful.Reads]] = (0..<15).map { site in
        let spread = (7 * patient + 3 * site) % 11
        return site % 3 == 0
          ? [(0, 150 + spread), (40 + spread, 160)]
          : site % 3 == 1
            ? [(45 + spread, 160), (50, 150 + spread)] : [(4 + spread, 140), (38 + spread, 150)]
      }
      return try #require(
        SinglePatient.evidence(
          [Biopsy(.primary), Biopsy(.metastasis)], sites, bases: ("A", "G"), id: "Q\(patient)"))
    }
  }

  private func calls(
    _ patients: [PatientEvidence], learningFrom study: [PatientEvidence], learns: Bool
  ) -> [OriginCall] {
    var parameters = OriginParameters()
    parameters.learnsPrior = learns
    let context = StudyContext(
      learningFrom: study, parameters: parameters, variantFrequencies: [:])
    let analysis = OriginAnalysis(parameters: parameters, context: context)
    return patients.flatMap { analysis.origins(of: $0).calls }
  }

  @Test func `a split study differs by what was learnt and by nothing else`() throws {
    let study = try study(12)
    let halves = [Array(study[..<6]), Array(study[6...])]
    // Nothing learnt: nothing changes.
    let whole = calls(study, learningFrom: study, learns: false)
    let split = halves.flatMap { calls($0, learningFrom: $0, learns: false) }
    for (a, b) in zip(whole, split) { #expect(Lawful.difference(a, b) == 0) }
    // The same study learnt from: the patients may be analysed in any portions.
    let learnt = calls(study, learningFrom: study, learns: true)
    let portions = halves.flatMap { calls($0, learningFrom: study, learns: true) }
    #expect(learnt == portions)
    // Halves that are alike learn about the same.
    let apart = halves.flatMap { calls($0, learningFrom: $0, learns: true) }
    for (a, b) in zip(learnt, apart) {
      // The less so, since each gene is left out of what it is judged by.
      #expect(Lawful.difference(a, b) < 0.06)
      #expect(a.label.isPreexisting == b.label.isPreexisting)
    }
  }

  @Test func `the order of a study's patients changes nothing`() throws {
    let study = try study(12)
    let forward = calls(study, learningFrom: study, learns: true)
    let backward = calls(study, learningFrom: study.reversed(), learns: true)
    for (a, b) in zip(forward, backward) { #expect(Lawful.difference(a, b) < 1e-9) }
  }

  @Test func `a patient learns nothing of itself from the study`() throws {
    // A study of one patient is no study.
    let patient = try study(1)
    let alone = OriginAnalysis().origins(of: patient[0]).calls
    let own = calls(patient, learningFrom: patient, learns: true)
    for (a, b) in zip(alone, own) { #expect(Lawful.difference(a, b) < 1e-9) }
  }

  // MARK: No information

  @Test func `without information the prior stands`() throws {
    // Hardly a tumour cell and one read: nothing is told of either sample.
    let found = try #require(Lawful.origin((0, 1), (0, 1), purity: 1e-4, laterPurity: 1e-4)).call
    let p = try #require(found.probabilities)
    let prior = OriginParameters.defaultClassPrior
    let real = 1 - p.artefact
    #expect(abs(p.acquired / real - (prior[1] + prior[2])) < 0.01)
    #expect(abs(p.lost / real - (prior[3] + prior[6])) < 0.01)
    #expect(abs(p.preexistingSubclonal / real - (prior[4] + prior[5])) < 0.01)
    #expect(abs(p.preexistingClonal / real - (prior[7] + prior[8])) < 0.01)
    // The interval is all that a fraction may be.
    let fraction = try #require(found.earlier.cellFraction)
    #expect(fraction.low == 0 && fraction.high > 0.95)
    #expect(found.label == .indeterminate && found.reason == .underpowered)
  }

  @Test func `a patient without an assessable mutation has the default weights`() throws {
    let none = try #require(
      Lawful.origins([Biopsy(.primary), Biopsy(.metastasis)], [[nil, (60, 200)], [(0, 0), nil]]))
    #expect(none.calls.allSatisfy { $0.probabilities == nil && $0.reason == .notAssessable })
    let context = StudyContext(
      learningFrom: [], parameters: OriginParameters(), variantFrequencies: [:])
    #expect(context.classPrior == OriginParameters.defaultClassPrior)
  }
}
