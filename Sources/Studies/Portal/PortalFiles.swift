import DelimitedText
import GenomicFiles
import Glibc

/// Which files of a cBioPortal study folder hold what.
///
/// The meta files decide by their `data_filename`. For a kind of data that no meta file tells, the
/// usual names do: `data_clinical_sample*`, `data_clinical_patient*`, `data_timeline*`,
/// `data_mutations*` (`.txt`, `.maf`, `.tsv`, packed or not), `*.seg`, `data_gene_panel_matrix*` and
/// `data_gene_matrix*`. Who looked where is told by the files of gene panels, GENIE's
/// `assay_information.txt` and `genomic_information.txt`, and `case_lists/cases_sequenced.txt`.
struct PortalFiles {
  let folder: String
  let study: PortalMeta
  private(set) var samples: NamedPath?
  private(set) var patients: NamedPath?
  private(set) var timelines: [NamedPath] = []
  private(set) var mutations: NamedPath?
  private(set) var segments: [NamedPath] = []
  /// The matrix that gives each sample its gene panel.
  private(set) var panelMatrix: NamedPath?
  /// The files of gene panels, `data_gene_panel_*.txt`.
  private(set) var panels: [String] = []
  /// GENIE's table of assays.
  private(set) var assays: NamedPath?
  /// GENIE's table of the regions of its assays.
  private(set) var assayRegions: NamedPath?
  /// The list of the sequenced samples, `case_lists/cases_sequenced.txt`.
  private(set) var sequencedList: String?
  private(set) var warnings: [Warning] = []

  init(_ path: String) throws(InputErrors) {
    folder = FolderPath.plain(path)
    let names = Self.names(in: folder)
    study = try PortalMeta(path: folder + "/meta_study.txt")
    var metas: [PortalMeta] = []
    for name in names
    where name.hasPrefix("meta_") && name.hasSuffix(".txt") && name != "meta_study.txt" {
      metas.append(try PortalMeta(path: folder + "/" + name))
    }
    func told(_ alteration: String, _ datatype: String?) -> [NamedPath] {
      metas.filter { $0.tells(alteration, datatype) }.compactMap { $0.dataFile(in: folder) }
    }
    func named(_ start: String, _ ends: [String]) -> [NamedPath] {
      names.filter { name in name.hasPrefix(start) && ends.contains { name.hasSuffix($0) } }
        .map(file)
    }
    func found(_ told: [NamedPath], _ named: [NamedPath]) -> [NamedPath] {
      told.isEmpty ? named : told
    }
    samples = one(
      found(
        told("CLINICAL", "SAMPLE_ATTRIBUTES"), named("data_clinical_sample", [".txt", ".tsv"])))
    patients = one(
      found(
        told("CLINICAL", "PATIENT_ATTRIBUTES"), named("data_clinical_patient", [".txt", ".tsv"])))
    timelines = found(told("CLINICAL", "TIMELINE"), named("data_timeline", [".txt", ".tsv"]))
    segments = found(told("COPY_NUMBER_ALTERATION", "SEG"), named("", [".seg"]))
    let ends = [".txt", ".maf", ".tsv"].flatMap { [$0, $0 + ".gz", $0 + ".bgz"] }
    let main = metas.filter { $0.tells("MUTATION_EXTENDED") && $0["stable_id"] == "mutations" }
      .compactMap { $0.dataFile(in: folder) }
    mutations = one(
      found(
        found(main, told("MUTATION_EXTENDED", nil)), preferred(named("data_mutations", ends))))
    let matrices = ["data_gene_panel_matrix", "data_gene_matrix"]
    panelMatrix = one(
      found(told("GENE_PANEL_MATRIX", nil), matrices.flatMap { named($0, [".txt", ".tsv"]) }))
    let notPanels = Set([panelMatrix?.written].compactMap { $0 } + matrices.map { "\($0).txt" })
    panels = ["", "gene_panels/"].flatMap { part in
      Self.names(in: folder + "/" + part)
        .filter {
          $0.hasPrefix("data_gene_panel_") && $0.hasSuffix(".txt") && !notPanels.contains($0)
        }
        .map { folder + "/" + part + $0 }
    }
    func first(_ candidates: [String]) -> NamedPath? {
      candidates.first { names.contains($0) }.map(file)
    }
    assays = first(["assay_information.txt", "data_assay_information.txt"])
    assayRegions = first(["genomic_information.txt", "data_genomic_information.txt"])
    let lists = folder + "/case_lists"
    sequencedList =
      Self.names(in: lists).contains("cases_sequenced.txt") ? lists + "/cases_sequenced.txt" : nil
  }

  /// The first file, with a warning about others of its kind.
  private mutating func one(_ files: [NamedPath]) -> NamedPath? {
    guard let first = files.first else { return nil }
    let others = files.dropFirst().filter { $0.path != first.path }
    if !others.isEmpty {
      warnings.append(
        Warning(
          "not read beside \(first.written): \(listing(others.map(\.written)))",
          at: TextLocation(path: folder)))
    }
    return first
  }

  /// `data_mutations.txt` and `data_mutations_extended.*` before others.
  private func preferred(_ files: [NamedPath]) -> [NamedPath] {
    func rank(_ file: NamedPath) -> Int {
      file.written.hasPrefix("data_mutations.")
        ? 0 : file.written.hasPrefix("data_mutations_extended.") ? 1 : 2
    }
    return files.sorted { (rank($0), $0.written) < (rank($1), $1.written) }
  }

  private func file(_ name: String) -> NamedPath {
    NamedPath(
      path: folder + "/" + name, written: name, column: "file",
      location: TextLocation(path: folder), source: "")
  }

  private static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
