import Foundation

/// Posteriors of cancer cell fractions: `posteriors.tsv`.
public enum PosteriorTable {
  /// The file's name.
  public static let fileName = ResultTable.posteriors.fileName

  /// The posterior of a call's earlier cancer cell fraction; empty where none was written.
  public static func bins(of call: CallRow, in folder: String) throws -> [PosteriorBin] {
    let path = "\(folder)/\(fileName)"
    guard access(path, R_OK) == 0 else { return [] }
    let table = try ResultTableReader(path: path)
    let texts = try ["mutation", "earlier_sample", "later_sample"].map { try table.column($0) }
    let numbers = try ["ccf_low", "ccf_high", "probability"].map { try table.column($0) }
    var bins: [PosteriorBin] = []
    try table.forEachRow(startingWith: Array("\(call.patient)\t".utf8)) { row in
      guard row.text(texts[0]) == call.mutation, row.text(texts[1]) == call.earlier.sample,
        row.text(texts[2]) == call.later.sample, let low = row.double(numbers[0]),
        let high = row.double(numbers[1]), let mass = row.double(numbers[2])
      else { return true }
      bins.append(PosteriorBin(low: low, high: high, mass: mass))
      return true
    }
    return bins
  }
}
