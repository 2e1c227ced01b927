import DelimitedText
import Foundation
public import TumorModel

/// Writes the calls of a study as the folder of a cBioPortal study.
///
/// The folder loads by itself: `meta_study.txt`, tables of patients and samples, a timeline of
/// specimens where days are known, the mutation table with the calls in columns of the namespace
/// `METACHRON`, and the list of sequenced cases. To add the calls to a study that is already in a
/// portal, take the mutation table and its meta file, with that study's identifier.
///
/// Not sendable: one thread writes it.
public final class PortalExport {
  private let outputs: OutputSet
  private let lists: OutputSet
  private let mutations: OutputFile
  private let identifier: String
  private var all = PortalPiece()
  private var build: GenomeBuild?

  /// Starts the files of a folder, whose name becomes the study's identifier.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - inputs: The files that are read, which are not replaced.
  /// - Throws: ``FileFailure`` when a file cannot be made, ``FolderLock/Held`` where another process
  ///   writes into the folder.
  public init(folder: String, inputs: [String] = []) throws {
    outputs = try OutputSet(folder: folder, inputs: inputs)
    do {
      lists = try OutputSet(folder: folder + "/case_lists", inputs: inputs)
      mutations = try outputs.file(Self.mutationFile)
    } catch {
      outputs.discard()
      throw error
    }
    identifier = Self.identifier(folder)
    var header = TableWriter()
    PortalMutationTable.appendHeader(to: &header)
    try mutations.write(header)
  }

  static let mutationFile = "data_mutations_extended.txt"
  private static let studyFile = "meta_study.txt"

  /// How `meta_study.txt` says what made it.
  private static let mark = "by metachron."

