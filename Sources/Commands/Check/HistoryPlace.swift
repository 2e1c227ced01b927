import ClonalEvolution
import TumorModel

/// Where a tumour sample stands in its patient's history.
enum HistoryPlace: String, Hashable, Sendable {
  /// The only tumour sample.
  case alone
  /// Of the earliest time point, with later samples.
  case earliest
  /// After it.
  case later
  /// One of several of which none is known to be the first.
  case unordered

  /// The places of a patient's tumour samples.
  static func places(_ samples: [Sample]) -> [HistoryPlace] {
    if samples.count == 1 { return [.alone] }
    let order = SampleOrder(samples)
    if order.isUnknown { return samples.map { _ in .unordered } }
    let first = Set(order.earliest)
    return samples.indices.map { first.contains($0) ? .earliest : .later }
  }
}
