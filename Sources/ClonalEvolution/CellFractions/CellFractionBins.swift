import Glibc

/// The states of a clone in one sample: absent, in one of seven ranges of the cancer cell fraction,
/// or in every tumour cell.
///
/// Within a range the cancer cell fraction is log-uniform.
enum CellFractionBins {
  /// The ends of the ranges, rising from the least clone that is told from none.
  static let edges: [Double] = [0.001, 0.003, 0.01, 0.05, 0.1, 0.3, 0.7, 1]
  /// The number of ranges: written out, so that loops over ranges and cells have known lengths.
  static let count = 7
  /// The number of states: absence first, every cell last.
  static let states = count + 2
  /// The state in which the mutation is in no cell.
  static let absent = 0
  /// The state in which the mutation is in every tumour cell.
  static let clonal = states - 1
  /// The states in which it is in some tumour cells.
  static let subclonal = 1..<clonal
  /// ln of the ratio of each range's ends.
  static let logWidths: [Double] = (0..<count).map { log(edges[$0 + 1] / edges[$0]) }

  /// Below this fraction the log-uniform half of the reference density has a twentieth of its mass.
  private static let knee = 0.01
  private static let lowShare = 0.05

  /// The mass of each range under a density that is half uniform in the cancer cell fraction and
  /// half log-uniform; they add to 1.
  static let referenceMasses: [Double] = {
    let high = (0..<count).map { max(0, log(max(edges[$0 + 1], knee) / max(edges[$0], knee))) }
    let low = (0..<count).map { edges[$0 + 1] <= knee ? 1.0 : 0 }
    let (highTotal, lowTotal) = (high.reduce(0, +), low.reduce(0, +))
    let span = edges[count] - edges[0]
    return (0..<count).map {
      0.5 * ((1 - lowShare) * high[$0] / highTotal + lowShare * low[$0] / lowTotal)
        + 0.5 * (edges[$0 + 1] - edges[$0]) / span
    }
  }()
}
