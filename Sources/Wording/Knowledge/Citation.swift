/// Sources as a reader can look them up.
package enum Citation {
  /// `PMID 23220880, CIViC EID241`.
  package static func text(_ pubMedIDs: [Int], _ others: String) -> String {
    (pubMedIDs.map { "PMID \($0)" } + (others.isEmpty ? [] : [others])).joined(separator: ", ")
  }
}
