import Foundation
import Results
import Testing
import TumorModel

@testable import StudyPipeline

/// Patients held in memory.
struct FakeStudy: OriginsSource {
  var patients: [PatientEvidence]
  var isSynthetic = true
  var inputs: [Manifest.File] = [.init(path: "samples.csv", role: "sheet", sha256: "ab")]
  var warnings: [String] = []

  var patientCount: Int { patients.count }
  var studySize: Int { patients.count }
  func patientID(at index: Int) -> String { patients[index].id }
  func hasPair(at index: Int) -> Bool { patients[index].samples.count > 1 }
  func patient(at index: Int) -> PatientEvidence { patients[index] }

  /// Patients with a primary and a metastasis each and a number of mutations that differs.
  static func made(_ count: Int) throws -> FakeStudy {
    FakeStudy(patients: try (0..<count).map { try patient("P\($0)", mutations: 1 + $0 * 7 % 23) })
  }

  /// A patient whose first mutation is ERBB2's; every fifth site is uncalled in the primary.
  static func patient(_ id: String, mutations count: Int) throws -> PatientEvidence {
    var primary = Sample(id: id + "-1", patient: id, role: .primary)
    primary.purity = Purity(0.5)
    primary.purityDeviation = 0.05
    primary.specimen = .ffpe
    var metastasis = Sample(id: id + "-2", patient: id, role: .metastasis)
    metastasis.day = 400
    let chromosome = try #require(Chromosome("17"))
    var mutations: [Mutation] = []
    var observations: [[SiteObservation]] = [[], []]
    var copyNumbers: [[CopyNumber?]] = [[], []]
    for index in 0..<count {
      mutations.append(
        Mutation(
          variant: try #require(
            Variant(
              chromosome: chromosome, position: 37_880_220 + index * 10,
              reference: index % 4 == 3 ? "-" : "T", alternate: "G")),
          gene: index == 0 ? "ERBB2" : "G\(index)", proteinChange: "p.L\(755 + index)S",
          classification: "Missense_Mutation"))
      let depth = 60 + index
      let early: SiteObservation =
        switch index % 5 {
        case 4: .uncalled
        case 3: .withoutCounts
        default: .counted(try #require(ReadCounts(alternate: index % 3, depth: depth)))
        }
      observations[0].append(early)
      observations[1].append(
        .counted(try #require(ReadCounts(alternate: 20, depth: 2 * depth))))
      copyNumbers[0].append(index % 2 == 0 ? .normal : nil)
      copyNumbers[1].append(CopyNumber(major: 2, minor: 0))
    }
    var supporting = SupportingEvidence()
    if count > 10 {
      var support = ReadSupport()
      support.firstOrientation = .init(reference: 25, alternate: 0)
      support.secondOrientation = .init(reference: 31, alternate: 4)
      supporting.readSupport = observations.map { row in
        row.enumerated().map { $1.counts != nil && $0 % 2 == 0 ? support : nil }
      }
      supporting.backgrounds = mutations.indices.map {
        $0 % 3 > 0
          ? SiteBackground(mean: 0.0125, precision: 150, normals: 12, source: .normals) : nil
      }
    }
    return try #require(
      PatientEvidence(
        id: id, sex: .female, build: .hg19, samples: [primary, metastasis], mutations: mutations,
        observations: observations, copyNumbers: copyNumbers,
        depths: observations.map { $0.compactMap { $0.counts?.depth }.sorted() },
        flags: mutations.indices.map { $0 % 4 == 3 ? .notLeftAligned : [] },
        supporting: supporting))
  }

  /// Calls that follow from the counts alone.
  static func infer(_ patient: PatientEvidence) -> PatientOrigins {
    var origins = PatientOrigins(patient: patient.id)
    let estimates = SampleEstimates(
      purity: 0.5, purityDeviation: 0.05, precision: 300, errorRate: 1e-3, deaminationRate: 5e-3,
      artefactShare: 0.05)
    var pair = PairSummary(earlier: 0, later: 1, laterModel: estimates)
    pair.earlierModel = estimates
    origins.pairs = [pair]
    for index in patient.mutations.indices {
      var earlier = OriginSide(sample: 0, observation: patient.observations[0][index])
      var later = OriginSide(sample: 1, observation: patient.observations[1][index])
      (earlier.copyNumber, later.copyNumber) = (
        patient.copyNumbers[0][index], patient.copyNumbers[1][index]
      )
      (earlier.purity, later.purity) = (0.5, 0.7)
      earlier.errorModel = ErrorModelUse(.ffpe, usesOrientation: true)
      later.errorModel = ErrorModelUse(.normals)
      var call = OriginCall(mutation: index, earlier: earlier, later: later)
      call.flags = patient.flags[index].union(.sexAssumed)
      call.siteBackground = patient.supporting.background(mutation: index)
      if let counts = patient.observations[0][index].counts {
        let share = 1 / (1 + Double(counts.alternate))
        call.probabilities = OriginProbabilities(
          acquired: share, preexistingSubclonal: 1 - share, preexistingClonal: 0, lost: 0,
          artefact: 0)
        call.label = counts.alternate == 0 ? .acquired : .preexistingSubclonal
        call.reason = nil
        call.earlier.detectionPower = Double(counts.depth) / 100
      }
      origins.calls.append(call)
      origins.curves.append(OriginCurve(mutation: index, earlier: 0, later: 1))
      origins.trajectories.append(TrajectoryPoint(mutation: index, sample: 0))
      origins.trajectories.append(TrajectoryPoint(mutation: index, sample: 1))
    }
    return origins
  }
}

/// A folder that is removed in the end.
func withTemporaryFolder(_ body: (String) async throws -> Void) async throws {
  let path = FileManager.default.temporaryDirectory.path + "/mc-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try await body(path)
}
