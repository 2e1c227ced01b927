import DelimitedText
import GenomicFiles
import TumorModel

/// Reads the input table of PyClone-VI, one row per mutation and sample.
///
/// A row with `major_cn` 0 and no read says that nothing is known there. Mutations that lack a row
/// in some sample are kept: there they are not assayed.
struct PyCloneReader {
  private struct Columns {
    let mutation: Int
    let sample: Int
    let reference: Int
    let alternate: Int
    let normal: Int
    let major: Int
    let minor: Int
    let content: Int?
    let error: Int?
  }

  private struct Entry {
    let mutation: String
    let sample: Int
    let alternate: Int
    let depth: Int
    let copyNumber: CopyNumber
    let isMissing: Bool
    let row: Int
  }

  /// What the rows of a sample repeat.
  private struct Repeated {
    var content: (value: Double, line: Int)?
    var errorRates: Set<Double> = []
    let line: DelimitedLine
  }

  private let table: SmallTable
  private let columns: Columns
  private var errors: ErrorCollector
  private var samples: [String] = []
  private var repeated: [Repeated] = []
  private var numbers: [String: Int] = [:]
  private var normals: [String: (copies: Int, line: Int)] = [:]
  private var mutations: [String] = []
  private var swapped = 0
  private var withoutCopies = 0

  static func read(_ path: String) throws(InputErrors) -> CloneInput {
    let table = try SmallTable(path: path, expected: "a PyClone-VI table")
    var reader = try PyCloneReader(table)
    return try reader.input()
  }

  private init(_ table: SmallTable) throws(InputErrors) {
    self.table = table
    errors = ErrorCollector(path: table.path)
    var places: [String: Int] = [:]
    let needed = [
      "mutation_id", "sample_id", "ref_counts", "alt_counts", "normal_cn", "major_cn", "minor_cn",
    ]
    for name in needed {
      if let place = table.column(name) {
        places[name] = place
      } else {
        errors.add(
          .missingColumn(name), line: table.header.number, column: 1, source: table.header.source)
      }
    }
    try errors.throwIfAny()
    if table.rows.isEmpty {
      throw errors.failure(
        .malformed(problem: "the table has no row", expected: "one row per mutation and sample"),
        line: table.header.number, column: 1, source: table.header.source)
    }
    func place(_ name: String) -> Int { places[name] ?? 0 }
    columns = Columns(
      mutation: place("mutation_id"), sample: place("sample_id"), reference: place("ref_counts"),
      alternate: place("alt_counts"), normal: place("normal_cn"), major: place("major_cn"),
      minor: place("minor_cn"), content: table.column("tumour_content", "tumor_content"),
      error: table.column("error_rate"))
  }

  private mutating func input() throws(InputErrors) -> CloneInput {
    var entries: [Entry] = []
    var seen: [[String: Int]] = []
    for (index, line) in table.rows.enumerated() {
      guard let entry = entry(line, index) else { continue }
      if seen.count < samples.count { seen.append([:]) }
      if let earlier = seen[entry.sample].updateValue(index, forKey: entry.mutation) {
        errors.add(
          .malformed(
            problem: "\(entry.mutation) has a second row in \(samples[entry.sample])",
            expected: "one row; line \(table.rows[earlier].number) is the first"),
          line: line.number, column: line.field(columns.mutation).column, source: line.source)
      }
      entries.append(entry)
    }
    try errors.throwIfAny()

    let names = MutationNames(mutations)
    var collector = CloneCollector(samples: samples.count)
    for entry in entries where !entry.isMissing {
      guard let place = names.places[entry.mutation] else { continue }
      collector.add(
        place.variant, CloneCollector.Names(gene: place.gene), sample: entry.sample,
        alternate: entry.alternate, depth: entry.depth, line: table.rows[entry.row].number)
      collector.set(entry.copyNumber, of: place.variant, sample: entry.sample)
    }
    let sex = sex(names)
    for mutation in mutations {
      guard let place = names.places[mutation], let normal = normals[mutation] else { continue }
      let isUsual = place.variant.chromosome.isAutosome || place.variant.chromosome.isUnplaced
      if !isUsual || normal.copies != 2 {
        collector.set(StatedLocus(normalCopies: normal.copies), of: place.variant)
      }
    }
    let patient = names.commonPrefix ?? FilePath.stem(table.path)
    var sheet = SampleSheet(
      path: table.path, rows: samples.indices.map { row($0, patient: patient, sex: sex) },
      warnings: warnings(names, collector))
    if samples.count > 1 {
      sheet.orderWarning = CloneInput.orderWarning(samples, in: table.path)
    }
    var input = CloneInput(
      sheet: sheet, store: collector.store, rows: collector.rows, profiles: collector.profiles(),
      loci: collector.loci)
    for mutation in mutations {
      guard let variant = names.places[mutation]?.variant, !variant.chromosome.isUnplaced else {
        continue
      }
      input.identifiers[variant] = mutation
    }
    return input
  }

  private func row(_ sample: Int, patient: String, sex: Sex?) -> SampleSheet.Row {
    var value = CloneInput.sample(samples[sample], of: patient)
    value.purity = repeated[sample].content.flatMap { Purity($0.value) }
    if repeated[sample].errorRates.count == 1 {
      value.errorRate = repeated[sample].errorRates.first
    }
    let line = repeated[sample].line
    return SampleSheet.Row(
      sample: value, sex: sex,
      location: TextLocation(
        path: table.path, line: line.number, column: line.field(columns.sample).column),
      source: line.source)
  }

