import Testing
import TumorModel

@testable import ClonalEvolution

@Suite("What a call rests on")
struct CallExplanationTests {
  private typealias Biopsy = SinglePatient.Biopsy

  /// Analyses a patient whose samples have an error rate of about 0.001 and a precision of 300.
  ///
  /// - Parameter purities: The purity of each sample, which is known.
  private func origins(
    _ patient: PatientEvidence?, purities: [Double] = [0.5, 0.7], isInScope: Bool = false,
    study: [PatientEvidence] = []
  ) throws -> PatientOrigins {
    let patient = try #require(patient?.stating(purities: purities, errorRate: 1e-3))
    var parameters = OriginParameters()
    parameters.precision = 300
    if isInScope { parameters.sensitivity = .all }
    let context = StudyContext(
      learningFrom: study + [patient], parameters: parameters, variantFrequencies: [:])
    let analysis = OriginAnalysis(parameters: parameters, context: context)
    return analysis.origins(of: patient)
  }

  private func call(
    _ sites: [[(Int, Int)?]] = [[(0, 200), (70, 200)]], copyNumbers: [(Int, Int)?]? = nil,
    sex: Sex? = .female, chromosome: String = "17", isInScope: Bool = false,
    study: [PatientEvidence] = []
  ) throws -> OriginCall {
    let result = try origins(
      SinglePatient.evidence(
        [Biopsy(.primary), Biopsy(.metastasis)], sites, copyNumbers: copyNumbers, sex: sex,
        chromosome: chromosome, bases: ("A", "G")),
      isInScope: isInScope, study: study)
    return try #require(result.calls.first)
  }

  // MARK: Why a sample says nothing

  @Test(
    "names the chromosome that has no known copies",
    arguments: [
      ("Y", Sex?.some(.female), AssessabilityProblem.absentChromosome), ("Y", nil, .sexNotRecorded),
      ("MT", .female, .mitochondrial), ("MT", .male, .mitochondrial),
      ("GL000192.1", .female, .otherContig),
    ])
  func chromosomes(_ name: String, _ sex: Sex?, _ problem: AssessabilityProblem) throws {
    let call = try call(sex: sex, chromosome: name, isInScope: true)
    #expect(call.reason == .notAssessable)
    #expect(call.probabilities == nil)
    #expect(call.explanation.earlierProblem == problem)
    #expect(call.explanation.laterProblem == problem)
    #expect(call.explanation.expectedReads == nil)
    #expect(call.explanation.depthForThreshold == nil, "no depth helps")
    #expect(call.explanation.depthForQuarter == nil)
  }

  @Test func `Y of a man says something`() throws {
    let call = try call(copyNumbers: [(1, 0), (1, 0)], sex: .male, chromosome: "Y")
    #expect(call.probabilities != nil)
    #expect(call.explanation.earlierProblem == nil)
    #expect(call.explanation.laterProblem == nil)
    #expect(call.explanation.normalCopies == 1)
    #expect(call.explanation.tumorCopies == 1)
  }

  @Test func `a locus without copies says nothing on its side alone`() throws {
    let call = try call(copyNumbers: [(0, 0), (1, 1)], isInScope: true)
    #expect(call.reason == .notAssessable)
    #expect(call.explanation.earlierProblem == .noTumorCopies)
    #expect(call.explanation.laterProblem == nil)
    #expect(call.explanation.depthForQuarter == nil)
  }

