package import TumorModel

/// Which of a patient's samples came first.
///
/// Two samples are ordered by day where both have one, else by order where both have one, else by
/// role where both are known: primary before recurrence before metastasis and plasma.
package struct SampleOrder {
  /// The samples of the earliest time point.
  package let earliest: [Int]
  /// The samples after it, by time.
  package let later: [Int]
  /// All samples by time; ties by name, so that the sheet's order decides nothing.
  package let chronological: [Int]
  /// Whether no sample is known to come before another although there are several.
  package let isUnknown: Bool

  /// Orders samples.
  package init(_ samples: [Sample]) {
    let indices = samples.indices.sorted { (samples[$0].id, $0) < (samples[$1].id, $1) }
    earliest = indices.filter { index in
      !indices.contains { Self.precedes(samples[$0], samples[index]) }
    }
    let first = Set(earliest)
    var byTime = indices
    // Insertion sort: the relation is partial, and a stable order is wanted.
    for i in byTime.indices.dropFirst() {
      var j = i
      while j > 0, Self.precedes(samples[byTime[j]], samples[byTime[j - 1]]) {
        byTime.swapAt(j, j - 1)
        j -= 1
      }
    }
    chronological = byTime
    later = byTime.filter { !first.contains($0) }
    isUnknown = samples.count > 1 && later.isEmpty
  }

  /// Whether one sample is known to be earlier than another.
  static func precedes(_ first: Sample, _ second: Sample) -> Bool {
    if let a = first.day, let b = second.day { return a < b }
    if let a = first.order, let b = second.order { return a < b }
    return first.isRoleKnown && second.isRoleKnown && first.role.rank < second.role.rank
  }

  /// Whether all samples of the earliest time point are known to be earlier than another.
  func isAfterAllEarliest(_ sample: Int, of samples: [Sample]) -> Bool {
    earliest.allSatisfy { Self.precedes(samples[$0], samples[sample]) }
  }

  /// The pairs to compare.
  func pairs(_ selection: PairSelection, samples: [Sample]) -> [(earlier: Int, later: Int)] {
    if isUnknown {
      // Every sample against the first by name: evidence without a label.
      return earliest.dropFirst().map { (earliest[0], $0) }
    }
    switch selection {
    case .earliest:
      return earliest.flatMap { first in
        later.filter { Self.precedes(samples[first], samples[$0]) }.map { (first, $0) }
      }
    case .all:
      return chronological.enumerated().flatMap { position, first in
        chronological.dropFirst(position + 1)
          .filter { Self.precedes(samples[first], samples[$0]) }.map { (first, $0) }
      }
    }
  }
}
