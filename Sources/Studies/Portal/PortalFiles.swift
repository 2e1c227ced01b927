import DelimitedText
import GenomicFiles

/// Which files of a cBioPortal study folder hold what.
///
/// The meta files decide by their `data_filename`. For a kind of data that no meta file tells, the
/// usual names do, in a folder without `meta_study.txt` too: `data_clinical_sample*`,
/// `data_clinical_patient*`, `data_timeline*`, `data_mutations*` (`.txt`, `.maf`, `.tsv`, packed or
/// not), `*.seg`, `data_gene_panel_matrix*` and `data_gene_matrix*`; `data_mutations_uncalled*` is never
/// a table of calls. Who looked where is told by the
/// files of gene panels, GENIE's `assay_information.txt` and `genomic_information.txt`, and
/// `case_lists/cases_sequenced.txt`.
struct PortalFiles {
  /// The name of the file that says which study it is.
  static let studyName = "meta_study.txt"

  let folder: String
  /// What ``studyName`` says; `nil` where the folder does not have it.
  let study: PortalMeta?
  let samples: NamedPath
  let patients: NamedPath?
  let timelines: [NamedPath]
  let mutations: NamedPath
  /// Tables of reads at sites that were called in other samples.
  let uncalledSites: [NamedPath]
  let segments: [NamedPath]
  /// The matrix that gives each sample its gene panel.
  let panelMatrix: NamedPath?
  /// The files of gene panels, `data_gene_panel_*.txt`.
  let panels: [String]
  /// GENIE's table of assays.
  let assays: NamedPath?
  /// GENIE's table of the regions of its assays.
  let assayRegions: NamedPath?
  /// The list of the sequenced samples, `case_lists/cases_sequenced.txt`.
  let sequencedList: String?
  private(set) var warnings: [Warning]

  /// Looks at a folder.
  ///
  /// - Throws: `InputErrors` where a meta file cannot be read, and where a table is missing that every
  ///   study needs: they list what is to be added.
  init(_ path: String) throws(InputErrors) {
    let folder = FolderPath.plain(path)
    self.folder = folder
    var catalog = try PortalCatalog(folder)
    let names = catalog.names
    study =
      names.contains(Self.studyName)
      ? try PortalMeta(path: folder + "/" + Self.studyName) : nil
    let samples = Self.samples(&catalog)
    patients = Self.patients(&catalog)
    func all(_ told: [NamedPath], _ named: [NamedPath]) -> [NamedPath] {
      told.isEmpty ? named : told
    }
    timelines = Self.timelines(catalog)
    segments = all(catalog.told("COPY_NUMBER_ALTERATION", "SEG"), catalog.named("", [".seg"]))
    let ends = [".txt", ".maf", ".tsv"].flatMap { [$0, $0 + ".gz", $0 + ".bgz"] }
    let toldUncalled =
      catalog.told("MUTATION_UNCALLED")
      + catalog.told("MUTATION_EXTENDED", stableID: "mutations_uncalled")
    let namedUncalled = catalog.named(Self.uncalledName, ends)
    let uncalled = Self.once(all(toldUncalled, namedUncalled))
    uncalledSites = uncalled.filter { names.contains($0.written) }
    let notCalls = Set((uncalled + namedUncalled).map(\.path))
    func calls(_ files: [NamedPath]) -> [NamedPath] {
      files.filter { !notCalls.contains($0.path) }
    }
    let mutations = catalog.one(
      all(
        calls(catalog.told("MUTATION_EXTENDED", stableID: "mutations")),
        calls(catalog.told("MUTATION_EXTENDED"))),
      calls(Self.preferred(catalog.named("data_mutations", ends))))
    let matrices = ["data_gene_panel_matrix", "data_gene_matrix"]
    panelMatrix = catalog.one(
      catalog.told("GENE_PANEL_MATRIX"), matrices.flatMap { catalog.named($0) })
    let notPanels = Set([panelMatrix?.written].compactMap { $0 } + matrices.map { "\($0).txt" })
    panels = ["", "gene_panels/"].flatMap { part in
      PortalCatalog.names(in: folder + "/" + part)
        .filter {
          $0.hasPrefix("data_gene_panel_") && $0.hasSuffix(".txt") && !notPanels.contains($0)
        }
        .map { folder + "/" + part + $0 }
    }
    func first(_ candidates: [String]) -> NamedPath? {
      candidates.first { names.contains($0) }.map(catalog.file)
    }
    assays = first(["assay_information.txt", "data_assay_information.txt"])
    assayRegions = first(["genomic_information.txt", "data_genomic_information.txt"])
    let lists = folder + "/case_lists"
    sequencedList =
      PortalCatalog.names(in: lists).contains("cases_sequenced.txt")
      ? lists + "/cases_sequenced.txt" : nil
    warnings = catalog.warnings
    guard let samples, let mutations else {
      throw PortalTableKind.errors(
        (samples == nil ? [.samples] : []) + (mutations == nil ? [.mutations] : []), catalog)
    }
    (self.samples, self.mutations) = (samples, mutations)
    let absent = uncalled.filter { !names.contains($0.written) }
    if !absent.isEmpty {
      warnings.append(
        Warning(
          "not there, so no reads of uncalled sites: \(listing(absent.map(\.written)))",
          at: TextLocation(path: folder)))
    }
    if study == nil { warnings.append(namesWarning) }
  }

