import ClonalEvolution
package import TumorModel

/// Where a tumour sample stands in its patient's history.
package enum HistoryPlace: String, Hashable, Sendable {
  /// The only tumour sample.
  case alone
  /// Of the earliest time point, with later samples.
  case earliest
  /// After it.
  case later
  /// One of several of which none is known to be the first.
  case unordered
  /// Later, and no sample of the earliest time point has reads.
  case withoutEarlier
  /// Of the earliest time point, and no later sample has reads.
  case withoutLater

  /// The places of a patient's tumour samples.
  ///
  /// - Parameters:
  ///   - samples: The samples.
  ///   - hasReads: Whether reads of each are known.
  package static func places(_ samples: [Sample], hasReads: [Bool]) -> [HistoryPlace] {
    if samples.count == 1 { return [.alone] }
    let order = SampleOrder(samples)
    if order.isUnknown { return samples.map { _ in .unordered } }
    let first = Set(order.earliest)
    let isRead = (
      earlier: first.contains { hasReads[$0] },
      later: samples.indices.contains { !first.contains($0) && hasReads[$0] }
    )
    return samples.indices.map { index in
      if first.contains(index) { return isRead.later ? .earliest : .withoutLater }
      return isRead.earlier ? .later : .withoutEarlier
    }
  }
}