  /// A file that an export would replace in a folder whose study no export has made; `nil` where there
  /// is none.
  public static func foreignFile(in folder: String) -> String? {
    let study = try? String(contentsOfFile: "\(folder)/\(studyFile)", encoding: .utf8)
    if let study, study.contains(mark) { return nil }
    let names = [
      studyFile, mutationFile, "data_clinical_patient.txt", "data_clinical_sample.txt",
      "meta_clinical_patient.txt", "meta_clinical_sample.txt", "data_timeline_specimen.txt",
      "meta_timeline_specimen.txt", "meta_mutations_extended.txt", "case_lists/cases_sequenced.txt",
    ]
    return names.first { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
  }

  /// Rows that were left out, for the portal has no such chromosome.
  public var omitted: Int { all.omitted }

  /// The files that are on their way, so that an interruption can remove them.
  public var outputSets: [OutputSet] { [lists, outputs] }

  /// Adds the rows of some patients.
  ///
  /// - Throws: ``FileFailure``, for example on a full disk.
  public func write(_ piece: PortalPiece, build: GenomeBuild?) throws(FileFailure) {
    try mutations.write(piece.mutations)
    if self.build == nil { self.build = build }
    all.append(piece)
  }

  /// Writes all other files and puts everything in place.
  ///
  /// - Throws: ``FileFailure``; nothing new is then left in the folder.
  public func finish() throws {
    try mutations.finish()
    try file(
      "data_clinical_patient.txt",
      clinical(
        [
          ("Patient Identifier", "Patient identifier", "STRING", "PATIENT_ID"),
          ("Sex", "Sex", "STRING", "SEX"),
        ], all.patients))
    try file(
      "data_clinical_sample.txt",
      clinical(
        [
          ("Patient Identifier", "Patient identifier", "STRING", "PATIENT_ID"),
          ("Sample Identifier", "Sample identifier", "STRING", "SAMPLE_ID"),
          ("Sample Type", "What the biopsy is", "STRING", "SAMPLE_TYPE"),
          ("Sample Time Point", "Place among the patient's samples", "NUMBER", "SAMPLE_TIMEPOINT"),
          ("Tumor Purity", "Share of tumour cells as given", "NUMBER", "TUMOR_PURITY"),
        ],
        all.samples))
    try file(
      "meta_clinical_patient.txt",
      meta(clinicalFields("PATIENT_ATTRIBUTES", "data_clinical_patient.txt")))
    try file(
      "meta_clinical_sample.txt",
      meta(clinicalFields("SAMPLE_ATTRIBUTES", "data_clinical_sample.txt")))
    if all.days.count > 0 {
      var table = TableWriter()
      for column in ["PATIENT_ID", "START_DATE", "STOP_DATE", "EVENT_TYPE", "SAMPLE_ID"] {
        table.field(column)
      }
      table.endRow()
      table.append(rows: all.days)
      try file("data_timeline_specimen.txt", table)
      try file(
        "meta_timeline_specimen.txt", meta(clinicalFields("TIMELINE", "data_timeline_specimen.txt"))
      )
    }
    try file("meta_mutations_extended.txt", meta(mutationFields))
    try file(Self.studyFile, meta(studyFields))
    var list = meta([
      ("stable_id", identifier + "_sequenced"), ("case_list_name", "Samples with mutation data"),
      ("case_list_description", "All samples (\(all.sampleIDs.count) samples)"),
    ])
    list.append("case_list_ids: ")
    for (index, sample) in all.sampleIDs.enumerated() {
      if index > 0 { list.separate() }
      list.append(sample)
    }
    list.line("")
    let cases = try lists.file("cases_sequenced.txt")
    try cases.write(list)
    try cases.finish()
    try lists.commit()
    try outputs.commit()
  }

  private func file(_ name: String, _ text: TableWriter) throws {
    let file = try outputs.file(name)
    try file.write(text)
    try file.finish()
  }

  // MARK: - What is in them

  private func clinicalFields(_ datatype: String, _ name: String) -> [(String, String)] {
    [("genetic_alteration_type", "CLINICAL"), ("datatype", datatype), ("data_filename", name)]
  }

  private var mutationFields: [(String, String)] {
    [
      ("genetic_alteration_type", "MUTATION_EXTENDED"), ("datatype", "MAF"),
      ("stable_id", "mutations"), ("show_profile_in_analysis_tab", "true"),
      ("profile_name", "Mutations"),
      (
        "profile_description",
        "Mutations with their origin: acquired means \(GateText.acquired) the threshold of the "
          + "analysis. For research use only."
      ),
      ("data_filename", Self.mutationFile), ("namespaces", PortalMutationTable.namespace),
    ]
  }

  private var studyFields: [(String, String)] {
    [
      ("type_of_cancer", "mixed"), ("name", "Origins of mutations (\(identifier))"),
      (
        "description",
        "Whether mutations of later biopsies were in the earlier ones, \(Self.mark) For research "
          + "use only."
      ),
      ("add_global_case_list", "true"),
    ] + (build.map { [("reference_genome", $0 == .hg19 ? "hg19" : "hg38")] } ?? [])
  }

  private func meta(_ fields: [(String, String)]) -> TableWriter {
    var text = TableWriter()
    text.line("cancer_study_identifier: \(identifier)")
    for (name, value) in fields { text.line("\(name): \(value)") }
    return text
  }

  private func clinical(
    _ columns: [(display: String, description: String, type: String, name: String)],
    _ rows: TableWriter
  ) -> TableWriter {
    var text = TableWriter()
    for line in [
      columns.map(\.display), columns.map(\.description), columns.map(\.type),
      columns.map { _ in "1" },
    ] {
      text.append("#")
      for field in line { text.field(field) }
      text.endRow()
    }
    for column in columns { text.field(column.name) }
    text.endRow()
    text.append(rows: rows)
    return text
  }

  /// The folder's name in the letters that a study's identifier may have.
  static func identifier(_ folder: String) -> String {
    let name = folder.split(separator: "/").last { $0 != "." } ?? "study"
    return String(
      name.lowercased().map { ("a"..."z").contains($0) || ("0"..."9").contains($0) ? $0 : "_" })
  }
}

extension PortalPiece {
  /// Adds what another piece holds beside its mutations.
  mutating func append(_ piece: PortalPiece) {
    patients.append(rows: piece.patients)
    samples.append(rows: piece.samples)
    days.append(rows: piece.days)
    sampleIDs += piece.sampleIDs
    omitted += piece.omitted
  }
}
