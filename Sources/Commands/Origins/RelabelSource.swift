import ClonalEvolution
import Foundation
import Reporting
import TumorModel

/// Earlier results as a source of patients: reads, copy numbers and samples without their files.
struct RelabelSource: OriginsSource {
  /// The choices of the earlier run.
  let parameters: OriginParameters
  /// The genes that the earlier run was asked for.
  let genes: [String]
  let isSynthetic: Bool
  let inputs: [Manifest.File]
  let warnings: [String]
  let treatments: [ManifestTreatment]
  let studySize: Int
  private let table: ResultTableReader
  private let columns: Columns
  private let groups: [String: ResultTableReader.Group]
  private let patients: [ManifestPatient]
  private let unpaired: RecordedPatients
  private let samples: [String: [Sample]]
  private let recorded: [StudyIdentity.PairKey: PairIdentity]

  /// Flags that reading raises; all others are inferred anew.
  private static let readingFlags: OriginFlags = [
    .notLeftAligned, .copyNumberRounded, .duplicateRows, .implausibleFrequency,
    .duplicationScaled, .unexpectedY, .subclonalCopyNumber, .depthScaled, .seenInNormal,
    .possibleCloneInBlood,
  ]

  /// Where the columns stand that the evidence rests on.
  private struct Columns {
    struct Side {
      let sample: Int
      let depth: Int
      let alternate: Int
      let major: Int
      let minor: Int
      let observation: Int
      /// `nil` in tables of earlier versions, which lack the column.
      let parts: Int?
      // Results of earlier versions tell neither.
      let errorModel: Int?
      let orientation: Int?

      init(_ side: String, in table: ResultTableReader) throws {
        sample = try table.column("\(side)_sample")
        depth = try table.column("\(side)_depth")
        alternate = try table.column("\(side)_alt")
        major = try table.column("\(side)_major_cn")
        minor = try table.column("\(side)_minor_cn")
        observation = try table.column("\(side)_observation")
        parts = table.columns.firstIndex(of: "\(side)_cn_parts")
        errorModel = try? table.column("\(side)_error_model")
        orientation = try? table.column("\(side)_orientation")
      }
    }

    let gene: Int
    let proteinChange: Int
    let chromosome: Int
    let position: Int
    let reference: Int
    let alternate: Int
    let classification: Int
    let flags: Int
    let background: (rate: Int, precision: Int, normals: Int)?
    let earlier: Side
    let later: Side

    init(_ table: ResultTableReader) throws {
      gene = try table.column("gene")
      proteinChange = try table.column("protein_change")
      chromosome = try table.column("chromosome")
      position = try table.column("position")
      reference = try table.column("ref")
      alternate = try table.column("alt")
      classification = try table.column("variant_class")
      flags = try table.column("flags")
      if let rate = try? table.column("background_rate"),
        let precision = try? table.column("background_precision"),
        let normals = try? table.column("background_normals")
      {
        background = (rate, precision, normals)
      } else {
        background = nil
      }
      earlier = try Side("earlier", in: table)
      later = try Side("later", in: table)
    }
  }

