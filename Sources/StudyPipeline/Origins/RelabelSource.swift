package import ClonalEvolution
package import Results
package import TumorModel
import Wording

/// Earlier results as a source of patients: reads, copy numbers and samples without their files.
package struct RelabelSource: OriginsSource {
  /// The choices of the earlier run.
  package let parameters: OriginParameters
  /// The genes that the earlier run was asked for.
  package let genes: [String]
  package let isSynthetic: Bool
  package let inputs: [Manifest.File]
  package let warnings: [String]
  package let treatments: [ManifestTreatment]
  private let origins: PatientTable<OriginRow>
  private let trajectories: PatientTable<TrajectoryRow>
  private let purities: PatientTable<PuritySolutionRow>
  private let patients: [ManifestPatient]
  private let samples: [String: [Sample]]
  private let recorded: StudyIdentity

  /// Flags that reading raises; all others are inferred anew.
  private static let readingFlags: OriginFlags = [
    .notLeftAligned, .copyNumberRounded, .duplicateRows, .implausibleFrequency,
    .duplicationScaled, .unexpectedY, .subclonalCopyNumber, .depthScaled, .seenInNormal,
    .possibleCloneInBlood,
  ]

  /// Opens a results folder.
  ///
  /// - Throws: ``CommandFailure``, `FileFailure` and `TableFailure` when a part of the results is
  ///   missing, damaged or of another version.
  package init(folder: String) throws {
    let results = try ResultsFolder(opening: folder)
    let manifest = results.manifest
    let path = "\(results.path)/\(Manifest.fileName)"
    guard let parameters = manifest.parameters.parameters else {
      throw TableFailure(
        path: path, "a parameter is out of range; expected those of an origin analysis")
    }
    origins = try results.table(of: OriginRow.self)
    trajectories = try results.table(of: TrajectoryRow.self)
    purities = try results.table(of: PuritySolutionRow.self)
    recorded = try StudyIdentity(recorded: results.table(of: PairRow.self))
    self.parameters = parameters
    genes = manifest.genes
    isSynthetic = manifest.isSynthetic
    inputs = manifest.inputs
    treatments = manifest.treatments ?? []
    patients = manifest.patients
    var samples: [String: [Sample]] = [:]
    let panels = manifest.panelsByName
    for entry in manifest.samples {
      guard let sample = entry.sample(panels: panels) else {
        throw TableFailure(
          path: path, "sample '\(entry.id)' has a value out of range; expected one of a sample")
      }
      samples[sample.patient, default: []].append(sample)
    }
    self.samples = samples
    let known = Set(patients.map(\.id))
    for id in origins.patients where !known.contains(id) || samples[id] == nil {
      throw TableFailure(
        path: path, "patient '\(id)' of \(origins.path) is missing; expected its samples")
    }
    let single = patients.count - origins.patients.count
    warnings =
      single > 0
      ? [
        "\(origins.path): warning: \(Wording.count(single, "patient")) without a pair: their rows "
          + "are those of the earlier run"
      ] : []
  }

  package var patientCount: Int { patients.count }

  package var recordedParameters: OriginParameters? {
    patients.allSatisfy { origins.contains($0.id) } ? nil : parameters
  }

  package func recordedPatient(at index: Int) throws -> RecordedPatient? {
    let patient = patients[index]
    if origins.contains(patient.id) { return nil }
    var recorded = RecordedPatient(patient: patient, samples: samples[patient.id] ?? [])
    recorded.trajectories = try trajectories.rows(of: patient.id)
    recorded.purities = try purities.rows(of: patient.id)
    return recorded
  }

  /// What the earlier run established; reads at inherited variants are in no table.
  package func identity(threads: Int) async throws -> StudyIdentity { recorded }

  package func patientID(at index: Int) -> String { patients[index].id }

  package func hasPair(at index: Int) -> Bool {
    let id = patients[index].id
    return origins.contains(id) && (samples[id]?.count ?? 0) > 1
  }

  package func patient(at index: Int) throws -> PatientEvidence {
    let entry = patients[index]
    let samples = samples[entry.id] ?? []
    let places = Dictionary(samples.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var mutations: [Variant: Site] = [:]
    for row in try origins.rows(of: entry.id) {
      guard let variant = row.variant else {
        throw failure(row, "position and alleles are those of no variant")
      }
      var site =
        mutations.removeValue(forKey: variant) ?? Site(row, of: variant, samples: samples.count)
      if site.background == nil { site.background = background(of: row) }
      for (sample, side) in [
        (row.earlierSample, row.earlier), (row.laterSample, row.later),
      ] {
        guard let id = sample.id else { continue }
        guard let place = places[id] else {
          throw failure(row, "sample '\(id)' is not in \(Manifest.fileName)")
        }
        site.observations[place] = try observation(side, of: id, in: row)
        site.copyNumbers[place] = try copyNumber(side, of: id, in: row)
        site.mixtures[place] = side.copyNumberParts
        site.supports[place] = side.orientation?.support
      }
      site.flags.formUnion(row.flags.intersection(Self.readingFlags))
      mutations[variant] = site
    }
    let sites = mutations.values.sorted { $0.mutation.variant < $1.mutation.variant }
    let observations = samples.indices.map { sample in sites.map { $0.observations[sample] } }
    let evidence = PatientEvidence(
      id: entry.id, sex: entry.sex, build: entry.build, samples: samples,
      mutations: sites.map(\.mutation), observations: observations,
      copyNumbers: samples.indices.map { sample in sites.map { $0.copyNumbers[sample] } },
      depths: observations.map { $0.compactMap { $0.counts?.depth }.sorted() },
      flags: sites.map(\.flags), supporting: Self.supporting(sites, samples: samples.count))
    guard let evidence else {
      throw CommandFailure(.analysisFailed, "error: patient '\(entry.id)' cannot be put together")
    }
    return evidence
  }

  /// What the rows of one mutation say.
  private struct Site {
    let mutation: Mutation
    var observations: [SiteObservation]
    var copyNumbers: [CopyNumber?]
    var mixtures: [CopyNumberMixture?]
    var supports: [ReadSupport?]
    var background: SiteBackground?
    var flags: OriginFlags = []

    init(_ row: OriginRow, of variant: Variant, samples count: Int) {
      mutation = Mutation(
        variant: variant, gene: row.gene, proteinChange: row.proteinChange,
        classification: row.classification)
      observations = Array(repeating: .notAssayed, count: count)
      copyNumbers = Array(repeating: nil, count: count)
      mixtures = Array(repeating: nil, count: count)
      supports = Array(repeating: nil, count: count)
    }
  }

  /// What the rows tell beyond counts; empty tables where none tells anything.
  private static func supporting(_ sites: [Site], samples count: Int) -> SupportingEvidence {
    var supporting = SupportingEvidence()
    if sites.contains(where: { $0.mixtures.contains { $0 != nil } }) {
      supporting.copyNumberMixtures = (0..<count).map { sample in
        sites.map { $0.mixtures[sample] }
      }
    }
    if sites.contains(where: { $0.supports.contains { $0 != nil } }) {
      supporting.readSupport = (0..<count).map { sample in sites.map { $0.supports[sample] } }
    }
    if sites.contains(where: { $0.background != nil }) {
      supporting.backgrounds = sites.map(\.background)
    }
    return supporting
  }

  /// The background of a row's site, as learnt where the row says it was.
  private func background(of row: OriginRow) -> SiteBackground? {
    guard let mean = row.backgroundRate, let precision = row.backgroundPrecision,
      let normals = row.backgroundNormals
    else { return nil }
    let isLearnt = [row.earlier, row.later].contains { $0.errorModel?.basis == .normals }
    return SiteBackground(
      mean: mean, precision: precision, normals: normals, source: isLearnt ? .normals : .panel)
  }

  private func observation(
    _ side: OriginRow.Side, of sample: String, in row: OriginRow
  ) throws -> SiteObservation {
    if let missing = side.missing { return missing.observation }
    guard let depth = side.depth, let alternate = side.alternate,
      let counts = ReadCounts(alternate: alternate, depth: depth)
    else {
      throw failure(
        row,
        "the counts of '\(sample)' are missing or wrong; expected alternate reads up to the "
          + "depth")
    }
    return .counted(counts)
  }

  private func copyNumber(
    _ side: OriginRow.Side, of sample: String, in row: OriginRow
  ) throws -> CopyNumber? {
    if side.majorCopies == nil, side.minorCopies == nil { return nil }
    guard let major = side.majorCopies, let minor = side.minorCopies,
      let copyNumber = CopyNumber(major: major, minor: minor)
    else {
      throw failure(
        row, "the copy number of '\(sample)' is wrong; expected a minor one up to the major one")
    }
    return copyNumber
  }

  private func failure(_ row: OriginRow, _ problem: String) -> TableFailure {
    TableFailure(path: origins.path, "patient '\(row.patient)', \(row.mutation): \(problem)")
  }
}
