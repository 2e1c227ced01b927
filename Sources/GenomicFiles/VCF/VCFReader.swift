package import DelimitedText
import HTSlib
import TumorModel

/// Reads the calls of chosen samples from a VCF or BCF.
///
/// Text is split here and not by htslib, which stops at a field that is not of its declared type
/// and knows no lines; BCF comes as lines of text through htslib. Samples nobody asked for cost the
/// search for their tabs.
package struct VCFReader: ~Copyable {
  /// The rows of each sample of the sheet.
  package struct Rows {
    /// Rows that make a site of the patient.
    package var main: [[MutationRow]]
    /// Rows that count where another sample of the patient has the site: without an alternate read,
    /// or left out by a filter.
    package var extra: [[MutationRow]]
    /// Where records say that a sample has the reference alone.
    package var reference: [[ReferenceStretch]]
    /// What records tell of the matched normal.
    package var matched: MatchedNormals

    package init(
      main: [[MutationRow]], extra: [[MutationRow]], reference: [[ReferenceStretch]],
      matched: MatchedNormals
    ) {
      (self.main, self.extra, self.reference) = (main, extra, reference)
      self.matched = matched
    }
  }

  let place: NamedPath
  let requests: [VCFRequest]
  /// All samples of the sheet.
  let names: Set<String>
  let aligner: LeftAligner?
  var faults: RowFaults
  var header: VCFHeader
  var columns: VCFColumns?
  var ends = FieldEnds(limit: VCFHeader.fixedColumns)
  var formats = ByteInterner()
  var layouts: [FormatLayout] = []
  let scratch: FieldScratch
  var filters: CallFilters
  var tally = VCFTally()
  var protein = ProteinChange()
  var lineNumber = 0
  var isText = true

  /// Reads a file once.
  ///
  /// - Parameters:
  ///   - place: The file.
  ///   - lines: Its bytes, of which none was read.
  ///   - requests: The samples whose calls are wanted; not empty.
  ///   - names: All samples of the sheet.
  ///   - filters: The filters that do not keep a record out.
  ///   - policy: What becomes of records that cannot be read, and the genes whose records that
  ///     filters keep out are counted.
  ///   - needsCounts: Whether a file is refused that has no sample, or of which no reads are
  ///     understood.
  ///   - aligner: Moves indels to their first place and checks reference bases.
  ///   - store: Takes the texts.
  ///   - rows: Takes the rows, each sample's in the file's order.
  package static func read(
    _ place: NamedPath, _ lines: inout LineReader, requests: [VCFRequest], names: Set<String>,
    filters: Set<String>, policy: RowPolicy, needsCounts: Bool = true, aligner: LeftAligner?,
    into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) -> MutationFileSummary {
    var reader = VCFReader(
      place, requests, names, filters, policy, aligner, VCFHeader(needsSamples: needsCounts))
    if try lines.begins(with: "BCF") {
      try reader.readBinary(into: &store, rows: &rows)
    } else {
      while let line = try lines.next() {
        reader.lineNumber = lines.number
        try reader.take(line, into: &store, rows: &rows)
      }
    }
    return try reader.summary(needsCounts: needsCounts)
  }

  /// Whether a file is VCF or BCF by its first bytes.
  package static func reads(_ lines: inout LineReader) throws(InputErrors) -> Bool {
    if try lines.begins(with: "##fileformat=VCF") { return true }
    if try lines.begins(with: "#CHROM\tPOS\tID\tREF\tALT") { return true }
    return try lines.begins(with: "BCF")
  }

  init(
    _ place: NamedPath, _ requests: [VCFRequest], _ names: Set<String>, _ filters: Set<String>,
    _ policy: RowPolicy, _ aligner: LeftAligner?, _ header: consuming VCFHeader
  ) {
    self.place = place
    self.requests = requests
    self.names = names
    self.header = header
    self.aligner = aligner
    self.faults = RowFaults(path: place.path, policy: policy)
    self.filters = CallFilters(included: filters, genes: policy.genes)
    self.scratch = FieldScratch()
  }

  mutating func readBinary(
    into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) {
    isText = false
    do {
      var file = try BinaryVariantFile(
        path: place.path, at: StandardInput.place(of: place.path))
      for line in file.header.split(separator: "\n") {
        lineNumber += 1
        var line = String(line)
        let failure: InputErrors? = line.withUTF8 { bytes in
          do throws(InputErrors) {
            try take(bytes, into: &store, rows: &rows)
            return nil
          } catch {
            return error
          }
        }
        if let failure { throw failure }
      }
      while let line = try file.next() {
        lineNumber += 1
        try take(line, into: &store, rows: &rows)
      }
    } catch let error as HTSError {
      throw InputErrors(error, expected: "a VCF, BCF or MAF", namedAt: place)
    } catch let error as InputErrors {
      throw error
    } catch {
      preconditionFailure("an error of another type: \(error)")
    }
  }

  // MARK: - A line

  mutating func take(
    _ line: Bytes, into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) {
    guard let columns else {
      if line.first == UInt8(ascii: "#") {
        try header.take(line, number: lineNumber, errors: ErrorCollector(path: place.path))
        if header.isComplete { try begin() }
      } else if !line.trimmed.isEmpty {
        throw faults.failure(
          .malformed(
            problem: "a record before the line of columns", expected: "a line that starts #CHROM"),
          line: lineNumber, column: 1, source: line.string)
      }
      return
    }
    if header.hasReadsInInfo || header.isOfSitesAlone {
      try takeWithoutSample(line, columns, into: &store, rows: &rows)
    } else {
      try takeSplit(line, columns, into: &store, rows: &rows)
    }
  }

  private mutating func takeSplit(
    _ line: Bytes, _ columns: VCFColumns, into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) {
    ends.split(line)
    guard ends.count == ends.limit else {
      if line.trimmed.isEmpty { return }
      tally.records += 1
      reportShort(line)
      return
    }
    tally.records += 1
    try takeRecord(line, columns, into: &store, rows: &rows)
  }

  /// Takes a record that has no sample, with the columns that it lacks: the reads in INFO, or none.
  private mutating func takeWithoutSample(
    _ line: Bytes, _ columns: VCFColumns, into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) {
    if line.trimmed.isEmpty { return }
    let fields = line.trimmed.split(separator: 0x09, omittingEmptySubsequences: false)
      .prefix(VCFHeader.fixedColumns - 1)
    var whole: [UInt8] = Array(fields.joined(separator: [0x09]))
    if header.isOfSitesAlone {
      whole += "\tGT\t.".utf8
    } else {
      whole += "\tDP4\t".utf8
      whole +=
        fields.last.flatMap { Bytes(rebasing: $0).infoValue("DP4") } ?? Bytes(start: nil, count: 0)
    }
    // Fields are searched a word at a time.
    let count = whole.count
    whole += [UInt8](repeating: 0, count: LineReader.slack)
    let failure: InputErrors? = whole.withUnsafeBufferPointer { bytes in
      do throws(InputErrors) {
        try takeSplit(Bytes(rebasing: bytes[..<count]), columns, into: &store, rows: &rows)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  mutating func begin() throws(InputErrors) {
    let found = try VCFColumns(header, requests: requests, names: names)
    ends = FieldEnds(limit: VCFHeader.fixedColumns + found.last + 1)
    columns = found
  }
}

/// Room for where a sample's fields end, used again for each sample.
final class FieldScratch {
  private var storage: UnsafeMutablePointer<Int32>
  private var capacity = 64

  init() {
    storage = .allocate(capacity: 64)
    storage.initialize(repeating: 0, count: 64)
  }

  deinit { storage.deallocate() }

  func room(for count: Int) -> UnsafeMutablePointer<Int32> {
    if count > capacity {
      storage.deallocate()
      capacity = 2 * count
      storage = .allocate(capacity: capacity)
      storage.initialize(repeating: 0, count: capacity)
    }
    return storage
  }
}
