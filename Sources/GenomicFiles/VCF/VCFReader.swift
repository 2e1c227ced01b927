import HTSlib
import TumorModel

/// Reads the calls of chosen samples from a VCF or BCF.
///
/// Text is split here and not by htslib, which stops at a field that is not of its declared type
/// and knows no lines; BCF comes as lines of text through htslib. Samples nobody asked for cost the
/// search for their tabs.
struct VCFReader: ~Copyable {
  /// The rows of each sample of the sheet.
  struct Rows {
    /// Rows that make a site of the patient.
    var main: [[MutationRow]]
    /// Rows that count where another sample of the patient has the site: without an alternate read,
    /// or left out by a filter.
    var extra: [[MutationRow]]
  }

  private let place: NamedPath
  private let requests: [VCFRequest]
  private let aligner: LeftAligner?
  private var errors: ErrorCollector
  private var header = VCFHeader()
  private var columns: VCFColumns?
  private var ends = FieldEnds(limit: VCFHeader.fixedColumns)
  private var formats = ByteInterner()
  private var layouts: [FormatLayout] = []
  private let scratch: FieldScratch
  private var filters: VCFFilters
  private var tally = VCFTally()
  private var protein = ProteinChange()
  private var lineNumber = 0
  private var isText = true

  /// Reads a file once.
  ///
  /// - Parameters:
  ///   - place: The file.
  ///   - lines: Its bytes, of which none was read.
  ///   - requests: The samples whose calls are wanted; not empty.
  ///   - filters: The filters that do not keep a record out.
  ///   - aligner: Moves indels to their first place and checks reference bases.
  ///   - store: Takes the texts.
  ///   - rows: Takes the rows, each sample's in the file's order.
  static func read(
    _ place: NamedPath, _ lines: inout LineReader, requests: [VCFRequest], filters: Set<String>,
    aligner: LeftAligner?, into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) -> MutationFileSummary {
    var reader = VCFReader(place, requests, filters, aligner)
    if try lines.begins(with: "BCF") {
      try reader.readBinary(into: &store, rows: &rows)
    } else {
      while let line = try lines.next() {
        reader.lineNumber = lines.number
        try reader.take(line, into: &store, rows: &rows)
      }
    }
    return try reader.summary()
  }

  /// Whether a file is VCF or BCF by its first bytes.
  static func reads(_ lines: inout LineReader) throws(InputErrors) -> Bool {
    if try lines.begins(with: "##fileformat=VCF") { return true }
    if try lines.begins(with: "#CHROM\tPOS\tID\tREF\tALT") { return true }
    return try lines.begins(with: "BCF")
  }

  private init(
    _ place: NamedPath, _ requests: [VCFRequest], _ filters: Set<String>, _ aligner: LeftAligner?
  ) {
    self.place = place
    self.requests = requests
    self.aligner = aligner
    self.errors = ErrorCollector(path: place.path)
    self.filters = VCFFilters(included: filters)
    self.scratch = FieldScratch()
  }

