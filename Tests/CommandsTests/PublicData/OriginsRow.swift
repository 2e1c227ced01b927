import Reporting

/// The columns of `origins.tsv` that the tests on public data look at.
struct OriginsRow {
  var patient: String
  var earlier: String
  var later: String
  var site: String
  var gene: String
  var change: String
  var call: String
  var reason: String
  var flags: String
  var acquired: Double?
  var power: Double?
  var earlierAlternate: Int?
  var laterAlternate: Int?

  /// Whether the mutation is called pre-existing, whatever its clonality.
  var isPreexisting: Bool { call.hasPrefix("preexisting") }

  /// All rows of a results folder.
  static func read(_ folder: String) throws -> [OriginsRow] {
    let table = try ResultTableReader(path: folder + "/origins.tsv")
    let columns = try [
      "patient", "earlier_sample", "later_sample", "chromosome", "position", "alt", "gene",
      "protein_change", "call", "reason", "flags", "p_acquired", "detection_power", "earlier_alt",
      "later_alt",
    ].map { try table.column($0) }
    var rows: [OriginsRow] = []
    try table.forEachRow { row in
      let text = { (index: Int) in row.text(columns[index]) }
      rows.append(
        OriginsRow(
          patient: text(0), earlier: text(1), later: text(2),
          site: "\(text(3)):\(text(4)):\(text(5))", gene: text(6), change: text(7), call: text(8),
          reason: text(9), flags: text(10), acquired: row.double(columns[11]),
          power: row.double(columns[12]), earlierAlternate: row.int(columns[13]),
          laterAlternate: row.int(columns[14])))
      return true
    }
    return rows
  }
}
