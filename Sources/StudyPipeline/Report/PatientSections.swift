package import Figures
package import Report
package import Results
import TumorModel

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

  private let tables: StudyTables
  private let assumptions: PatientTable<AssumptionRow>
  private let purities: PatientTable<PuritySolutionRow>
  private let posteriors: PatientTable<PosteriorRow>
  private let names: Pseudonyms?
  private let builds: [String: GenomeBuild]

  /// Opens the tables that the sections share.
  package init(folder: String, isPseudonymised: Bool) throws {
    tables = try StudyTables(folder)
    assumptions = try tables.folder.table(of: AssumptionRow.self)
    purities = try tables.folder.table(of: PuritySolutionRow.self)
    posteriors = try tables.folder.table(of: PosteriorRow.self)
    let original = tables.folder.manifest
    names = isPseudonymised ? Pseudonyms(original, pairs: try tables.allPairs()) : nil
    manifest = names?.renamed(original) ?? original
    genes = Knowledge.bundled.genes.union(original.genes)
    compared = tables.patients.filter(tables.hasCalls)
    others = tables.patients.filter { [tables] in !tables.hasCalls($0) }
    builds = Dictionary(
      original.patients.compactMap { patient in patient.build.map { (patient.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// A patient of ``compared``.
  package func part(_ id: String) throws -> Part {
    let genes = genes
    var patient = try tables.patient(id)
    patient.posteriors = try posteriors.rows(of: id) { genes.contains($0.gene) }
    var assumptions = try assumptions.rows(of: id) { genes.contains($0.gene) }
    var purities = try purities.rows(of: id)
    if let names {
      patient = names.renamed(patient)
      assumptions = assumptions.map(names.renamed)
      purities = purities.map(names.renamed)
    }
    let section = PatientSection(
      patient: patient,
      explainer: Explainer(
        pairs: patient.pairs, assumptions: assumptions, purities: purities,
        threshold: manifest.parameters.threshold),
      leading: manifest.genes, drivers: genes, build: builds[id]
    ).section()
    // What only the section shows need not be kept for the figures of the whole study.
    patient.posteriors = []
    return Part(section: section, patient: patient)
  }

  /// A patient of ``others``.
  package func other(_ id: String) throws -> StudyPatient {
    let patient = try tables.patient(id)
    return names?.renamed(patient) ?? patient
  }

  /// All patients in the order of the manifest.
  ///
  /// - Parameter parts: Those of ``compared``, in their order.
  package func all(with parts: [StudyPatient]) throws -> [StudyPatient] {
    var parts = parts[...]
    return try tables.patients.compactMap { id in
      tables.hasCalls(id) ? parts.popFirst() : try other(id)
    }
  }
}
