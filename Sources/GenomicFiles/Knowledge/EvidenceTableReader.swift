import DelimitedText
import TumorModel

/// Reads the rows of a table of evidence.
struct EvidenceTableReader {
  private static let missing = MissingValue.Spellings(
    ["-", "none", "null"], because: "exports of evidence databases by way of scripts write them")

  private let table: SmallTable
  private let columns: EvidenceColumns
  private let functionalClasses: [String]
  private var errors: ErrorCollector
  private(set) var records: [EvidenceRecord] = []
  private var rejected = 0
  private var several = 0
  private var withoutBuild = 0

  init(path: String, functionalClasses: [String]) throws(InputErrors) {
    // Statements hold quotes and commas: only tabs divide, and quotes are text.
    table = try SmallTable(
      path: path, expected: "a tab-separated table of evidence", isQuoted: false,
      refusal: { columns in
        columns.header.source.utf8.contains(0x09)
          ? nil
          : .malformed(
            problem: "the header line has no tab", expected: "columns that tabs separate")
      })
    columns = try EvidenceColumns(table)
    self.functionalClasses = functionalClasses
    errors = ErrorCollector(path: path)
  }

  /// Reads every row.
  mutating func read() throws(InputErrors) {
    for row in table.rows { take(row) }
    try errors.throwIfAny()
  }

  /// What to know of the rows that were not taken, or not wholly.
  var warnings: [Warning] {
    func warning(_ count: Int, _ text: String) -> Warning? {
      count == 0
        ? nil
        : Warning("\(counted(count, "row")) \(text)", at: TextLocation(path: table.path))
    }
    return [
      records.isEmpty ? Warning("no row was taken", at: TextLocation(path: table.path)) : nil,
      warning(rejected, "left out: evidence_status is rejected"),
      warning(several, "left out: about several variants at once"),
      warning(withoutBuild, "taken by name alone: reference_build is empty or older"),
    ].compactMap { $0 }
  }

  // MARK: - A row

  private mutating func take(_ row: DelimitedLine) {
    if text(row, columns.status).lowercased() == "rejected" {
      rejected += 1
      return
    }
    guard let (gene, name) = names(row) else { return }
    var record = EvidenceRecord(line: row.number, gene: gene, variantName: name)
    place(row, into: &record)
    guard !record.variantName.isEmpty || record.variant != nil else {
      return fault(row, columns.variant ?? columns.hgvs, "variant", "a variant, or its place")
    }
    record.functionalClass = functionalClass(row)
    record.kind = text(row, columns.kind)
    record.significance = text(row, columns.significance)
    record.isSupporting = isSupporting(row)
    record.level = level(row)
    record.drugs = drugs(row)
    record.disease = text(row, columns.disease)
    record.statement = text(row, columns.statement)
    cite(row, into: &record)
    records.append(record)
  }

  private func text(_ row: DelimitedLine, _ column: Int?) -> String {
    guard let column else { return "" }
    let text = row.field(column).text
    return MissingValue.isMissing(text, also: Self.missing) ? "" : text
  }

  /// Gene and variant; `nil` where the row has a fault or is about several variants.
  private mutating func names(_ row: DelimitedLine) -> (gene: String, variant: String)? {
    var gene = text(row, columns.gene)
    var name = text(row, columns.variant)
    if gene.isEmpty, columns.profile != nil {
      let words = text(row, columns.profile).split(separator: " ")
      if words.contains(where: { ["AND", "OR", "NOT"].contains($0) }) {
        several += 1
        return nil
      }
      gene = words.first.map(String.init) ?? ""
      if name.isEmpty { name = words.dropFirst().joined(separator: " ") }
    }
    guard !gene.isEmpty else {
      fault(row, columns.gene ?? columns.profile, "gene", "a gene's symbol")
      return nil
    }
    if let coded = name.firstRange(of: " (") { name = String(name[..<coded.lowerBound]) }
    // The protein's own name is surer than the table's.
    let hgvs = text(row, columns.hgvs).split { $0 == "," || $0 == ";" }
      .first { $0.contains("p.") }
    return (gene, hgvs.map { String($0.filter { $0 != " " }) } ?? name)
  }

