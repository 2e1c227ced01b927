import DelimitedText

/// ABSOLUTE's `segtab`: `modal.a1` and `modal.a2` copies of the alleles, the fewer first.
///
/// Where `subclonal.a1` is 1, `cancer.cell.frac.a1` of the tumour cells have one copy more or less
/// of that allele than the others, and are further from the copies that most of the genome has.
/// The table does not say which of the two ``modal.a1`` is: it is taken to be that of more cells.
/// Alleles that are both sub-clonal are taken to have changed in the same cells as far as they can.
struct ABSOLUTESegments: SegmentFormat {
  static let tool = "ABSOLUTE"
  static let guide = [
    SegmentGuide(
      tool: "ABSOLUTE", file: "the `segtab`",
      columns: "`modal.a1 modal.a2`, `subclonal.a1 cancer.cell.frac.a1` and those of `a2`",
      remark: "a sub-clonal allele has one copy more or less in that fraction of cells")
  ]
  private struct Allele {
    let modal: Int
    let expected: Int?
    let isSubclonal: Int?
    let share: Int?
  }

  let places: SegmentPlaces
  private let alleles: [Allele]
  /// The copies that most of the genome has of an allele.
  private let usual: Int

  init?(_ table: SmallTable, context: SegmentContext) {
    guard let chromosome = table.column("Chromosome"),
      let start = table.column("Start.bp", "Start"), let end = table.column("End.bp", "End"),
      let first = table.column("modal.a1", "Modal_HSCN_1"),
      let second = table.column("modal.a2", "Modal_HSCN_2")
    else { return nil }
    places = SegmentPlaces(
      chromosome: chromosome, start: start, end: end, sample: table.column("sample"))
    alleles = [
      Allele(
        modal: first, expected: table.column("expected.a1"),
        isSubclonal: table.column("subclonal.a1", "Subclonal_HSCN_a1"),
        share: table.column("cancer.cell.frac.a1", "Cancer_cell_frac_a1")),
      Allele(
        modal: second, expected: table.column("expected.a2"),
        isSubclonal: table.column("subclonal.a2", "Subclonal_HSCN_a2"),
        share: table.column("cancer.cell.frac.a2", "Cancer_cell_frac_a2")),
    ]
    usual = Self.usualCopies(table, places, alleles, sample: context.sample)
  }

  /// The copies other than 0 that alleles have over the greatest length.
  private static func usualCopies(
    _ table: SmallTable, _ places: SegmentPlaces, _ alleles: [Allele], sample: String
  ) -> Int {
    var lengths: [Int: Double] = [:]
    for row in table.rows {
      if let column = places.sample, row.field(column).text != sample { continue }
      guard let start = Double(row.field(places.start).text),
        let end = Double(row.field(places.end).text), end >= start
      else { continue }
      for allele in alleles {
        guard let copies = Int(row.field(allele.modal).text), (1...10_000).contains(copies) else {
          continue
        }
        lengths[copies, default: 0] += end - start
      }
    }
    return lengths.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 1
  }

  func copies(_ fields: inout TableFields) -> RowCopies {
    if alleles.contains(where: { fields.isMissing($0.modal) }) { return .unknown }
    var changes: [(share: Double, changed: Double, others: Double)] = []
    for allele in alleles {
      guard let change = change(allele, &fields) else { return .faulty }
      changes.append(change)
    }
    // Cells sorted by how many of the two changes they have: both, one, none.
    let cuts = Set([0, 1] + changes.map(\.share)).sorted()
    let parts = zip(cuts, cuts.dropFirst()).map { low, high -> RowCopies.Part in
      let copies = changes.map { $0.share > low ? $0.changed : $0.others }
      return RowCopies.Part(
        share: high - low, major: max(copies[0], copies[1]), minor: min(copies[0], copies[1]))
    }
    return .parts(parts)
  }

  /// An allele's copies in the cells that changed, their share, and the copies in the others.
  private func change(
    _ allele: Allele, _ fields: inout TableFields
  ) -> (share: Double, changed: Double, others: Double)? {
    guard let modal = fields.copies(allele.modal) else { return nil }
    let clonal = (share: 1.0, changed: modal, others: modal)
    guard let flag = allele.isSubclonal, NumberText.decimal(fields.text(flag)) == 1,
      let share = allele.share,
      !fields.isMissing(share)
    else { return clonal }
    guard let cells = fields.share(share) else { return nil }
    guard cells > 0, cells < 1 else { return clonal }
    let usual = Double(usual)
    if cells >= 0.5, modal != usual {
      return (cells, modal, modal < usual ? modal + 1 : modal - 1)
    }
    var away = modal - usual
    if away == 0, let column = allele.expected,
      let expected = NumberText.decimal(fields.text(column))
    {
      away = expected - modal
    }
    // Without a direction the change is not one that can be modelled.
    guard away != 0, modal + (away < 0 ? -1 : 1) >= 0 else { return clonal }
    return (cells, modal + (away < 0 ? -1 : 1), modal)
  }
}
