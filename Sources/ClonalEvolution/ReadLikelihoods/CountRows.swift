/// The distinct reads of a sample: sites with the same reads at the same kind of locus share a row.
struct CountRows: Sendable {
  /// The row of each site; -1 where the sample says nothing.
  let row: [Int32]
  /// What decides each row, in an order that is the same whatever that of the sites.
  let keys: [RowKey]

  /// Finds the rows.
  ///
  /// - Parameters:
  ///   - data: The sample.
  ///   - isKnown: Whether the tumour has each kind of locus.
  ///   - weighsOrientation: Whether the orientation of the alternate reads is evidence at C>T and G>A.
  init(_ data: SampleData, isKnown: [Bool], weighsOrientation: Bool) {
    func isOriented(_ site: Int) -> Bool {
      weighsOrientation && !data.splits.isEmpty && data.splits[site] != nil
        && data.use[site] == .counted && data.alternate[site] > 0
        && data.kinds[Int(data.kind[site])].change == .deamination
    }
    var keys: [RowKey] = []
    var sites: [Int] = []
    for site in 0..<data.count {
      let kind = Int(data.kind[site])
      guard kind >= 0, isKnown[kind], data.use[site] != .none else { continue }
      sites.append(site)
      keys.append(
        RowKey(
          isCensored: data.use[site] == .censored, depth: data.depth[site],
          alternate: data.alternate[site], kind: Int32(kind),
          orientation: isOriented(site) ? Int32(site) : -1))
    }
    let order = keys.indices.sorted { keys[$0] < keys[$1] }
    var row = [Int32](repeating: -1, count: data.count)
    var distinct: [RowKey] = []
    for index in order {
      if distinct.last != keys[index] { distinct.append(keys[index]) }
      row[sites[index]] = Int32(distinct.count - 1)
    }
    (self.row, self.keys) = (row, distinct)
  }
}

/// What decides a row.
struct RowKey: Hashable, Comparable, Sendable {
  var isCensored: Bool
  var depth: Int32
  var alternate: Int32
  var kind: Int32
  /// The site whose reads' orientation is weighed; -1 for none.
  var orientation: Int32

  static func < (a: RowKey, b: RowKey) -> Bool {
    if a.isCensored != b.isCensored { return !a.isCensored }
    if a.depth != b.depth { return a.depth < b.depth }
    if a.alternate != b.alternate { return a.alternate < b.alternate }
    if a.kind != b.kind { return a.kind < b.kind }
    return a.orientation < b.orientation
  }
}