  private mutating func place(_ row: DelimitedLine, into record: inout EvidenceRecord) {
    let start = text(row, columns.start)
    let bases = (text(row, columns.reference), text(row, columns.alternate))
    // CIViC gives whole genes and exons a place without bases.
    guard !start.isEmpty, !bases.0.isEmpty || !bases.1.isEmpty else { return }
    let name = text(row, columns.build)
    guard !name.isEmpty else {
      withoutBuild += 1
      return
    }
    // NCBI36 and older: the name still counts.
    guard let build = GenomeBuild(spelling: name) else {
      if ["ncbi36", "hg18", "36"].contains(name.lowercased()) {
        withoutBuild += 1
        return
      }
      return fault(row, columns.build, "reference_build", "GRCh37 or GRCh38")
    }
    guard let position = Int(start), (1...Int(Int32.max)).contains(position) else {
      return fault(row, columns.start, "start", "a position of 1 or more")
    }
    guard let chromosome = Chromosome(text(row, columns.chromosome)) else {
      return fault(row, columns.chromosome, "chromosome", "a chromosome")
    }
    guard
      let variant = Variant(
        chromosome: chromosome, position: position, reference: bases.0, alternate: bases.1)
    else {
      return fault(
        row, columns.alternate, "variant_bases", "bases of ACGTN other than reference_bases")
    }
    (record.variant, record.build) = (variant, build)
  }

  private mutating func functionalClass(_ row: DelimitedLine) -> String {
    let name = text(row, columns.functionalClass).lowercased()
    guard !name.isEmpty, !functionalClasses.contains(name) else { return name }
    fault(
      row, columns.functionalClass, "functional_class",
      functionalClasses.joined(separator: ", "))
    return ""
  }

  private mutating func isSupporting(_ row: DelimitedLine) -> Bool {
    switch text(row, columns.direction).lowercased() {
    case "", "supports": return true
    case "does not support": return false
    default:
      fault(row, columns.direction, "evidence_direction", "Supports or Does Not Support")
      return true
    }
  }

  private mutating func level(_ row: DelimitedLine) -> String {
    let level = text(row, columns.level).uppercased()
    if level.isEmpty || ["A", "B", "C", "D", "E"].contains(level) { return level }
    fault(row, columns.level, "evidence_level", "A, B, C, D or E")
    return ""
  }

  private func drugs(_ row: DelimitedLine) -> [String] {
    let names = text(row, columns.drugs).split { $0 == "," || $0 == ";" }
      .map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
    let isTogether = ["combination", "sequential"].contains(
      text(row, columns.interaction).lowercased())
    return isTogether && names.count > 1 ? [names.joined(separator: " + ")] : names
  }

  private mutating func cite(_ row: DelimitedLine, into record: inout EvidenceRecord) {
    var others: [String] = []
    let isPubMed = ["", "pubmed"].contains(text(row, columns.sourceType).lowercased())
    for part in text(row, columns.citation).split(whereSeparator: { ",;| ".contains($0) }) {
      let digits = part.lowercased().hasPrefix("pmid:") ? part.dropFirst(5) : part
      if isPubMed, let number = Int(digits), (1...999_999_999).contains(number) {
        record.pubMedIDs.append(number)
      } else if isPubMed {
        fault(row, columns.citation, "citation_id", "PubMed's number")
      } else {
        others.append("\(text(row, columns.sourceType)) \(part)")
      }
    }
    let entry = text(row, columns.entry)
    if !entry.isEmpty { others.append(entry.allSatisfy(\.isNumber) ? "CIViC EID\(entry)" : entry) }
    record.otherSources = others.joined(separator: "; ")
  }

  private mutating func fault(
    _ row: DelimitedLine, _ column: Int?, _ name: String, _ expected: String
  ) {
    let field = column.map { row.field($0) }
    let written = column.map { table.header.field($0).text } ?? name
    errors.add(
      .badField(column: written, found: field?.text ?? "", expected: expected), line: row.number,
      column: field?.column ?? 1, source: row.source)
  }
}
