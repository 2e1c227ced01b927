import DelimitedText
import GenomicFiles
import TumorModel

/// Reads Pairtree's `.ssm`, or that of PhyloWGS, with the `.params.json` beside it.
///
/// Pairtree expects the share `ω φ` of variant reads, where `φ` is the share of cells that carry the
/// mutation and `ω` its `var_read_prob`. Here the expectation is `ω ρ c`, with the purity `ρ`, which
/// the file does not tell and which is estimated, and the cancer cell fraction `c`. Loci are
/// represented as follows.
///
/// - `ω` within 0.02 of 1/2: two copies in every cell, one of them mutated. Exact.
/// - `ω` of at least 0.98 in all samples: one copy in every cell. Exact.
/// - Any other `ω`: as for 1/2, with `2 ω` times the reads. The expected alternate reads stay the
///   same; a share of variant reads of 1/2 at `c = 1` stands for one of `ω`. Calls are flagged
///   `depthScaled`.
///
/// PhyloWGS writes the reads of the reference (`a`) in place of the variant's, and with `mu_v` the
/// share of reference reads in cells that carry the mutation, which is `1 - ω`. It takes copy numbers
/// from another file; but for `ω` near 1 they are not known here.
struct PairtreeReader {
  /// The columns of one of the two forms.
  struct Form {
    let reads: String
    let total: String
    let share: String
    let name: String
    /// Whether `reads` are those of the reference, and `share` theirs.
    let isOfReference: Bool

    static let pairtree = Form(
      reads: "var_reads", total: "total_reads", share: "var_read_prob", name: "name",
      isOfReference: false)
    static let phyloWGS = Form(
      reads: "a", total: "d", share: "mu_v", name: "gene", isOfReference: true)
  }

  /// How far `ω` may be from 1/2, or from 1, for errors of sequencing.
  private static let tolerance = 0.02

  private struct Line {
    let identifier: String
    let name: String
    let alternate: [Int]
    let depth: [Int]
    let share: [Double]
    let number: Int
  }

  private let table: SmallTable
  private let form: Form
  private var errors: ErrorCollector

  static func read(_ path: String, of form: Form) throws(InputErrors) -> CloneInput {
    let table = try SmallTable(path: path, expected: "an .ssm table")
    var reader = PairtreeReader(table: table, form: form, errors: ErrorCollector(path: path))
    return try reader.input()
  }

  private mutating func input() throws(InputErrors) -> CloneInput {
    guard let id = table.column("id"), let reads = table.column(form.reads),
      let total = table.column(form.total), let share = table.column(form.share)
    else {
      throw errors.failure(
        .missingColumn(form.share), line: table.header.number, column: 1,
        source: table.header.source)
    }
    let name = table.column(form.name)
    var lines: [Line] = []
    var numbers: [String: Int] = [:]
    var width: Int?
    for row in table.rows {
      let identifier = row.field(id).text
      if let earlier = numbers.updateValue(row.number, forKey: identifier) {
        fault(row, id, "a unique name: line \(earlier) already uses it")
      }
      let depth = counts(row, total)
      let named = counts(row, reads)
      guard let depth, let named else { continue }
      if let width, depth.count != width {
        fault(row, total, "\(counted(width, "value")), as in the first row")
        continue
      }
      width = depth.count
      guard named.count == depth.count else {
        fault(row, reads, "\(counted(depth.count, "value")), as in \(form.total)")
        continue
      }
      guard zip(named, depth).allSatisfy({ $0 <= $1 }) else {
        fault(row, reads, "at most \(form.total), which is '\(row.field(total).text)'")
        continue
      }
      guard let shares = shares(row, share, count: depth.count) else { continue }
      let alternate = form.isOfReference ? zip(named, depth).map { $1 - $0 } : named
      lines.append(
        Line(
          identifier: identifier, name: name.map { row.field($0).text } ?? "",
          alternate: alternate, depth: depth, share: shares, number: row.number))
    }
    try errors.throwIfAny()
    guard let width else {
      throw errors.failure(
        .malformed(problem: "the table has no row", expected: "one row per mutation"),
        line: table.header.number, column: 1, source: table.header.source)
    }
    let place = TextLocation(path: table.path)
    var warnings: [Warning] = []
    let parameters = try PairtreeParameters.read(besides: table.path)
    if let parameters, parameters.samples.count != width {
      throw ErrorCollector(path: parameters.path).failure(
        .malformed(
          problem: "'samples' has \(counted(parameters.samples.count, "name"))",
          expected: "\(width), as many as the values in \(table.path)"))
    }
    if parameters == nil {
      warnings.append(
        Warning(
          "no \(PairtreeParameters.path(besides: table.path)): the samples are called "
            + "sample_1 to sample_\(width)", at: place))
    }
    let garbage = parameters?.garbage ?? []
    let kept = lines.filter { !garbage.contains($0.identifier) }
    if kept.count < lines.count {
      let names = lines.map(\.identifier).filter(garbage.contains)
      warnings.append(
        Warning(
          "\(counted(names.count, "mutation")) in the list 'garbage' left out: \(listing(names))",
          at: place))
    }
    let samples = parameters?.samples ?? (1...width).map { "sample_\($0)" }
    return clones(kept, samples: samples, warnings: warnings, parameters: parameters)
  }

