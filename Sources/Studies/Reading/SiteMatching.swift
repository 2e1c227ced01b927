import DelimitedText
import GenomicFiles
import TumorModel

/// Makes rows of one patient's samples comparable: one spelling for an indel, one row for a site.
struct SiteMatching {
  /// Two rows of one sample and site whose counts differ.
  struct Conflict {
    let first: MutationRow
    let second: MutationRow
  }

  private struct Form: Hashable {
    let chromosome: UInt16
    let position: Int32
    let alleles: UInt32
  }

  let store: VariantStore
  /// By number of alleles, whether they are substitutions of several bases.
  let isMultiple: [Bool]

  /// Takes the texts of the rows.
  init(store: VariantStore) {
    self.store = store
    isMultiple = store.alleles.map {
      $0.reference.utf8.count > 1 && $0.reference.utf8.count == $0.alternate.utf8.count
    }
  }

  /// Gives indels that are the same change, placed differently in a repeat, the first place.
  ///
  /// Forms that one sample lists side by side with different counts stay apart.
  ///
  /// - Parameter rows: The rows of each sample of the patient, sorted; sorted again on return.
  func unifyIndels(_ rows: inout [[MutationRow]]) {
    var holders: [Form: [(sample: Int, row: MutationRow)]] = [:]
    for (sample, list) in rows.enumerated() {
      // What a reference genome put in its place has one form only.
      for row in list where row.isUnaligned {
        holders[form(row), default: []].append((sample, row))
      }
    }
    guard holders.count > 1 else { return }
    let forms = holders.keys.sorted {
      ($0.chromosome, $0.position, $0.alleles) < ($1.chromosome, $1.position, $1.alleles)
    }
    var representative: [Form: Form] = [:]
    for (index, form) in forms.enumerated() {
      let length = store.alleles[Int(form.alleles)].length
      for earlier in forms[..<index].reversed() {
        guard earlier.chromosome == form.chromosome,
          Int(form.position) - Int(earlier.position) <= length
        else { break }
        guard isSame(earlier, form) else { continue }
        let first = representative[earlier] ?? earlier
        if conflict(holders[first, default: []], holders[form, default: []]) { continue }
        representative[form] = first
        holders[first, default: []] += holders[form, default: []]
        break
      }
    }
    guard !representative.isEmpty else { return }
    for sample in rows.indices {
      for index in rows[sample].indices {
        guard let first = representative[form(rows[sample][index])] else { continue }
        rows[sample][index].position = first.position
        rows[sample][index].alleles = first.alleles
      }
      MutationRow.sort(&rows[sample])
    }
  }

  /// Leaves one row per site; of rows that contradict one another, as where two callers counted by
  /// other rules, the deeper.
  ///
  /// - Returns: How many rows were merged into others, and those that contradict one another.
  static func mergeDuplicates(_ rows: inout [MutationRow]) -> (merged: Int, conflicts: [Conflict]) {
    var conflicts: [Conflict] = []
    var kept = 0
    for index in rows.indices {
      var row = rows[index]
      guard kept > 0, rows[kept - 1].isSameSite(as: row) else {
        rows[kept] = row
        kept += 1
        continue
      }
      if !rows[kept - 1].agrees(with: row) {
        conflicts.append(Conflict(first: rows[kept - 1], second: row))
        if row.depth > rows[kept - 1].depth { swap(&rows[kept - 1], &row) }
      }
      fill(&rows[kept - 1], from: row)
    }
    let merged = rows.count - kept - conflicts.count
    rows.removeSubrange(kept...)
    // What appending left to spare is given back.
    if rows.capacity > kept + kept / 8 { rows = rows.map { $0 } }
    return (merged, conflicts)
  }

  /// Adds to each sample those of its extra rows at whose sites another sample has a row.
  ///
  /// - Parameters:
  ///   - lists: The rows of each sample, then the extra rows of each, all sorted; the rows of each
  ///     sample on return.
  ///   - samples: How many samples there are.
  ///   - tumors: The places of those whose rows make sites.
  static func addExtras(_ lists: inout [[MutationRow]], samples: Int, tumors: [Int]) {
    defer { lists.removeSubrange(samples...) }
    guard lists[samples...].contains(where: { !$0.isEmpty }) else { return }
    var added: [(sample: Int, rows: [MutationRow])] = []
    for sample in tumors {
      let others = tumors.filter { $0 != sample }
      let rows = lists[samples + sample].filter { row in
        !has(lists[sample], row) && others.contains { has(lists[$0], row) }
      }
      if !rows.isEmpty { added.append((sample, firstOfEach(rows))) }
    }
    for (sample, rows) in added {
      lists[sample] += rows
      MutationRow.sort(&lists[sample])
    }
  }

  /// Adds the rows of sites that a sample has none of.
  ///
  /// - Parameter list: The sample's rows, sorted by site, also on return.
  static func add(_ rows: [MutationRow], toSorted list: inout [MutationRow]) {
    let added = rows.filter { !has(list, $0) }
    if added.isEmpty { return }
    list += added
    MutationRow.sort(&list)
  }

  private static func has(_ rows: [MutationRow], _ row: MutationRow) -> Bool {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      let other = rows[middle]
      let isBefore =
        other.place != row.place ? other.place < row.place : other.alleles < row.alleles
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].isSameSite(as: row)
  }

  static func firstOfEach(_ rows: [MutationRow]) -> [MutationRow] {
    rows.enumerated().filter { $0.offset == 0 || !rows[$0.offset - 1].isSameSite(as: $0.element) }
      .map(\.element)
  }

  private static func fill(_ row: inout MutationRow, from other: MutationRow) {
    if row.depth < 0 { (row.depth, row.alternate) = (other.depth, other.alternate) }
    if row.gene == 0 { row.gene = other.gene }
    if row.protein.isEmpty { row.protein = other.protein }
    if row.classification == 0 { row.classification = other.classification }
    row.isMerged = true
  }

  private func form(_ row: MutationRow) -> Form {
    Form(chromosome: row.chromosome, position: row.position, alleles: row.alleles)
  }

  private func isSame(_ first: Form, _ second: Form) -> Bool {
    guard let left = variant(first), let right = variant(second) else { return false }
    return left.isSameIndel(as: right)
  }

  private func variant(_ form: Form) -> Variant? {
    let pair = store.alleles[Int(form.alleles)]
    return Variant(
      chromosome: store.chromosomes[Int(form.chromosome)], position: Int(form.position),
      reference: pair.reference, alternate: pair.alternate)
  }

  private func conflict(
    _ first: [(sample: Int, row: MutationRow)], _ second: [(sample: Int, row: MutationRow)]
  ) -> Bool {
    first.contains { left in
      second.contains { left.sample == $0.sample && !left.row.agrees(with: $0.row) }
    }
  }
}
