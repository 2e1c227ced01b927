package import Figures
package import Report
package import Results
import TumorModel
import Wording

/// The sections of a report's patients, each made on demand and from any thread.
package struct PatientSections: Sendable {
  /// A patient as the report shows it.
  package struct Part: Sendable {
    /// The patient's section.
    package let section: ReportPatient
    /// The rows behind it.
    package let patient: StudyPatient
  }

  /// The patients with a pair of samples, in the order of the manifest, as the tables name them.
  package let compared: [String]
  /// The patients without one.
  package let others: [String]
  /// How the results were made, under the names that the report shows.
  package let manifest: Manifest
  /// Genes whose calls are told in words.
  package let genes: Set<String>
  /// The folder.
  package var results: ResultsFolder { tables.folder }

  /// All patients, as the tables name them.
  var patientNames: Set<String> { Set(tables.patients) }

  /// Most patients of a report that draws their clones: pictures would be most of a larger page.
  package var mostDrawn = 500

  private let tables: StudyTables
  private let assumptions: PatientTable<AssumptionRow>
  private let purities: PatientTable<PuritySolutionRow>
  private let posteriors: PatientTable<PosteriorRow>
  private let counts: CountedReads
  private let clones: CloneTables
  private let courses: PatientCourses?
  private let names: Pseudonyms?
  /// New names for tables of responses; `nil` where names are kept.
  let responseNames: ResponseNames?
  private let builds: [String: GenomeBuild]

  /// Opens the tables that the sections share.
  ///
  /// - Parameters:
  ///   - record: What was made of what; `nil` for what the folder itself records.
  ///   - courses: The courses of patients under treatment; `nil` for none.
  package init(
    folder: String, isPseudonymised: Bool, record: RunRecord? = nil,
    courses: ResponseTables? = nil
  ) throws {
    tables = try StudyTables(folder)
    assumptions = try tables.folder.table(of: AssumptionRow.self)
    purities = try tables.folder.table(of: PuritySolutionRow.self)
    posteriors = try tables.folder.table(of: PosteriorRow.self)
    counts = try CountedReads(folder: tables.folder.path, record: record)
    clones = try CloneTables(folder: tables.folder.path, record: record)
    let original = tables.folder.manifest
    try Self.requireSamples(of: original, in: tables.folder.table(of: TimelineRow.self))
    self.courses = courses.map(PatientCourses.init)
    let treated = courses?.patients ?? []
    names =
      isPseudonymised
      ? Pseudonyms(original, pairs: try tables.allPairs(), others: treated) : nil
    responseNames = names.map {
      ResponseNames(
        $0, patients: (original.patients.map(\.id) + treated).distinct,
        samples: original.samples.map(\.id))
    }
    manifest = names?.renamed(original) ?? original
    genes = Knowledge.bundled.genes.union(original.genes)
    compared = tables.patients.filter(tables.hasCalls)
    others = tables.patients.filter { [tables] in !tables.hasCalls($0) }
    builds = Dictionary(
      original.patients.compactMap { patient in patient.build.map { (patient.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Checks that the timeline is whole and tells the samples of the manifest, in whichever order: the
  /// timeline has them by time, the manifest as the study sheet lists them.
  private static func requireSamples(
    of manifest: Manifest, in timeline: PatientTable<TimelineRow>
  ) throws {
    let samples = Dictionary(grouping: manifest.samples, by: \.patient)
      .mapValues { $0.map(\.id).sorted() }
    var told: [String: [String]] = [:]
    for row in try timeline.rows() where row.event == .sample {
      told[row.patient, default: []].append(row.name)
    }
    guard samples == told.mapValues({ $0.sorted() }) else {
      throw TableFailure(
        path: timeline.path,
        "the samples are not those of \(Manifest.fileName); expected the files that one run wrote, "
          + "unchanged")
    }
  }

  /// A patient of ``compared``.
  package func part(_ id: String) throws -> Part {
    let genes = genes
    var patient = try tables.patient(id)
    patient.posteriors = try posteriors.rows(of: id) { genes.contains($0.gene) }
    patient.clones = try clones.clones(of: id)
    var assumptions = try assumptions.rows(of: id) { genes.contains($0.gene) }
    var purities = try purities.rows(of: id)
    var counts = try counts.rows(of: id)
    if let names {
      patient = names.renamed(patient)
      assumptions = assumptions.map(names.renamed)
      purities = purities.map(names.renamed)
      for row in counts.indices { counts[row].sample = names.sample(counts[row].sample, of: id) }
    }
    var section = PatientSection(
      patient: patient,
      explainer: Explainer(
        pairs: patient.pairs, assumptions: assumptions, purities: purities,
        threshold: manifest.parameters.threshold, posteriors: patient.posteriors,
        prior: PriorBasis(manifest), counts: counts),
      leading: manifest.genes, drivers: genes, build: builds[id],
      drawsClones: compared.count <= mostDrawn
    ).section()
    section.course = courses?.course(of: id, as: patient.id)
    // What only the section shows need not be kept for the figures of the whole study.
    (patient.posteriors, patient.clones) = ([], StudyClones())
    return Part(section: section, patient: patient)
  }

  /// A patient of ``others``.
  package func other(_ id: String) throws -> StudyPatient {
    let patient = try tables.patient(id)
    return names?.renamed(patient) ?? patient
  }

  /// All patients in the order of the manifest, as the figures of the whole study need them.
  ///
  /// - Parameters:
  ///   - parts: Those of ``compared``, in their order.
  ///   - genes: The genes that are drawn.
  package func all(with parts: [StudyPatient], of genes: Set<String>) throws -> [StudyPatient] {
    var parts = parts[...]
    return try tables.patients.compactMap { id in
      tables.hasCalls(id) ? parts.popFirst() : try other(id).forStudyFigures(of: genes)
    }
  }
}

extension StudyPatient {
  /// The patient without the trajectories of genes that no figure of the whole study draws: in a large
  /// study they would be most of the memory.
  func forStudyFigures(of genes: Set<String>) -> StudyPatient {
    var patient = self
    patient.trajectories = trajectories.filter { genes.contains($0.gene) }
    return patient
  }
}