  /// Opens a results folder.
  ///
  /// - Throws: ``CommandFailure`` when a piece is missing or wrong.
  init(folder: String) throws {
    let path = "\(folder)/\(Manifest.fileName)"
    let manifest = try Manifest.read(path)
    guard let parameters = manifest.parameters.parameters else {
      throw CommandFailure(.badData, "\(path): error: unknown names among the parameters")
    }
    table = try ResultTableReader(path: "\(folder)/\(ResultTable.origins.fileName)")
    columns = try Columns(table)
    let found = try table.groups()
    groups = Dictionary(found.map { ($0.key, $0) }) { first, _ in first }
    self.parameters = parameters
    genes = manifest.genes
    isSynthetic = manifest.isSynthetic
    inputs = manifest.inputs
    treatments = manifest.treatments ?? []
    studySize = manifest.patients.count
    patients = manifest.patients
    let known = Set(patients.map(\.id))
    var samples: [String: [Sample]] = [:]
    for entry in manifest.samples {
      guard let sample = entry.sample else {
        throw CommandFailure(
          .badData, "\(path): error: sample '\(entry.id)' has a value that no sample can have")
      }
      samples[sample.patient, default: []].append(sample)
    }
    self.samples = samples
    for group in found where !known.contains(group.key) || samples[group.key] == nil {
      throw CommandFailure(
        .badData,
        "\(path): error: patient '\(group.key)' of \(table.path) is missing; expected its samples")
    }
    recorded = try RecordedIdentity.read(folder: folder)
    unpaired = try RecordedPatients(folder: folder)
    let single = manifest.patients.count - groups.count
    warnings =
      single > 0
      ? [
        "\(table.path): warning: \(Wording.count(single, "patient")) without a pair: their rows are "
          + "those of the earlier run"
      ] : []
  }

  var patientCount: Int { patients.count }

  func recordedPatient(at index: Int) throws -> RecordedPatient? {
    let patient = patients[index]
    if groups[patient.id] != nil { return nil }
    return try unpaired.patient(patient, samples: samples[patient.id] ?? [])
  }

  /// What the earlier run established; reads at inherited variants are in no table.
  func identity(threads: Int) async throws -> StudyIdentity { StudyIdentity(recorded: recorded) }

  func hasPair(at index: Int) -> Bool {
    let id = patients[index].id
    return groups[id] != nil && (samples[id]?.count ?? 0) > 1
  }