  /// Male where X has one normal copy throughout, female where it has two.
  private func sex(_ names: MutationNames) -> Sex? {
    var copies: Set<Int> = []
    for (mutation, normal) in normals
    where names.places[mutation]?.variant.chromosome.isX == true {
      copies.insert(normal.copies)
    }
    return copies == [1] ? .male : copies == [2] ? .female : nil
  }

  private func warnings(_ names: MutationNames, _ collector: CloneCollector) -> [Warning] {
    let place = TextLocation(path: table.path)
    var warnings: [Warning] = []
    if names.unplaced > 0 {
      warnings.append(
        Warning(
          "\(counted(names.unplaced, "mutation")) without a place of their own in mutation_id: "
            + "written at \(Chromosome.unplaced.name), and read with the copies of the file",
          at: place))
    }
    if columns.content == nil {
      warnings.append(
        Warning("no column tumour_content: purity is estimated from the reads", at: place))
    }
    if swapped > 0 {
      warnings.append(
        Warning("major and minor copies swapped in \(counted(swapped, "row"))", at: place))
    }
    if withoutCopies > 0 {
      warnings.append(
        Warning(
          "\(counted(withoutCopies, "row")) with reads and no copy in the tumour: not assessable",
          at: place))
    }
    if collector.ambiguous > 0 {
      warnings.append(
        Warning(
          "\(counted(collector.ambiguous, "row")) give a place another copy number than an "
            + "earlier row of the sample: the earlier one is used", at: place))
    }
    if repeated.contains(where: { $0.errorRates.count > 1 }) {
      warnings.append(
        Warning("error_rate differs within a sample: estimated from the reads instead", at: place))
    }
    return warnings
  }

  // MARK: - One row

  private mutating func entry(_ line: DelimitedLine, _ index: Int) -> Entry? {
    let before = errors.errors.count
    let mutation = line.field(columns.mutation).text
    if mutation.isEmpty { fault(line, columns.mutation, "the mutation's identifier") }
    let name = line.field(columns.sample).text
    if name.isEmpty { fault(line, columns.sample, "the sample's identifier") }
    let reference = whole(line, columns.reference, 0...Int(Int32.max), "a count of reads")
    let alternate = whole(line, columns.alternate, 0...Int(Int32.max), "a count of reads")
    let normal = whole(line, columns.normal, 1...20, "copies per normal cell, 1 or more")
    let major = whole(line, columns.major, 0...10_000, "copies per cell, from 0 to 10000")
    let minor = whole(line, columns.minor, 0...10_000, "copies per cell, from 0 to 10000")
    guard errors.errors.count == before, let reference, let alternate, let normal, let major,
      let minor
    else { return nil }
    guard reference + alternate <= Int(Int32.max) else {
      fault(line, columns.reference, "a count of reads")
      return nil
    }
    if minor > major { swapped += 1 }
    let sample = number(of: name, line)
    takeRepeated(line, sample)
    if let known = normals[mutation] {
      if known.copies != normal {
        fault(line, columns.normal, "\(known.copies), as on line \(known.line)")
      }
    } else {
      normals[mutation] = (normal, line.number)
      mutations.append(mutation)
    }
    let isMissing = major == 0 && minor == 0 && reference + alternate == 0
    if major == 0, minor == 0, !isMissing { withoutCopies += 1 }
    guard let copyNumber = CopyNumber(major: max(major, minor), minor: min(major, minor)) else {
      return nil
    }
    return Entry(
      mutation: mutation, sample: sample, alternate: alternate, depth: reference + alternate,
      copyNumber: copyNumber, isMissing: isMissing, row: index)
  }

  private mutating func number(of name: String, _ line: DelimitedLine) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = samples.count
    samples.append(name)
    repeated.append(Repeated(line: line))
    return samples.count - 1
  }

  private mutating func takeRepeated(_ line: DelimitedLine, _ sample: Int) {
    if let column = columns.content, !isBlank(line, column) {
      let value = NumberText.decimal(line.field(column).text) ?? .nan
      if Purity(value) == nil {
        fault(line, column, Purity.expectation)
      } else if let known = repeated[sample].content {
        if known.value != value {
          fault(line, column, "\(known.value), as on line \(known.line)")
        }
      } else {
        repeated[sample].content = (value, line.number)
      }
    }
    if let column = columns.error, !isBlank(line, column) {
      let value = NumberText.decimal(line.field(column).text) ?? .nan
      if ErrorRate.range.contains(value) {
        if repeated[sample].errorRates.count < 2 { repeated[sample].errorRates.insert(value) }
      } else {
        fault(line, column, ErrorRate.expectation)
      }
    }
  }

  private func isBlank(_ line: DelimitedLine, _ column: Int) -> Bool {
    MissingValue.isMissing(line.field(column).text)
  }

  private mutating func whole(
    _ line: DelimitedLine, _ column: Int, _ range: ClosedRange<Int>, _ expected: String
  ) -> Int? {
    if let value = NumberText.whole(line.field(column).text), range.contains(value) {
      return value
    }
    fault(line, column, expected)
    return nil
  }

  private mutating func fault(_ line: DelimitedLine, _ column: Int, _ expected: String) {
    errors.add(
      .badField(
        column: table.header.field(column).text, found: line.field(column).text,
        expected: expected),
      line: line.number, column: line.field(column).column, source: line.source)
  }
}
