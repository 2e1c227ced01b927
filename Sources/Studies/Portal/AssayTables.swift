import DelimitedText
import GenomicFiles
import TumorModel

/// What the files of a cBioPortal study folder tell of who looked where: gene panels, the matrix that
/// gives each sample its panel, GENIE's tables of assays, and the list of sequenced samples.
struct AssayTables {
  /// Columns of sample tables that name a panel, where no matrix does.
  static let clinicalColumns = ["SEQ_ASSAY_ID", "GENE_PANEL"]

  /// A row that is left out here would turn "not looked at" into "looked at and not found".
  private static let policy = RowPolicy(isStrict: true)

  /// The files that were read.
  private(set) var paths: [String] = []
  private(set) var warnings: [Warning] = []
  private var panels: [String: AssayCoverage] = [:]
  /// The panel of each sample; `nil` where the matrix says that there is none.
  private var matrix: [String: String?] = [:]
  private var sequenced: Set<String>?
  private var strangers: [String: Int] = [:]
  private let folder: String

  init(_ files: PortalFiles) throws(InputErrors) {
    folder = files.folder
    if let place = files.panelMatrix { try readMatrix(place) }
    for path in files.panels { try readPanel(path) }
    if let place = files.assays { try readAssays(place) }
    if let place = files.assayRegions { try readRegions(place) }
    if let path = files.sequencedList {
      let list = try PortalMeta(path: path)
      paths.append(path)
      sequenced = Set(Self.names(list["case_list_ids"]))
    }
  }

  /// Whether a sample is in the list of sequenced ones; `nil` without a list.
  func isSequenced(_ sample: String) -> Bool? { sequenced?.contains(sample) }

  /// What a sample's assay looks at.
  ///
  /// - Parameter clinical: The panel that the table of samples names.
  mutating func coverage(of sample: String, clinical: String?) -> AssayCoverage {
    switch matrix[sample] ?? clinical.map(Optional.some) {
    case .some(.some(let name)): return coverage(ofPanel: name)
    // No panel: an exome or a genome, if the sample was sequenced at all.
    case .some(.none): return sequenced?.contains(sample) == true ? .everyGene : .unknown
    case .none: return .unknown
    }
  }

  private mutating func coverage(ofPanel name: String) -> AssayCoverage {
    if let known = panels[name] { return known }
    if Self.isUntargeted(name) { return .everyGene }
    strangers[name, default: 0] += 1
    return .panel(.init(name: name, genes: [], others: .unknown))
  }

  /// What is to be said of panels whose genes are not known.
  func strangerWarnings() -> [Warning] {
    strangers.sorted { $0.key < $1.key }.map { name, samples in
      Warning(
        "which genes panel '\(name)' of \(counted(samples, "sample")) contains is not known: a missing "
          + "row there says nothing of genes that no sample of the panel has a mutation of; add "
          + "data_gene_panel_\(name).txt", at: TextLocation(path: folder))
    }
  }

  // MARK: - Files

  private mutating func readMatrix(_ place: NamedPath) throws(InputErrors) {
    let table = try PortalTable(
      place, expected: "a matrix of gene panels",
      wanted: ["SAMPLE_ID", "MUTATIONS", "MUTATIONS_EXTENDED"], needed: ["SAMPLE_ID"],
      filled: ["SAMPLE_ID"], policy: Self.policy)
    warnings += try table.warnings()
    paths.append(table.path)
    guard table.columns.contains(where: { $0 != "SAMPLE_ID" }) else {
      warnings.append(
        Warning(
          "no column 'mutations': the panels of mutations are not known",
          at: TextLocation(path: table.path, line: 1)))
      return
    }
    for row in table.rows {
      let panel = table.first(of: ["MUTATIONS", "MUTATIONS_EXTENDED"], row)?.text
      matrix.updateValue(panel, forKey: table.text("SAMPLE_ID", row))
    }
  }

  private mutating func readPanel(_ path: String) throws(InputErrors) {
    let file = try PortalMeta(path: path)
    paths.append(path)
    let genes = Self.names(file["gene_list"])
    guard !file["stable_id"].isEmpty, !genes.isEmpty else {
      throw ErrorCollector(path: path).failure(
        .malformed(
          problem: "the gene panel has no \(genes.isEmpty ? "gene_list" : "stable_id")",
          expected: "lines 'stable_id: NAME' and 'gene_list: GENE GENE …'"))
    }
    panels[file["stable_id"]] = .panel(
      .init(name: file["stable_id"], genes: Set(genes)))
  }

  /// GENIE's `assay_information.txt`: which assays are exomes or genomes.
  private mutating func readAssays(_ place: NamedPath) throws(InputErrors) {
    let table = try PortalTable(
      place, expected: "a table of assays", wanted: ["SEQ_ASSAY_ID", "LIBRARY_STRATEGY"],
      needed: ["SEQ_ASSAY_ID"], filled: [], policy: Self.policy)
    warnings += try table.warnings()
    paths.append(table.path)
    for row in table.rows where Self.isUntargeted(table.text("LIBRARY_STRATEGY", row)) {
      panels[table.text("SEQ_ASSAY_ID", row)] = .everyGene
    }
  }

  /// GENIE's `genomic_information.txt`: one row per region of an assay, a million of them.
  private mutating func readRegions(_ place: NamedPath) throws(InputErrors) {
    var lines = try LineReader(
      path: place.path, expected: "a table of assays' regions", namedAt: place)
    var columns: (gene: Int, assay: Int, isIncluded: Int?)?
    var genes: [String: Set<String>] = [:]
    while let line = try lines.next() {
      if line.trimmed.isEmpty || line.first == UInt8(ascii: "#") { continue }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { Bytes(rebasing: $0).trimmed }
      guard let known = columns else {
        let names = fields.map { $0.string.uppercased() }
        guard let gene = names.firstIndex(of: "HUGO_SYMBOL"),
          let assay = names.firstIndex(of: "SEQ_ASSAY_ID")
        else {
          var errors = ErrorCollector(path: place.path)
          for name in ["Hugo_Symbol", "SEQ_ASSAY_ID"] where !names.contains(name.uppercased()) {
            errors.add(.missingColumn(name), line: lines.number, column: 1, source: line.string)
          }
          try errors.throwIfAny()
          return
        }
        columns = (gene, assay, names.firstIndex(of: "INCLUDEINPANEL"))
        continue
      }
      guard known.gene < fields.count, known.assay < fields.count else { continue }
      if let place = known.isIncluded, place < fields.count,
        fields[place].string.lowercased() == "false"
      {
        continue
      }
      let gene = fields[known.gene].string
      if gene.isEmpty || MissingValue.isMissing(gene) { continue }
      genes[fields[known.assay].string, default: []].insert(gene)
    }
    paths.append(place.path)
    for (name, genes) in genes where panels[name] == nil {
      panels[name] = .panel(.init(name: name, genes: genes))
    }
  }

  // MARK: - Texts

  private static func names(_ text: String) -> [String] {
    text.split { $0 == "\t" || $0 == " " || $0 == "," }.map(String.init)
  }

  /// Whether a name says that every gene was looked at.
  private static func isUntargeted(_ name: String) -> Bool {
    ["wes", "wxs", "wgs", "whole exome", "whole-exome", "whole genome", "whole-genome", "exome"]
      .contains(name.lowercased())
  }
}
