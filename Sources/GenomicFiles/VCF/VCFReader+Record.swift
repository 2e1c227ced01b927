import DelimitedText
import TumorModel

/// One record.
extension VCFReader {
  mutating func takeRecord(
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
    guard !reference.isEmpty, reference.allSatisfy({ Nucleotide.index(of: $0) != nil }) else {
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
  mutating func row(
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

  func fields(_ line: Bytes, _ column: Int, _ layout: Int) -> SampleFields {
    SampleFields(
      ends.field(VCFHeader.fixedColumns + column, of: line),
      ends: scratch.room(for: layouts[layout].count), limit: layouts[layout].count)
  }

  @inline(__always) mutating func layout(of format: Bytes) -> Int {
    let number = Int(formats.intern(format))
    if number == layouts.count { layouts.append(FormatLayout(format)) }
    return number
  }
}