  private mutating func readBinary(
    into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) {
    isText = false
    do {
      var file = try BinaryVariantFile(path: place.path)
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

  private mutating func take(
    _ line: Bytes, into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) {
    guard let columns else {
      if line.first == UInt8(ascii: "#") {
        try header.take(line, number: lineNumber, errors: errors)
        if header.isComplete { try begin() }
      } else if !line.trimmed.isEmpty {
        throw errors.failure(
          .malformed(
            problem: "a record before the line of columns", expected: "a line that starts #CHROM"),
          line: lineNumber, column: 1, source: line.string)
      }
      return
    }
    ends.split(line)
    guard ends.count == ends.limit else {
      if !line.trimmed.isEmpty { reportShort(line) }
      return
    }
    tally.records += 1
    try takeRecord(line, columns, into: &store, rows: &rows)
  }

  private mutating func begin() throws(InputErrors) {
    let found = try VCFColumns(header, requests: requests)
    ends = FieldEnds(limit: VCFHeader.fixedColumns + found.last + 1)
    columns = found
  }

  // MARK: - A record

  private mutating func takeRecord(
    _ line: Bytes, _ columns: VCFColumns, into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) {
    let alternates = ends.field(4, of: line)
    let reference = ends.field(3, of: line)
    guard case .value(let position) = ends.field(1, of: line).wholeNumber, position >= 1,
      position <= Int(Int32.max) - reference.count
    else { return report(line, "POS", 1, "a position of 1 or more") }
    let chromosomeText = ends.field(0, of: line)
    guard let chromosome = chromosomeText.isMissing ? nil : store.chromosome(chromosomeText) else {
      return report(line, "CHROM", 0, "a chromosome")
    }
    guard !reference.isEmpty, reference.allSatisfy({ AlternateAllele.isBase($0) }) else {
      // The human genome has a few bases that stand for several.
      tally.skip(.unknown)
      return
    }
    if try !isOfReference(line, reference, store.chromosomes[Int(chromosome)], position) { return }

    let (verdict, filter) = filters.judge(ends.field(6, of: line))
    if verdict == .left { filters.leave(filter) }
    let layout = layout(of: ends.field(8, of: line))
    let status = recordStatus(line)
    let count = alternates.listLength
    var statuses: Set<String> = []
    var rest = alternates[...]
    var number = 0
    while let alternate = rest.nextPiece(UInt8(ascii: ",")) {
      number += 1
      let kind = AlternateAllele(alternate)
      guard kind == .bases else {
        tally.skip(kind)
        continue
      }
      guard
        let site = try site(chromosome, position, reference, alternate, &store, line)
      else { continue }
      let allele = RecordAllele(
        number: number, count: count,
        substitution: reference.count == 1 && alternate.count == 1
          ? (reference[0] & 0xDF, alternate[0] & 0xDF) : nil)
      let isGermline =
        columns.matchedNormal.map { column in
          layouts[layout].genotype(fields(line, column, layout), has: number) ?? false
        } ?? false
      var texts: (gene: UInt32, protein: ShortText, classification: UInt16)?
      for choice in columns.tumors {
        let sample = fields(line, choice.column, layout)
        var own = verdict
        if own == .passed || own == .included,
          let name = self.status(status, isGermline, sample, layout)
        {
          if filters.keepsOut(name) {
            own = .left
            statuses.insert(name)
          } else {
            own = .included
          }
        }
        let isCarrier =
          !columns.isCohort || (layouts[layout].genotype(sample, has: number) ?? true)
        if texts == nil { texts = names(line, alternate, allele, &store) }
        guard let texts,
          var row = row(site, texts, sample, allele, layout, own, isCarrier, &store)
        else { continue }
        let isExtra = own == .left || row.depth >= 0 && row.alternate == 0 || !isCarrier
        row.isFiltered = own == .included
        if isExtra {
          rows.extra[choice.request.row].append(row)
        } else {
          rows.main[choice.request.row].append(row)
          tally.rows += 1
        }
      }
      for choice in columns.normals {
        let sample = fields(line, choice.column, layout)
        guard let counts = layouts[layout].counts(sample, allele) else { continue }
        rows.main[choice.request.row].append(
          site.row(counts, (0, ShortText(), 0), line: lineNumber, &store))
      }
    }
    if let name = statuses.min() { filters.leave(name) }
  }

  /// A row of one sample; `nil` where a sample of a cohort's file is not known at the site.
  private mutating func row(
    _ site: Site, _ texts: (gene: UInt32, protein: ShortText, classification: UInt16),
    _ sample: SampleFields, _ allele: RecordAllele, _ layout: Int, _ verdict: VCFFilters.Verdict,
    _ isCarrier: Bool, _ store: inout VariantStore
  ) -> MutationRow? {
    if let counts = layouts[layout].counts(sample, allele) {
      return site.row(counts, texts, line: lineNumber, &store)
    }
    guard verdict != .left, isCarrier else { return nil }
    if columns?.isCohort == true, sample.isMissing { return nil }
    tally.withoutCounts += 1
    if tally.firstWithoutCounts == 0 { tally.firstWithoutCounts = lineNumber }
    return site.row(nil, texts, line: lineNumber, &store)
  }

  private func fields(_ line: Bytes, _ column: Int, _ layout: Int) -> SampleFields {
    SampleFields(
      ends.field(VCFHeader.fixedColumns + column, of: line),
      ends: scratch.room(for: layouts[layout].count), limit: layouts[layout].count)
  }

  @inline(__always) private mutating func layout(of format: Bytes) -> Int {
    let number = Int(formats.intern(format))
    if number == layouts.count { layouts.append(FormatLayout(format)) }
    return number
  }

  // MARK: - Alleles

  /// Where a variant stands once trimmed and, with a reference, moved left.
  private struct Site {
    let chromosome: UInt16
    let position: Int32
    let alleles: UInt32
    let isUnaligned: Bool

    func row(
      _ counts: AlleleCounts?,
      _ texts: (gene: UInt32, protein: ShortText, classification: UInt16), line: Int,
      _ store: inout VariantStore
    ) -> MutationRow {
      var row = MutationRow(
        chromosome: chromosome, position: position, alleles: alleles, gene: texts.gene,
        protein: texts.protein, classification: texts.classification,
        alternate: Int32(counts?.alternate ?? 0), depth: Int32(counts?.depth ?? -1), line: line)
      if let support = counts?.support { row.support = store.add(support) }
      if isUnaligned { row.isUnaligned = true }
      return row
    }
  }

  private mutating func site(
    _ chromosome: UInt16, _ position: Int, _ reference: Bytes, _ alternate: Bytes,
    _ store: inout VariantStore, _ line: Bytes
  ) throws(InputErrors) -> Site? {
    if reference.count == 1, alternate.count == 1, let old = Self.base(reference[0]),
      let new = Self.base(alternate[0]), old != new
    {
      return Site(
        chromosome: chromosome, position: Int32(position), alleles: store.substitution(old, new),
        isUnaligned: false)
    }
    guard
      var variant = Variant(
        chromosome: store.chromosomes[Int(chromosome)], position: position,
        reference: reference.string, alternate: alternate.string), variant.position >= 1
    else {
      report(line, "ALT", 4, "bases other than REF's, '\(reference.string)'")
      return nil
    }
    var isUnaligned = variant.kind == .insertion || variant.kind == .deletion
    if isUnaligned, let aligner, let aligned = try aligner.aligned(variant) {
      variant = aligned
      isUnaligned = false
    }
    let pair = VariantStore.Alleles(reference: variant.reference, alternate: variant.alternate)
    return Site(
      chromosome: chromosome, position: Int32(variant.position), alleles: store.number(pair),
      isUnaligned: isUnaligned)
  }

  private mutating func isOfReference(
    _ line: Bytes, _ reference: Bytes, _ chromosome: Chromosome, _ position: Int
  ) throws(InputErrors) -> Bool {
    guard let aligner else { return true }
    guard let agrees = try aligner.agrees(reference, on: chromosome, at: position) else {
      tally.elsewhere += 1
      return true
    }
    if agrees { return true }
    let found = try aligner.bases(on: chromosome, at: position, count: reference.count)
    report(
      line, "REF", 3,
      found.isEmpty
        ? "a position of the reference genome, whose \(chromosome) is shorter"
        : "\(found), the reference genome's at \(chromosome):\(position)")
    return false
  }

  @inline(__always) private static func base(_ byte: UInt8) -> Int? {
    switch byte & 0xDF {
    case UInt8(ascii: "A"): 0
    case UInt8(ascii: "C"): 1
    case UInt8(ascii: "G"): 2
    case UInt8(ascii: "T"): 3
    case UInt8(ascii: "N"): 4
    default: nil
    }
  }

  // MARK: - What else a record says

  /// `SS` of INFO.
  private func recordStatus(_ line: Bytes) -> Int? {
    guard header.hasStatus, let value = ends.field(7, of: line).infoValue("SS") else { return nil }
    return value.count(at: 0)
  }

  /// The name under which a record is left out as not somatic.
  private func status(
    _ record: Int?, _ isGermline: Bool, _ sample: SampleFields, _ layout: Int
  ) -> String? {
    switch sample.number(layouts[layout].status) ?? record {
    case 1: VCFFilters.germline
    case 3: VCFFilters.lossOfHeterozygosity
    default: isGermline ? VCFFilters.germline : nil
    }
  }

  private mutating func names(
    _ line: Bytes, _ alternate: Bytes, _ allele: RecordAllele, _ store: inout VariantStore
  ) -> (gene: UInt32, protein: ShortText, classification: UInt16) {
    if header.annotation.isEmpty { return (0, ShortText(), 0) }
    let texts = header.annotation.texts(
      of: ends.field(7, of: line), alternate: alternate, number: allele.number,
      count: allele.count)
    var classification: UInt16 = 0
    if !texts.consequence.isEmpty {
      var name = Consequence.classification(
        texts.consequence.string,
        isInsertion: alternate.count > ends.field(3, of: line).count)
      classification = name.withUTF8 { store.classification($0) }
    }
    return (
      texts.gene.isEmpty ? 0 : store.genes.intern(texts.gene),
      texts.protein.isEmpty ? ShortText() : store.protein(protein.short(texts.protein)),
      classification
    )
  }

  // MARK: - What to tell

  private mutating func report(
    _ line: Bytes, _ column: String, _ index: Int, _ expected: String
  ) {
    errors.add(
      .badField(column: column, found: ends.field(index, of: line).string, expected: expected),
      line: lineNumber, column: ends.column(of: index), source: line.string)
  }

  private mutating func reportShort(_ line: Bytes) {
    errors.add(
      .malformed(
        problem: "the record ends after \(counted(ends.count, "field"))",
        expected: "\(VCFHeader.fixedColumns + header.samples.count), as in the line of columns"),
      line: lineNumber, column: line.count + 1, source: line.string)
  }

  private consuming func summary() throws(InputErrors) -> MutationFileSummary {
    guard let columns else {
      throw errors.failure(
        .malformed(
          problem: lineNumber > 1
            ? "the header has no end" : "the file is one line, as where lines end in CR alone",
          expected: "a line that starts #CHROM"))
    }
    try errors.throwIfAny()
    var summary = MutationFileSummary(build: header.build)
    summary.isText = isText
    for choice in columns.tumors + columns.normals {
      summary.columns[choice.request.row] = header.samples[choice.column]
    }
    let location = TextLocation(path: place.path)
    summary.warnings = tally.warnings(filters: filters, at: location)
    if header.isUnfiltered {
      summary.warnings.append(
        Warning("calls of Mutect 2 before FilterMutectCalls: no record is filtered", at: location))
    }
    return summary
  }
}

/// Room for where a sample's fields end, used again for each sample.
private final class FieldScratch {
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