  func patient(at index: Int) throws -> PatientEvidence {
    let entry = patients[index]
    guard let group = groups[entry.id], let samples = samples[entry.id] else {
      throw CommandFailure(.badData, "\(table.path): error: patient '\(entry.id)' is unknown")
    }
    let places = Dictionary(samples.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var mutations: [Variant: Row] = [:]
    try table.forEachRow(of: group) { row in
      let variant = try variant(of: row)
      var known =
        mutations.removeValue(forKey: variant)
        ?? Row(
          mutation: Mutation(
            variant: variant, gene: row.text(columns.gene),
            proteinChange: row.text(columns.proteinChange),
            classification: row.text(columns.classification)),
          observations: Array(repeating: .notAssayed, count: samples.count),
          copyNumbers: Array(repeating: nil, count: samples.count),
          mixtures: Array(repeating: nil, count: samples.count),
          supports: Array(repeating: nil, count: samples.count))
      if known.background == nil { known.background = background(of: row) }
      for side in [columns.earlier, columns.later] {
        let name = row.text(side.sample)
        if name == "*" { continue }
        guard let place = places[name] else {
          throw failure(row, "sample '\(name)' is not in the manifest")
        }
        known.observations[place] = try observation(of: row, side)
        known.copyNumbers[place] = try copyNumber(of: row, side)
        known.mixtures[place] = try mixture(of: row, side)
        known.supports[place] = side.orientation.flatMap {
          ReadSupport(orientations: row.text($0))
        }
      }
      let names = Set(row.text(columns.flags).split(separator: ";").map(String.init))
      for (flag, name) in OriginFlags.names where names.contains(name) {
        known.flags.formUnion(flag.intersection(Self.readingFlags))
      }
      mutations[variant] = known
      return true
    }
    let rows = mutations.values.sorted { $0.mutation.variant < $1.mutation.variant }
    let observations = samples.indices.map { sample in rows.map { $0.observations[sample] } }
    let evidence = PatientEvidence(
      id: entry.id, sex: entry.sex.flatMap { Sex(rawValue: $0) },
      build: entry.build.flatMap { GenomeBuild(rawValue: $0) },
      samples: samples, mutations: rows.map(\.mutation), observations: observations,
      copyNumbers: samples.indices.map { sample in rows.map { $0.copyNumbers[sample] } },
      depths: observations.map { $0.compactMap { $0.counts?.depth }.sorted() },
      flags: rows.map(\.flags), supporting: Self.supporting(rows, samples: samples.count))
    guard let evidence else {
      throw CommandFailure(.analysisFailed, "error: patient '\(entry.id)' cannot be put together")
    }
    return evidence
  }

  /// What the rows of one mutation say.
  private struct Row {
    let mutation: Mutation
    var observations: [SiteObservation]
    var copyNumbers: [CopyNumber?]
    var mixtures: [CopyNumberMixture?]
    var supports: [ReadSupport?]
    var background: SiteBackground?
    var flags: OriginFlags = []
  }

  /// What the rows tell beyond counts; empty tables where none tells anything.
  private static func supporting(_ rows: [Row], samples count: Int) -> SupportingEvidence {
    var supporting = SupportingEvidence()
    if rows.contains(where: { $0.mixtures.contains { $0 != nil } }) {
      supporting.copyNumberMixtures = (0..<count).map { sample in
        rows.map { $0.mixtures[sample] }
      }
    }
    if rows.contains(where: { $0.supports.contains { $0 != nil } }) {
      supporting.readSupport = (0..<count).map { sample in rows.map { $0.supports[sample] } }
    }
    if rows.contains(where: { $0.background != nil }) {
      supporting.backgrounds = rows.map(\.background)
    }
    return supporting
  }

  /// The background of a row's site, as learnt where the row says it was.
  private func background(of row: ResultTableReader.Row) -> SiteBackground? {
    guard let places = columns.background, let mean = row.double(places.rate),
      let precision = row.double(places.precision), let normals = row.int(places.normals)
    else { return nil }
    let models = [columns.earlier, columns.later].compactMap {
      $0.errorModel.flatMap { ErrorModelUse(name: row.text($0)) }
    }
    return SiteBackground(
      mean: mean, precision: precision, normals: normals,
      source: models.contains { $0.basis == .normals } ? .normals : .panel)
  }

  private func variant(of row: ResultTableReader.Row) throws -> Variant {
    guard let chromosome = Chromosome(row.text(columns.chromosome)),
      let position = row.int(columns.position),
      let variant = Variant(
        chromosome: chromosome, position: position, reference: row.text(columns.reference),
        alternate: row.text(columns.alternate))
    else { throw failure(row, "the position or an allele is no variant's") }
    return variant
  }

  private func observation(
    of row: ResultTableReader.Row, _ side: Columns.Side
  ) throws -> SiteObservation {
    let name = row.text(side.observation)
    if let observation = SiteObservation(absenceName: name) { return observation }
    guard name.isEmpty, let depth = row.int(side.depth), let alternate = row.int(side.alternate),
      let counts = ReadCounts(alternate: alternate, depth: depth)
    else {
      throw failure(row, "the counts of '\(row.text(side.sample))' are missing or wrong")
    }
    return .counted(counts)
  }

  private func copyNumber(
    of row: ResultTableReader.Row, _ side: Columns.Side
  ) throws -> CopyNumber? {
    if row.text(side.major).isEmpty, row.text(side.minor).isEmpty { return nil }
    guard let major = row.int(side.major), let minor = row.int(side.minor),
      let copyNumber = CopyNumber(major: major, minor: minor)
    else { throw failure(row, "the copy number of '\(row.text(side.sample))' is wrong") }
    return copyNumber
  }

  private func mixture(
    of row: ResultTableReader.Row, _ side: Columns.Side
  ) throws -> CopyNumberMixture? {
    guard let column = side.parts else { return nil }
    let text = row.text(column)
    if text.isEmpty { return nil }
    guard let mixture = CopyNumberMixture(tableText: text) else {
      throw failure(row, "the copy numbers of '\(row.text(side.sample))' are wrong")
    }
    return mixture
  }

  private func failure(_ row: ResultTableReader.Row, _ problem: String) -> CommandFailure {
    CommandFailure(.badData, "\(table.path):\(row.line): error: \(problem)")
  }
}