  /// Whether a folder without ``studyName`` is a study all the same: it has meta files, tables with the
  /// names that cBioPortal's have, or a table with the columns of its table of samples.
  static func resembles(_ path: String) -> Bool {
    let folder = FolderPath.plain(path)
    let names = PortalCatalog.names(in: folder)
    let usual = [
      "data_clinical_sample", "data_clinical_patient", "data_mutations", "data_timeline",
    ]
    func isTable(_ name: String) -> Bool {
      [".txt", ".tsv", ".maf"].contains { name.hasSuffix($0) || name.contains($0 + ".") }
    }
    return names.contains { name in
      name.hasPrefix("meta_") && name.hasSuffix(".txt")
        || isTable(name) && usual.contains { name.hasPrefix($0) }
    } || !PortalTableKind.samples.candidates(among: names, of: folder).isEmpty
  }

  /// What files were taken for, where nothing but their names tells.
  private var namesWarning: Warning {
    let taken: [(NamedPath?, String)] =
      [(samples, "samples"), (patients, "patients"), (mutations, "mutations")]
      + timelines.map { ($0, "timeline") } + [(panelMatrix, "gene panels")]
    let words = taken.compactMap { file, what in file.map { "\($0.written) (\(what))" } }
    return Warning(
      "no \(Self.studyName): read by the names of cBioPortal's files: "
        + "\(words.joined(separator: ", ")); a line 'reference_genome: hg19' or "
        + "'reference_genome: hg38' in \(Self.studyName) would state the assembly",
      at: TextLocation(path: folder))
  }

  /// The table of patients.
  static func patients(_ catalog: inout PortalCatalog) -> NamedPath? {
    clinical("PATIENT", &catalog)
  }

  /// The table of samples.
  static func samples(_ catalog: inout PortalCatalog) -> NamedPath? {
    clinical("SAMPLE", &catalog)
  }

  /// The timeline tables.
  static func timelines(_ catalog: PortalCatalog) -> [NamedPath] {
    let told = catalog.told("CLINICAL", "TIMELINE")
    return told.isEmpty ? catalog.named("data_timeline") : told
  }

  private static func clinical(_ kind: String, _ catalog: inout PortalCatalog) -> NamedPath? {
    catalog.one(
      catalog.told("CLINICAL", kind + "_ATTRIBUTES"),
      catalog.named("data_clinical_" + kind.lowercased()))
  }

  /// Files that several meta files name, each once.
  private static func once(_ files: [NamedPath]) -> [NamedPath] {
    var known: Set<String> = []
    return files.filter { known.insert($0.path).inserted }
  }

  private static let uncalledName = "data_mutations_uncalled"

  /// `data_mutations.txt` and `data_mutations_extended.*` before others, and before copies of them such as
  /// `data_mutations.bak.txt`.
  private static func preferred(_ files: [NamedPath]) -> [NamedPath] {
    func rank(_ file: NamedPath) -> Int {
      let parts = file.written.split(separator: ".")
      let isPlain = parts.count == 2 || parts.count == 3 && ["gz", "bgz"].contains(parts[2])
      guard isPlain else { return 2 }
      return parts[0] == "data_mutations" ? 0 : parts[0] == "data_mutations_extended" ? 1 : 2
    }
    return files.sorted { (rank($0), $0.written) < (rank($1), $1.written) }
  }
}
