package import DelimitedText
package import TumorModel

/// Reads the variants of a VCF or BCF with their genes, whatever its samples show.
package struct VariantListReader: ~Copyable {
  private let build: GenomeBuild?
  private var header = VCFHeader()
  private var hasColumns = false
  private var filters: CallFilters
  private var tally = VCFTally()
  private var protein = ProteinChange()
  private let path: String
  private var faults: RowFaults
  private var number = 0

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - build: The assembly, whatever the file says; `nil` to take the file's.
  ///   - includedFilters: Names in FILTER that do not keep a record out.
  ///   - policy: What becomes of records that cannot be read.
  ///   - take: Called with each variant and its classification in the words of a MAF.
  /// - Returns: What the user should know of the file.
  package static func read(
    _ path: String, build: GenomeBuild?, includedFilters: Set<String>, policy: RowPolicy,
    _ take: (ListedMutation, String) -> Void
  ) throws(InputErrors) -> [Warning] {
    var probe = try LineReader(path: path, expected: "a VCF or BCF")
    let isText = try !probe.begins(with: "BCF")
    var lines = try CallFileReader(CallFile(path: path, column: "", isText: isText))
    var reader = VariantListReader(path, build, includedFilters, policy)
    while var line = try lines.line() {
      reader.number = lines.number
      let failure = line.withUTF8 { reader.take($0, take) }
      if let failure { throw failure }
    }
    let faulty = try reader.faults.warnings(ofRows: reader.tally.records)
    return faulty + reader.tally.warnings(filters: reader.filters, at: TextLocation(path: path))
  }

  private init(
    _ path: String, _ build: GenomeBuild?, _ includedFilters: Set<String>, _ policy: RowPolicy
  ) {
    self.path = path
    self.build = build
    filters = CallFilters(included: includedFilters)
    faults = RowFaults(path: path, policy: policy)
  }

  /// Reads a line; returns the errors after which reading cannot go on.
  private mutating func take(
    _ line: Bytes, _ take: (ListedMutation, String) -> Void
  ) -> InputErrors? {
    if line.first == UInt8(ascii: "#") {
      // The line of columns may lack samples here: nothing is asked of them.
      guard line.starts(with: "##".utf8) else {
        hasColumns = true
        return nil
      }
      do throws(InputErrors) {
        try header.take(line, number: number, errors: ErrorCollector(path: path))
        return nil
      } catch {
        return error
      }
    }
    if line.trimmed.isEmpty { return nil }
    guard hasColumns else {
      return faults.failure(
        .malformed(
          problem: "a record before the line of columns", expected: "a line that starts #CHROM"),
        line: number, column: 1, source: line.string)
    }
    takeRecord(line, take)
    return nil
  }

  private mutating func takeRecord(
    _ line: Bytes, _ take: (ListedMutation, String) -> Void
  ) {
    tally.records += 1
    let fields = line.split(separator: 0x09, maxSplits: 8, omittingEmptySubsequences: false)
      .map { Bytes(rebasing: $0) }
    guard fields.count >= 5 else {
      faults.add(
        .malformed(
          problem: "the record ends after \(counted(fields.count, "field"))",
          expected: "CHROM, POS, ID, REF and ALT at least"),
        line: number, column: line.count + 1, source: line.string)
      return
    }
    guard let chromosome = fields[0].isMissing ? nil : Chromosome(fields[0].string) else {
      return fault(line, "CHROM", fields[0], 1, "a chromosome")
    }
    guard case .value(let position) = fields[1].wholeNumber, (1...Int(Int32.max)).contains(position)
    else {
      if tally.skipRecord(withoutBasesIn: fields[4]) { return }
      return fault(line, "POS", fields[1], fields[0].count + 2, "a position of 1 or more")
    }
    guard AlternateAllele(fields[3]) == .bases else { return tally.skip(.unknown) }
    if fields.count > 6 {
      let (verdict, text) = filters.judge(fields[6])
      if verdict == .left { return filters.leave(text) }
    }
    let count = fields[4].listLength
    var rest = fields[4][...]
    var allele = 0
    while let alternate = rest.nextPiece(UInt8(ascii: ",")) {
      allele += 1
      let kind = AlternateAllele(alternate)
      if kind.isReference, count > 1 { continue }
      guard kind == .bases,
        let variant = Variant(
          chromosome: chromosome, position: position, reference: fields[3].string,
          alternate: alternate.string)
      else {
        tally.skip(kind == .bases ? .none : kind)
        continue
      }
      let texts =
        header.annotation.isEmpty || fields.count < 8
        ? VariantAnnotation.Texts()
        : header.annotation.texts(
          of: fields[7], alternate: alternate, number: allele, count: count)
      let classification =
        texts.consequence.isEmpty
        ? ""
        : Consequence.classification(
          texts.consequence.string, isInsertion: alternate.count > fields[3].count)
      take(
        ListedMutation(
          gene: texts.gene.string,
          proteinChange: texts.protein.isEmpty ? "" : protein.short(texts.protein).string,
          variant: variant, build: build ?? header.build), classification)
    }
  }

  private mutating func fault(
    _ line: Bytes, _ name: String, _ field: Bytes, _ column: Int, _ expected: String
  ) {
    faults.add(
      .badField(column: name, found: field.string, expected: expected), line: number,
      column: column, source: line.string)
  }
}