  @Test func `parts that are all without copies are a locus without copies`() throws {
    let plain = try #require(
      SinglePatient.evidence(
        [Biopsy(.primary), Biopsy(.metastasis)], [[(0, 200), (70, 200)]],
        copyNumbers: [(0, 0), (1, 1)]))
    let none = try #require(CopyNumber(major: 0, minor: 0))
    var supporting = SupportingEvidence()
    supporting.copyNumberMixtures = [
      [
        CopyNumberMixture([
          .init(cellFraction: 0.6, copyNumber: none), .init(cellFraction: 0.4, copyNumber: none),
        ])
      ], [nil],
    ]
    let result = try origins(
      PatientEvidence(
        id: plain.id, sex: plain.sex, build: plain.build, samples: plain.samples,
        mutations: plain.mutations, observations: plain.observations,
        copyNumbers: plain.copyNumbers, depths: plain.depths, flags: plain.flags,
        supporting: supporting))
    #expect(result.calls[0].explanation.earlierProblem == .noTumorCopies)
  }

  @Test func `what lacks in the later sample is told of the later sample`() throws {
    let uncalled = try call([[(20, 200), nil]])
    #expect(uncalled.explanation.earlierProblem == nil)
    #expect(uncalled.explanation.laterProblem == .uncalled)
    let empty = try call([[(20, 200), (0, 0)]])
    #expect(empty.explanation.laterProblem == .noReads)
    let plain = try #require(
      SinglePatient.evidence([Biopsy(.primary), Biopsy(.metastasis)], [[(20, 200), nil]]))
    for (observation, problem) in [
      (SiteObservation.withoutCounts, AssessabilityProblem.withoutCounts),
      (.otherReads, .otherReads), (.notAssayed, .notAssayed),
    ] {
      let patient = PatientEvidence(
        id: "P", sex: plain.sex, build: plain.build, samples: plain.samples,
        mutations: plain.mutations, observations: [plain.observations[0], [observation]],
        copyNumbers: plain.copyNumbers, depths: plain.depths, flags: plain.flags)
      let call = try #require(try origins(patient).calls.first)
      #expect(call.explanation.laterProblem == problem)
      #expect(call.explanation.earlierProblem == nil)
    }
  }

  // MARK: What is expected

  @Test func `expected reads follow purity, copies and errors`() throws {
    // Purity 0.5, 1+1: a quarter of the molecules; 0.001 + 0.998 / 4 of 200 reads.
    let plain = try call().explanation
    let reads = try #require(plain.expectedReads)
    #expect(abs(reads.lowerBound - 50.1) < 0.01)
    #expect(abs(reads.upperBound - 50.1) < 0.01)
    #expect(abs(try #require(plain.errorRate) / 1e-3 - 1) < 0.05)
    #expect(plain.normalCopies == 2)
    #expect(plain.tumorCopies == 2)
    #expect(plain.precision == 300)
    // 2+1: 0.5 / 2.5 of the molecules with one copy, 1 / 2.5 with two.
    let gained = try call(copyNumbers: [(2, 1), (1, 1)]).explanation
    let range = try #require(gained.expectedReads)
    #expect(abs(range.lowerBound - 200 * (0.001 + 0.998 * 0.2)) < 0.01)
    #expect(abs(range.upperBound - 200 * (0.001 + 0.998 * 0.4)) < 0.01)
    #expect(gained.tumorCopies == 3)
    // X of a man, 1+0: half of the molecules.
    let single = try call(copyNumbers: [(1, 0), (1, 0)], sex: .male, chromosome: "X").explanation
    #expect(abs(try #require(single.expectedReads).lowerBound - 100) < 0.01)
    #expect(single.normalCopies == 1)
    // X of unknown sex: one normal copy or two.
    #expect(try call(sex: nil, chromosome: "X").explanation.normalCopies == 1.5)
  }

  @Test func `several earlier samples are expected to show the sum`() throws {
    let result = try origins(
      SinglePatient.evidence(
        [Biopsy(.primary, day: 0), Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 900)],
        [[(0, 200), (0, 100), (70, 200)]], bases: ("A", "G")), purities: [0.5, 0.8, 0.7],
      isInScope: true)
    let joint = try #require(result.calls.first { $0.earlier.sample == nil }).explanation
    let reads = try #require(joint.expectedReads)
    // 50.1 of the first, 100 (0.001 + 0.998 · 0.4) of the second.
    #expect(abs(reads.lowerBound - (50.1 + 40.02)) < 0.01)
    #expect(joint.errorRate == nil)
    #expect(joint.precision == nil)
    #expect(joint.depthForThreshold == nil, "depth cannot replace regions")
    #expect(joint.acquiredInPatient == nil)
  }

  // MARK: What is asked for

  @Test func `the depth needed gives the power that was asked for`() throws {
    let explanation = try call(isInScope: true).explanation
    guard case .reads(let depth) = try #require(explanation.depthForQuarter) else {
      Issue.record("a depth suffices")
      return
    }
    // The power that calls report, at the depth and well below it.
    func power(_ depth: Int) throws -> Double {
      try #require(try call([[(0, depth), (70, 200)]]).earlier.detectionPower)
    }
    #expect(try power(depth) >= 0.8)
    #expect(try power(depth / 2) < 0.8)
    guard case .reads(let deep) = try #require(explanation.depthForThreshold) else {
      Issue.record("a depth suffices")
      return
    }
    #expect(deep > depth)
    let limit = try #require(try call([[(0, deep), (70, 200)]]).earlier.limitOfDetection)
    #expect(limit <= 0.05 + 1e-9)
    let shallow = try call([[(0, deep / 2), (70, 200)]]).earlier.limitOfDetection
    #expect(try #require(shallow) > 0.05)
  }

  @Test func `errors can hide a clone at any depth`() throws {
    let patient = SinglePatient.evidence(
      [Biopsy(.primary), Biopsy(.metastasis)], [[(0, 200), (70, 200)]], bases: ("A", "G"))
    // A purity of 0.02: a clone of 0.05 has as many reads as errors.
    let call = try #require(
      try origins(patient, purities: [0.02, 0.7], isInScope: true).calls.first)
    #expect(call.explanation.depthForThreshold == .unattainable)
  }

  @Test func `what is costly is computed in scope alone`() throws {
    let outside = try call([[(0, 800), (70, 200)]])
    #expect(outside.label == .acquired)
    #expect(outside.explanation.depthForThreshold == nil)
    #expect(outside.explanation.acquiredInPatient == nil)
    #expect(outside.explanation.studyWeight == nil)
    #expect(outside.explanation.expectedReads != nil)
    let inside = try call([[(0, 800), (70, 200)]], isInScope: true)
    #expect(inside.probabilities == outside.probabilities)
    let range = try #require(inside.explanation.acquiredInPatient)
    let acquired = try #require(inside.probabilities).acquired
    #expect(range.lowerBound < range.upperBound && range.upperBound < acquired)
    #expect(range.lowerBound > 0)
  }

  @Test func `the weight of other patients can be named`() throws {
    #expect(try call(isInScope: true).explanation.studyWeight == nil, "nothing was learnt")
    // Twelve patients whose every mutation is acquired.
    let study = try (0..<12).map { _ in
      try #require(
        SinglePatient.evidence(
          [Biopsy(.primary), Biopsy(.metastasis)],
          (0..<30).map { [(0, 400), (60 + $0 % 5, 180)] }, bases: ("A", "G")))
    }
    let call = try call([[(0, 60), (70, 200)]], isInScope: true, study: study)
    let weight = try #require(call.explanation.studyWeight)
    // The patient itself is none of them.
    #expect(weight.patients == 12)
    let alone = try self.call([[(0, 60), (70, 200)]])
    let (own, expected) = (weight.probabilities, try #require(alone.probabilities))
    // Without them the call is what it is in a study of its own.
    #expect(abs(own.acquired - expected.acquired) < 1e-3)
    #expect(abs(own.preexistingClonal - expected.preexistingClonal) < 1e-3)
    #expect(weight.label == alone.label)
    #expect(try #require(call.probabilities).acquired > own.acquired + 0.02)
  }

  @Test func `reads that other mutations outweigh are named`() throws {
    let caller = try call([[(0, 200), (70, 200)]])
    #expect(caller.label == .acquired)
    #expect(try #require(caller.log10BayesFactorAbsent) > 0.5)
    #expect(caller.explanation.outweighed == nil)
    // Many sub-clones of a twentieth make one read of 200 one more of them.
    let sites: [[(Int, Int)?]] =
      [[(1, 200), (70, 200)]] + (0..<300).map { _ in [(4, 200), (70, 200)] }
    let subclone = try call(sites)
    #expect(subclone.label.isPreexisting)
    #expect(try #require(subclone.log10BayesFactorAbsent) >= 0.5)
    #expect(subclone.explanation.outweighed == .absence)
  }

  // MARK: In neither sample

  @Test func `what neither sample shows is no artefact`() throws {
    let result = try origins(
      SinglePatient.evidence(
        [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 400), Biopsy(.metastasis, day: 800)],
        [[(0, 400), (0, 400), (70, 200)], [(70, 400), (60, 200), (70, 200)]], bases: ("A", "G")),
      purities: [0.7, 0.7, 0.7])
    let call = try #require(
      result.calls.first { $0.mutation == 0 && $0.later.sample == 1 })
    #expect(call.label == .absentFromBoth)
    #expect(call.reason == nil)
    #expect(try #require(call.probabilities).artefact > 0.5)
    #expect(call.explanation.isShownElsewhere == true)
    let later = try #require(
      result.calls.first { $0.mutation == 0 && $0.later.sample == 2 })
    #expect(later.label == .acquired)
  }

  /// Whatever the reads: a label never contradicts what the trajectories show.
  @Test(arguments: [(0, 400, 1, 60), (1, 400, 0, 200), (0, 400, 0, 400), (2, 400, 2, 400)])
  func `a label agrees with what the samples show`(
    _ earlier: Int, _ earlierDepth: Int, _ later: Int, _ laterDepth: Int
  ) throws {
    for last in [nil, (60, 180)] as [(Int, Int)?] {
      var biopsies = [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 400)]
      var site: [(Int, Int)?] = [(earlier, earlierDepth), (later, laterDepth)]
      var trunk: [(Int, Int)?] = [(70, 400), (60, 200)]
      if let last {
        biopsies.append(Biopsy(.metastasis, day: 800))
        site.append(last)
        trunk.append((70, 200))
      }
      let patient = try #require(
        SinglePatient.evidence(biopsies, [site, trunk], bases: ("A", "G")))
      let result = try origins(patient, purities: [0.7, 0.7, 0.7])
      let seen = Set(
        result.trajectories.filter {
          $0.mutation == 0
            && MutationPresence.isSeen(
              patient.observations[$0.sample][0], presence: $0.presence)
        }.map(\.sample))
      let call = try #require(result.calls.first { $0.mutation == 0 && $0.later.sample == 1 })
      let isSeen = !seen.isDisjoint(with: [0, 1])
      switch call.label {
      case .absentFromBoth:
        #expect(!isSeen)
        #expect(call.explanation.isShownElsewhere == !seen.isEmpty)
        #expect(!seen.isEmpty || earlier + later == 0)
      case .artefact: #expect(isSeen || (seen.isEmpty && earlier + later > 0))
      default: #expect(call.explanation.isShownElsewhere == nil)
      }
    }
  }

  @Test func `an underpowered call names the sample that lacks the power`() throws {
    let earlier = try call([[(0, 3), (70, 200)]])
    #expect(earlier.reason == .underpowered && earlier.explanation.weakSide == .earlier)
    let later = try call([[(0, 400), (0, 3)], [(70, 200), (70, 200)]])
    #expect(later.reason != .underpowered || later.explanation.weakSide == .later)
    let settled = try call([[(0, 400), (70, 200)]])
    #expect(settled.label == .acquired && settled.explanation.weakSide == nil)
  }
}