  private func clones(
    _ lines: [Line], samples: [String], warnings: [Warning], parameters: PairtreeParameters?
  ) -> CloneInput {
    // Pairtree's own identifiers are numbers; the place is in the name.
    let isNamed =
      Set(lines.map(\.name)).count == lines.count && lines.allSatisfy { !$0.name.isEmpty }
    let keys = lines.map { isNamed ? $0.name : $0.identifier }
    let names = MutationNames(keys)
    var collector = CloneCollector(samples: samples.count)
    var scaled = 0
    for (line, key) in zip(lines, keys) {
      guard let place = names.places[key] else { continue }
      let isHaploid = line.share.allSatisfy { $0 >= 1 - Self.tolerance }
      let copyNumber =
        isHaploid ? CopyNumber(major: 1, minor: 0) : form.isOfReference ? nil : .normal
      var locus = StatedLocus(normalCopies: isHaploid ? 1 : 2)
      for sample in samples.indices {
        var depth = line.depth[sample]
        if !isHaploid, abs(line.share[sample] - 0.5) > Self.tolerance {
          let effective = (2 * line.share[sample] * Double(depth)).rounded()
          depth = max(line.alternate[sample], Int(min(effective, Double(Int32.max))))
          locus.flags.insert(.depthScaled)
        }
        collector.add(
          place.variant, CloneCollector.Names(gene: place.gene), sample: sample,
          alternate: line.alternate[sample], depth: depth, line: line.number)
        if let copyNumber { collector.set(copyNumber, of: place.variant, sample: sample) }
      }
      if !locus.flags.isEmpty { scaled += 1 }
      collector.set(locus, of: place.variant)
    }
    var warnings = warnings
    let place = TextLocation(path: table.path)
    warnings.append(
      Warning("the format tells no purity: it is estimated from the reads", at: place))
    if form.isOfReference {
      warnings.append(
        Warning(
          "PhyloWGS takes copy numbers from another file, which is not read: they are averaged over",
          at: place))
    }
    if names.unplaced > 0 {
      warnings.append(
        Warning(
          "\(counted(names.unplaced, "mutation")) without a place in its name: written at "
            + "\(Chromosome.unplaced.name), the name as gene", at: place))
    }
    if scaled > 0 {
      warnings.append(
        Warning(
          "\(counted(scaled, "mutation")) with a \(form.share) other than 0.5 and 1: depths are "
            + "scaled to one copy in two, flagged depthScaled", at: place))
    }
    let patient = FilePath.stem(table.path)
    let header = table.header
    let rows = samples.map { name in
      SampleSheet.Row(
        sample: CloneInput.sample(name, of: patient), sex: nil,
        location: TextLocation(path: table.path, line: header.number), source: header.source)
    }
    var sheet = SampleSheet(path: table.path, rows: rows, warnings: warnings)
    if samples.count > 1 {
      sheet.orderWarning = CloneInput.orderWarning(samples, in: table.path)
    }
    if let parameters { sheet.inputs.append(InputFile(path: parameters.path, role: .sheet)) }
    var input = CloneInput(
      sheet: sheet, store: collector.store, rows: collector.rows, profiles: collector.profiles(),
      loci: collector.loci)
    for (number, cluster) in (parameters?.clusters ?? []).enumerated() {
      let members = Set(cluster)
      for (line, key) in zip(lines, keys) where members.contains(line.identifier) {
        if let place = names.places[key] { input.clusters[place.variant] = number }
      }
    }
    return input
  }

  // MARK: - One field

  private mutating func counts(_ row: DelimitedLine, _ column: Int) -> [Int]? {
    let values = row.field(column).text.split(separator: ",", omittingEmptySubsequences: false)
      .map { NumberText.whole($0.filter { $0 != " " }) }
    let counts = values.compactMap { $0 }
    if counts.count == values.count, counts.allSatisfy({ (0...Int(Int32.max)).contains($0) }) {
      return counts
    }
    fault(row, column, "counts of reads, joined by commas")
    return nil
  }

  /// The shares of variant reads in cells with the mutation, one per sample.
  private mutating func shares(_ row: DelimitedLine, _ column: Int, count: Int) -> [Double]? {
    let values = row.field(column).text.split(separator: ",", omittingEmptySubsequences: false)
      .map { NumberText.decimal($0.filter { $0 != " " }) ?? .nan }
      .map { form.isOfReference ? 1 - $0 : $0 }
    if values.count == count || values.count == 1, values.allSatisfy({ $0 > 0 && $0 <= 1 }) {
      return values.count == count ? values : Array(repeating: values[0], count: count)
    }
    fault(
      row, column,
      "1 or \(count) shares \(form.isOfReference ? "from 0 and below 1" : "above 0 and up to 1"), joined "
        + "by commas")
    return nil
  }

  private mutating func fault(_ row: DelimitedLine, _ column: Int, _ expected: String) {
    errors.add(
      .badField(
        column: table.header.field(column).text, found: row.field(column).text,
        expected: expected),
      line: row.number, column: row.field(column).column, source: row.source)
  }
}
