package import Results
package import TumorModel

/// The tables of one results folder, read side by side, patient by patient.
///
/// All tables list the patients in the order of `timeline.tsv`, each with the rows together, so that
/// one patient's rows are all that is held. Only the columns that a cohort needs are split.
package struct ResultsStream {
  /// Samples and lines of treatment.
  package struct Timeline {
    let rows: RowStream<TimelineRow>
    let patient: Place<String>
    let event: Place<TimelineRow.Event>
    let start: Place<Int?>
    let name: Place<String>
    let kind: Place<String>
    let build: Place<GenomeBuild?>
    let assay: Place<String>

    init(_ folder: ResultsFolder) throws {
      rows = try folder.stream(
        of: TimelineRow.self,
        only: [\.patient, \.event, \.start, \.name, \.kind, \.build, \.assay])
      patient = rows.place(of: \.patient)
      event = rows.place(of: \.event)
      start = rows.place(of: \.start)
      name = rows.place(of: \.name)
      kind = rows.place(of: \.kind)
      build = rows.place(of: \.build)
      assay = rows.place(of: \.assay)
    }
  }

  /// Comparisons.
  package struct Pairs {
    let rows: RowStream<PairRow>
    let patient: Place<String>
    let earlier: Place<ComparedSample>
    let later: Place<ComparedSample>

    init(_ folder: ResultsFolder) throws {
      rows = try folder.stream(of: PairRow.self, only: [\.patient, \.earlierSample, \.laterSample])
      patient = rows.place(of: \.patient)
      earlier = rows.place(of: \.earlierSample)
      later = rows.place(of: \.laterSample)
    }
  }

  /// Calls.
  package struct Origins {
    let rows: RowStream<OriginRow>
    let patient: Place<String>
    let gene: Place<String>
    let change: Place<String>
    let chromosome: Place<Chromosome>
    let position: Place<Int>
    let reference: Place<Allele>
    let alternate: Place<Allele>
    let classification: Place<String>
    let earlier: Place<ComparedSample>
    let later: Place<ComparedSample>
    let earlierDay: Place<Int?>
    let laterDay: Place<Int?>
    let acquired: Place<Double?>
    let subclonal: Place<Double?>
    let clonal: Place<Double?>
    let lost: Place<Double?>
    let limit: Place<Double?>
    let above: Place<Double?>
    let evidence: Place<Double?>
    let power: Place<Double?>
    let call: Place<OriginLabel>
    let reason: Place<IndeterminateReason?>
    let functionalClass: Place<String>

    init(_ folder: ResultsFolder) throws {
      rows = try folder.stream(
        of: OriginRow.self,
        only: [
          \.patient, \.gene, \.proteinChange, \.chromosome, \.position, \.reference, \.alternate,
          \.classification, \.earlierSample, \.laterSample, \.earlier.day, \.later.day, \.acquired,
          \.preexistingSubclonal, \.preexistingClonal, \.lost, \.earlier.limitOfDetection,
          \.earlierAboveThreshold,
          \.log10BayesFactorAbsent, \.earlier.detectionPower, \.call, \.reason, \.functionalClass,
        ])
      patient = rows.place(of: \.patient)
      gene = rows.place(of: \.gene)
      change = rows.place(of: \.proteinChange)
      chromosome = rows.place(of: \.chromosome)
      position = rows.place(of: \.position)
      reference = rows.place(of: \.reference)
      alternate = rows.place(of: \.alternate)
      classification = rows.place(of: \.classification)
      earlier = rows.place(of: \.earlierSample)
      later = rows.place(of: \.laterSample)
      earlierDay = rows.place(of: \.earlier.day)
      laterDay = rows.place(of: \.later.day)
      acquired = rows.place(of: \.acquired)
      subclonal = rows.place(of: \.preexistingSubclonal)
      clonal = rows.place(of: \.preexistingClonal)
      lost = rows.place(of: \.lost)
      limit = rows.place(of: \.earlier.limitOfDetection)
      above = rows.place(of: \.earlierAboveThreshold)
      evidence = rows.place(of: \.log10BayesFactorAbsent)
      power = rows.place(of: \.earlier.detectionPower)
      call = rows.place(of: \.call)
      reason = rows.place(of: \.reason)
      functionalClass = rows.place(of: \.functionalClass)
    }
  }

  /// Mutations by sample.
  package struct Trajectories {
    let rows: RowStream<TrajectoryRow>
    let patient: Place<String>
    let variant: Place<Variant>
    let sample: Place<String>
    let alternate: Place<Int?>
    let presence: Place<Double?>
    let gene: Place<String>
    let change: Place<String>
    let classification: Place<String>
    let functionalClass: Place<String>
    let missing: Place<MissingCounts?>

    init(_ folder: ResultsFolder) throws {
      rows = try folder.stream(
        of: TrajectoryRow.self,
        only: [
          \.patient, \.variant, \.sample, \.alternate, \.presence, \.gene, \.proteinChange,
          \.classification, \.functionalClass, \.missing,
        ])
      patient = rows.place(of: \.patient)
      variant = rows.place(of: \.variant)
      sample = rows.place(of: \.sample)
      alternate = rows.place(of: \.alternate)
      presence = rows.place(of: \.presence)
      gene = rows.place(of: \.gene)
      change = rows.place(of: \.proteinChange)
      classification = rows.place(of: \.classification)
      functionalClass = rows.place(of: \.functionalClass)
      missing = rows.place(of: \.missing)
    }
  }

  /// Likelihood curves, in the order of the calls.
  package struct Curves {
    let rows: RowStream<CurveRow>
    let patient: Place<String>
    let earlier: Place<ComparedSample>
    let later: Place<ComparedSample>
    let assumption: Place<CurveAssumption?>
    let earlierFalls: Place<LikelihoodFalls>
    let laterFalls: Place<LikelihoodFalls?>

    init(_ folder: ResultsFolder) throws {
      rows = try folder.stream(
        of: CurveRow.self,
        only: [
          \.patient, \.earlierSample, \.laterSample, \.assumption, \.earlier, \.later,
        ])
      patient = rows.place(of: \.patient)
      earlier = rows.place(of: \.earlierSample)
      later = rows.place(of: \.laterSample)
      assumption = rows.place(of: \.assumption)
      earlierFalls = rows.place(of: \.earlier)
      laterFalls = rows.place(of: \.later)
    }
  }

  package let timeline: Timeline
  package let pairs: Pairs
  package let origins: Origins
  package let trajectories: Trajectories
  package let curves: Curves
  /// The gene panels of the folder's samples, by name.
  package let panels: [String: AssayCoverage.Panel]
  private let folder: ResultsFolder

  /// Opens the tables of a folder whose manifest was read.
  ///
  /// - Throws: What reading throws.
  package init(_ folder: ResultsFolder) throws {
    self.folder = folder
    panels = folder.manifest.panelsByName
    timeline = try Timeline(folder)
    pairs = try Pairs(folder)
    origins = try Origins(folder)
    trajectories = try Trajectories(folder)
    curves = try Curves(folder)
  }

  /// The tables that are read to their end.
  package static let tableNames = Set(names)

  private static let names = [
    TimelineRow.table.fileName, PairRow.table.fileName, OriginRow.table.fileName,
    TrajectoryRow.table.fileName, CurveRow.table.fileName,
  ]

  /// The tables that a cohort reads, as a folder's manifest records them.
  package static func tables(of folder: ResultsFolder) -> [Manifest.File] {
    names.compactMap { name in
      folder.manifest.outputs.first { $0.path == name }
        .map { Manifest.File(path: $0.path, role: "results", sha256: $0.sha256) }
    }
  }

  /// Checks that every table was read to its end, and that all are those of the manifest.
  ///
  /// - Throws: ``TableFailure`` at the first row of a patient who is not in `timeline.tsv`, and where a
  ///   table does not belong to the results.
  package func requireEnd() throws {
    try requireEnd(pairs.rows, pairs.patient)
    try requireEnd(origins.rows, origins.patient)
    try requireEnd(trajectories.rows, trajectories.patient)
    try requireEnd(curves.rows, curves.patient)
    try requireEnd(timeline.rows, timeline.patient)
  }

  private func requireEnd<Row>(_ rows: RowStream<Row>, _ patient: Place<String>) throws {
    if rows.hasRow {
      throw rows.failure(
        at: patient,
        "patient '\(rows.text(patient))' is not in \(TimelineRow.table.fileName), or not in its "
          + "order; expected each patient's rows together and the patients of all tables in one "
          + "order")
    }
    try folder.verify(Row.table.fileName, checksum: rows.checksum ?? "")
  }
}
