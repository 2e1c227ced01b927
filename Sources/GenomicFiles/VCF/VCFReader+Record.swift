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
    else {
      // Telomeres stand at 0 and N+1, and what has no bases is left out wherever it stands.
      if tally.skipRecord(withoutBasesIn: alternates) { return }
      return report(line, "POS", 1, "a position of 1 or more")
    }
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

    let layout = layout(of: ends.field(8, of: line))
    let count = alternates.listLength
    // Filters judge calls of mutations, and here none is called.
    if count == 1, AlternateAllele(alternates).isReference {
      let isKnown = takeReference(
        line, columns, chromosome, position, reference, layout, unseen: nil, into: &rows)
      if !isKnown { tally.skip(AlternateAllele(alternates)) }
      return
    }
    let (verdict, filter) = filters.judge(ends.field(6, of: line))
    let status = recordStatus(line)
    var statuses: Set<String> = []
    var leftGenes: [UInt32] = []
    var rest = alternates[...]
    var number = 0
    while let alternate = rest.nextPiece(UInt8(ascii: ",")) {
      number += 1
      let kind = AlternateAllele(alternate)
      if kind == .unseen {
        _ = takeReference(
          line, columns, chromosome, position, reference, layout, unseen: number, into: &rows)
        continue
      }
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
      let normal = columns.matchedNormal.map { fields(line, $0, layout) }
      var normalCounts = normal.flatMap { layouts[layout].counts($0, allele) }
      normalCounts?.support = nil
      let isGermline =
        normal.map { hasAllele($0, normalCounts, number, layout) } ?? false
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
        if own == .left, filters.watchesGenes, let gene = texts?.gene, !leftGenes.contains(gene) {
          leftGenes.append(gene)
        }
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
          // A normal of the sheet has rows of its own.
          if let normalCounts, columns.normals.isEmpty, let column = columns.matchedNormal {
            rows.matched.add(
              site.row(normalCounts, texts, line: lineNumber, &store), sample: choice.request.row
            ) { header.samples[column] }
          }
        }
      }
      for choice in columns.normals {
        let sample = fields(line, choice.column, layout)
        guard let counts = layouts[layout].counts(sample, allele) else { continue }
        rows.main[choice.request.row].append(
          site.row(counts, (0, ShortText(), 0), line: lineNumber, &store))
      }
    }
    if verdict == .left {
      filters.leave(filter)
    } else if let name = statuses.min() {
      filters.leave(name)
    } else {
      return
    }
    for gene in leftGenes { filters.leave(gene: gene, in: store.genes) }
  }

  /// Whether an allele is in the genotype of the matched normal and its reads do not contradict that.
  ///
  /// What the genotype does not have is left to the normal's reads in the analysis.
  private func hasAllele(
    _ normal: SampleFields, _ counts: AlleleCounts?, _ allele: Int, _ layout: Int
  ) -> Bool {
    guard layouts[layout].genotype(normal, has: allele) == true else { return false }
    guard let counts else { return true }
    return !MatchedNormals.contradicts(
      germline: (Int32(counts.alternate), Int32(counts.depth)))
  }

  /// Takes note of where samples have reads of the reference alone.
  ///
  /// - Parameter unseen: The number of the allele that stands for all others; `nil` where the record
  ///   has no other.
  /// - Returns: Whether any sample tells a depth.
  private mutating func takeReference(
    _ line: Bytes, _ columns: VCFColumns, _ chromosome: UInt16, _ position: Int,
    _ reference: Bytes, _ layout: Int, unseen: Int?, into rows: inout Rows
  ) -> Bool {
    let alternates = ends.field(4, of: line)
    let isAlone = unseen == nil
    let allele = isAlone && alternates.isMissing ? nil : unseen ?? 1
    var end = position + reference.count - 1
    if isAlone, let told = ends.field(7, of: line).infoValue("END")?.count(at: 0) {
      end = max(end, min(told, Int(Int32.max)))
    }
    // Beside other alleles a longer reference has reads of them within.
    if !isAlone, reference.count > 1 { return true }
    var isKnown = false
    for choice in columns.tumors + columns.normals {
      let reads = layouts[layout].referenceReads(
        fields(line, choice.column, layout), isStretch: end > position, unseen: allele,
        count: isAlone ? 1 : alternates.listLength)
      guard let reads else { continue }
      isKnown = true
      var depth: Int32 = -1
      switch reads {
      case .counted(let count):
        guard count > 0, count <= Int(Int32.max) else { continue }
        depth = Int32(count)
      case .mixed(let reference, let all): tally.addMixed(reference, of: all, line: lineNumber)
      }
      rows.reference[choice.request.row].append(
        ReferenceStretch(
          chromosome: chromosome,
          tellsIndels: isAlone
            && (alternates.matches("<NON_REF>") || layouts[layout].tellsStretches),
          start: Int32(position), end: Int32(end), depth: depth))
    }
    return isKnown
  }

  /// A row of one sample; `nil` where a sample of a cohort's file is not known at the site.
  mutating func row(
    _ site: Site, _ texts: (gene: UInt32, protein: ShortText, classification: UInt16),
    _ sample: SampleFields, _ allele: RecordAllele, _ layout: Int, _ verdict: CallFilters.Verdict,
    _ isCarrier: Bool, _ store: inout VariantStore
  ) -> MutationRow? {
    if let counts = layouts[layout].counts(sample, allele) {
      tally.understood += 1
      return site.row(counts, texts, line: lineNumber, &store)
    }
    guard verdict != .left, isCarrier else { return nil }
    // A list of sites promises no reads.
    if header.isOfSitesAlone { return site.row(nil, texts, line: lineNumber, &store) }
    if columns?.isCohort == true, sample.isMissing { return nil }
    tally.add(layouts[layout].fault(sample, allele), layouts[layout].text, line: lineNumber)
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
