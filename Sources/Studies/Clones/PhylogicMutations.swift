import DelimitedText
import GenomicFiles
import TumorModel

/// Reads one sample's mutation table of a PhylogicNDT `.sif`: counts, and copies where it has them.
struct PhylogicMutations {
  private struct Columns {
    let chromosome: Int
    let position: Int
    let reference: Int
    let alternate: Int
    let referenceCount: Int
    let alternateCount: Int
    let gene: Int?
    let protein: Int?
    let classification: Int?
    let copies: (Int, Int)?
  }

  private let table: SmallTable
  private let columns: Columns
  private var errors: ErrorCollector

  /// Reads a table.
  ///
  /// - Returns: Whether it tells copies of both alleles.
  static func read(
    _ place: NamedPath, sample: Int, into collector: inout CloneCollector
  ) throws(InputErrors) -> Bool {
    let table = try SmallTable(
      path: place.path, expected: "a mutation table of PhylogicNDT", namedAt: place,
      isQuoted: false)
    var reader = try PhylogicMutations(table)
    try reader.collect(sample: sample, into: &collector)
    return reader.columns.copies != nil
  }

  private init(_ table: SmallTable) throws(InputErrors) {
    self.table = table
    errors = ErrorCollector(path: table.path)
    let chromosome = table.column("Chromosome", "Chrom", "Chr")
    let position = table.column("Start_position", "Start_Position", "Position", "Start")
    let reference = table.column("Reference_Allele", "Ref")
    let alternate = table.column(
      "Tumor_Seq_Allele2", "Tumor_Seq_Allele", "Tumor_Seq_Allele1", "Alt")
    let referenceCount = table.column("t_ref_count", "ref_cnt")
    let alternateCount = table.column("t_alt_count", "alt_cnt")
    guard let chromosome, let position, let reference, let alternate, let referenceCount,
      let alternateCount
    else {
      let header = table.header
      if referenceCount == nil || alternateCount == nil,
        table.names.contains(where: { $0.hasPrefix("ccf_0") || $0 == "ccf_1.00" })
      {
        throw errors.failure(
          .refused(
            problem: "the table holds posteriors of cell fractions (ccf_0.00 to ccf_1.00) and no "
              + "read counts, so what the sample could have shown cannot be told",
            expected: "the columns t_ref_count and t_alt_count"),
          line: header.number, column: 1, source: header.source)
      }
      let wanted = [
        ("Chromosome", chromosome), ("Start_position", position),
        ("Reference_Allele", reference), ("Tumor_Seq_Allele2", alternate),
        ("t_ref_count", referenceCount), ("t_alt_count", alternateCount),
      ]
      for (name, column) in wanted where column == nil {
        errors.add(.missingColumn(name), line: header.number, column: 1, source: header.source)
      }
      throw InputErrors(errors.errors)
    }
    let first = table.column("local_cn_a1")
    let second = table.column("local_cn_a2")
    columns = Columns(
      chromosome: chromosome, position: position, reference: reference, alternate: alternate,
      referenceCount: referenceCount, alternateCount: alternateCount,
      gene: table.column("Hugo_Symbol"),
      protein: table.column("Protein_change", "HGVSp_Short", "Protein_Change"),
      classification: table.column("Variant_Classification"),
      copies: first.flatMap { first in second.map { (first, $0) } })
  }

  private mutating func collect(
    sample: Int, into collector: inout CloneCollector
  ) throws(InputErrors) {
    var known: [Variant: (alternate: Int, depth: Int, line: Int)] = [:]
    for row in table.rows {
      guard let variant = variant(row) else { continue }
      guard let alternate = count(row, columns.alternateCount),
        let reference = count(row, columns.referenceCount)
      else { continue }
      let depth = alternate < 0 || reference < 0 ? -1 : alternate + reference
      guard depth <= Int(Int32.max) else {
        fault(row, columns.referenceCount, "a count of reads")
        continue
      }
      if let earlier = known[variant] {
        if earlier.alternate != alternate || earlier.depth != depth {
          errors.add(
            .malformed(
              problem: "the change has \(alternate) of \(depth) reads, and on line "
                + "\(earlier.line) \(earlier.alternate) of \(earlier.depth)",
              expected: "one row, or rows that agree"),
            line: row.number, column: row.field(columns.alternateCount).column,
            source: row.source)
        }
        continue
      }
      known[variant] = (alternate, depth, row.number)
      let names = CloneCollector.Names(
        gene: text(row, columns.gene), protein: text(row, columns.protein),
        classification: text(row, columns.classification))
      collector.add(
        variant, names, sample: sample, alternate: depth < 0 ? 0 : alternate, depth: depth,
        line: row.number)
      if let copyNumber = copyNumber(row) {
        collector.set(copyNumber, of: variant, sample: sample)
      }
    }
    try errors.throwIfAny()
  }

  private mutating func variant(_ row: DelimitedLine) -> Variant? {
    let chromosome = Chromosome(row.field(columns.chromosome).text)
    if chromosome == nil { fault(row, columns.chromosome, "a chromosome") }
    let position = NumberText.whole(row.field(columns.position).text)
    let isPlaced = position.map { (1...Int(Int32.max)).contains($0) } ?? false
    if !isPlaced { fault(row, columns.position, "a position of 1 or more") }
    guard let chromosome, let position, isPlaced else { return nil }
    let variant = Variant(
      chromosome: chromosome, position: position, reference: row.field(columns.reference).text,
      alternate: row.field(columns.alternate).text)
    if let variant, variant.position >= 1 { return variant }
    fault(row, columns.alternate, "bases of ACGTN or '-' other than the reference's")
    return nil
  }

  /// A count, -1 where it is missing, `nil` where it is wrong.
  private mutating func count(_ row: DelimitedLine, _ column: Int) -> Int? {
    var text = row.field(column).text
    let number = text.withUTF8 { $0.wholeNumber }
    switch number {
    case .missing: return -1
    case .value(let value) where value <= Int(Int32.max): return value
    default:
      fault(row, column, "a count of reads")
      return nil
    }
  }

  private mutating func copyNumber(_ row: DelimitedLine) -> CopyNumber? {
    guard let (first, second) = columns.copies else { return nil }
    var values: [Int] = []
    for column in [first, second] {
      let text = row.field(column).text
      if MissingValue.isMissing(text) { return nil }
      guard let value = NumberText.decimal(text), value > -0.5, value <= 10_000 else {
        fault(row, column, "copies per cell, from 0 to 10000")
        return nil
      }
      values.append(Int(value.rounded()))
    }
    return CopyNumber(major: max(values[0], values[1]), minor: min(values[0], values[1]))
  }

  private func text(_ row: DelimitedLine, _ column: Int?) -> String {
    guard let column else { return "" }
    let text = row.field(column).text
    return MissingValue.isMissing(text) ? "" : text
  }

  private mutating func fault(_ row: DelimitedLine, _ column: Int, _ expected: String) {
    errors.add(
      .badField(
        column: table.header.field(column).text, found: row.field(column).text,
        expected: expected),
      line: row.number, column: row.field(column).column, source: row.source)
  }
}
