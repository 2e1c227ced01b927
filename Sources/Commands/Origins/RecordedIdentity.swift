import ClonalEvolution
import Reporting
import TumorModel

/// The identity of pairs as an earlier run wrote it.
enum RecordedIdentity {
  /// Reads `pairs.tsv` of a results folder; pairs of tables that tell no more than "not tested" are
  /// left out.
  static func read(folder: String) throws -> [StudyIdentity.PairKey: PairIdentity] {
    let table = try ResultTableReader(path: "\(folder)/\(ResultTable.pairs.fileName)")
    // Tables of the first version do not have these columns.
    guard table.columns.contains("identity_llr") else { return [:] }
    let names = [
      "patient", "earlier_sample", "later_sample", "identity", "identity_llr", "identity_sites",
      "earlier_belongs_to", "later_belongs_to",
    ]
    let columns = try names.map { try table.column($0) }
    var pairs: [StudyIdentity.PairKey: PairIdentity] = [:]
    try table.forEachRow { row in
      let texts = columns.map { row.text($0) }
      guard let verdict = IdentityVerdict(rawValue: texts[3]) else {
        throw CommandFailure(
          .badData, "\(table.path):\(row.line): error: identity is '\(texts[3])'")
      }
      let identity = PairIdentity(
        verdict: verdict, logLikelihoodRatio: row.double(columns[4]),
        sites: row.int(columns[5]) ?? 0, earlierOwner: texts[6].isEmpty ? nil : texts[6],
        laterOwner: texts[7].isEmpty ? nil : texts[7])
      if identity != PairIdentity() {
        pairs[.init(patient: texts[0], earlier: texts[1], later: texts[2])] = identity
      }
      return true
    }
    return pairs
  }
}
