/// Lengths of genes from a table of names and lengths.
package enum GeneLengths {
  /// Reads `gene<TAB>length`, with or without a header line.
  ///
  /// - Throws: `FileFailure`, and ``CommandFailure`` at a line that is none of that.
  package static func read(_ path: String) throws -> [String: Double] {
    var lengths: [String: Double] = [:]
    for (index, line) in try SmallFile.lines(path).enumerated() where line.first != "#" {
      if line.isEmpty { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let value = fields.count > 1 ? Double(fields[1]) : nil
      if index == 0, fields.count > 1, value == nil { continue }
      guard let value, value > 0, value.isFinite, !fields[0].isEmpty else {
        throw CommandFailure(
          .badData,
          "\(path):\(index + 1):1: error: '\(line)' is not a gene and a length; expected a name, a tab "
            + "and a number above 0")
      }
      guard lengths.updateValue(value, forKey: String(fields[0])) == nil else {
        throw CommandFailure(
          .badData, "\(path):\(index + 1):1: error: the gene '\(fields[0])' comes twice")
      }
    }
    guard !lengths.isEmpty else {
      throw CommandFailure(.badData, "\(path):1:1: error: no lengths; expected gene and length")
    }
    return lengths
  }
}
