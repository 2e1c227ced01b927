package import DelimitedText
package import Report
package import Results
package import TumorModel

/// The tables of an origin analysis, each written by the declaration of its rows.
package struct OriginsTables<Element> {
  package var origins: Element
  package var pairs: Element
  package var trajectories: Element
  package var assumptions: Element
  package var purities: Element
  package var posteriors: Element
  package var curves: Element
  package var timeline: Element

  /// Makes an element for each table, in the order in which the files are put in place.
  package init(_ make: (any ResultRow.Type) throws -> Element) rethrows {
    origins = try make(OriginRow.self)
    pairs = try make(PairRow.self)
    trajectories = try make(TrajectoryRow.self)
    assumptions = try make(AssumptionRow.self)
    purities = try make(PuritySolutionRow.self)
    posteriors = try make(PosteriorRow.self)
    curves = try make(CurveRow.self)
    timeline = try make(TimelineRow.self)
  }

  /// The elements in that order.
  package var all: [Element] {
    [origins, pairs, trajectories, assumptions, purities, posteriors, curves, timeline]
  }
}

extension OriginsTables: Sendable where Element: Sendable {}

/// The rendered rows of some patients and what the summary needs of them.
package struct OriginsPiece: Sendable {
  package var tables: OriginsTables<TableWriter>
  package var summary = OriginsSummary()
  package var genes: GeneTally
  package var patients: [ManifestPatient] = []
  package var samples: [ManifestSample] = []
  /// The gene panels of the samples, by name.
  package var panels: [String: AssayCoverage.Panel] = [:]
  /// The VCFs that were written.
  package var variants = VariantOutput.Written()
  /// What goes into a cBioPortal study, where one is written.
  package var portal: PortalPiece?
  /// What MultiQC shows, where its files are written.
  package var multiQC: MultiQCContent?
  /// Where known mutations stand.
  package var hotspots = AssemblyByHotspots()

  /// Room for the rows of some patients in the tables with a row for each mutation.
  private static let capacity = 1 << 18

  package init(targets: [CohortTarget], isForPortal: Bool = false, isForMultiQC: Bool = false) {
    multiQC = isForMultiQC ? MultiQCContent() : nil
    portal = isForPortal ? PortalPiece() : nil
    tables = OriginsTables { _ in TableWriter(capacity: 1 << 12) }
    tables.origins = TableWriter(capacity: Self.capacity)
    tables.trajectories = TableWriter(capacity: Self.capacity)
    tables.curves = TableWriter(capacity: Self.capacity)
    genes = GeneTally(targets)
  }

  /// Renders a patient.
  package mutating func add(
    _ origins: PatientOrigins, of patient: PatientEvidence, treatments: [ManifestTreatment] = [],
    functionalClass: (Mutation) -> String?
  ) {
    OriginRow.forEach(in: origins, of: patient, functionalClass: functionalClass) {
      tables.origins.append($0)
    }
    for pair in origins.pairs { tables.pairs.append(PairRow(pair, of: patient)) }
    TrajectoryRow.forEach(in: origins, of: patient, functionalClass: functionalClass) {
      tables.trajectories.append($0)
    }
    for row in origins.sensitivity { tables.assumptions.append(AssumptionRow(row, of: patient)) }
    for row in PuritySolutionRow.rows(origins, of: patient) { tables.purities.append(row) }
    for posterior in origins.posteriors {
      for row in PosteriorRow.rows(posterior, of: patient) { tables.posteriors.append(row) }
    }
    CurveRow.forEach(in: origins, of: patient) { tables.curves.append($0) }
    portal?.add(origins, of: patient)
    multiQC?.add(origins, of: patient)
    summary.add(origins, of: patient)
    genes.add(origins, of: patient, functionalClass: functionalClass)
    let entry = ManifestPatient(id: patient.id, sex: patient.sex, build: patient.build)
    add(entry, samples: patient.samples, treatments: treatments)
  }

  /// Takes over what an earlier run wrote of a patient of whom there is nothing to call.
  package mutating func add(
    _ recorded: RecordedPatient, treatments: [ManifestTreatment],
    functionalClass: (Mutation) -> String?
  ) {
    for row in recorded.trajectories { tables.trajectories.append(row) }
    for row in recorded.purities { tables.purities.append(row) }
    summary.add(recorded)
    genes.add(recorded, functionalClass: functionalClass)
    add(recorded.patient, samples: recorded.samples, treatments: treatments)
  }

  private mutating func add(
    _ patient: ManifestPatient, samples: [Sample], treatments: [ManifestTreatment]
  ) {
    for row in TimelineRow.rows(of: patient, samples: samples, treatments: treatments) {
      tables.timeline.append(row)
    }
    patients.append(patient)
    self.samples += samples.map(ManifestSample.init)
    for case .panel(let panel) in samples.map(\.coverage) { panels[panel.name] = panel }
  }
}
