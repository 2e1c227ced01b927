import GenomicFiles
import TumorModel

/// Brings a sample's reads down to molecules where duplicates were not removed.
///
/// All that a row tells of its reads is divided by the same number, so that shares stay as they are,
/// but for rounding, and no part exceeds its whole.
struct DuplicationScale {
  /// Mean copies of a molecule among the reads, 1 or more.
  let duplication: Double

  init(_ sample: Sample) { duplication = sample.duplication }

  /// Whether there is something to scale.
  var changesCounts: Bool { duplication != 1 }

  /// The counts of a row; `nil` where it has none.
  func counts(_ row: MutationRow) -> ReadCounts? {
    guard row.depth >= 0 else { return nil }
    return ReadCounts(alternate: Int(scaled(row.alternate)), depth: Int(scaled(row.depth)))
  }

  /// What a row shows.
  func observation(_ row: MutationRow) -> SiteObservation {
    if let counts = counts(row) { return .counted(counts) }
    return row.hasOtherReads ? .otherReads : .withoutCounts
  }

  /// What a row tells of its reads beside their counts.
  func support(_ support: ReadSupport, of row: MutationRow) -> ReadSupport {
    guard changesCounts else { return support }
    let depth = row.depth >= 0 ? scaled(row.depth) : .max
    var result = support
    (result.forward, result.reverse) = splits(support.forward, support.reverse, depth: depth)
    (result.firstOrientation, result.secondOrientation) = splits(
      support.firstOrientation, support.secondOrientation, depth: depth)
    if let (mismatches, bases) = support.background {
      result.background = (scaled(mismatches), scaled(bases))
    }
    return result
  }

  private func scaled(_ count: Int32) -> Int32 {
    changesCounts ? Int32((Double(count) / duplication).rounded()) : count
  }

  /// Two parts of a site's reads, alternate and reference reads together at most the depth.
  private func splits(
    _ first: ReadSupport.Split?, _ second: ReadSupport.Split?, depth: Int32
  ) -> (ReadSupport.Split?, ReadSupport.Split?) {
    guard let first, let second else { return (nil, nil) }
    let alternate = parts(first.alternate, second.alternate, limit: depth)
    let reference = parts(
      first.reference, second.reference, limit: depth - max(0, alternate.0) - max(0, alternate.1))
    return (
      .init(reference: reference.0, alternate: alternate.0),
      .init(reference: reference.1, alternate: alternate.1)
    )
  }

  /// Two parts in the proportion that they have; their sum is scaled, not each.
  private func parts(_ first: Int32, _ second: Int32, limit: Int32) -> (Int32, Int32) {
    // A count below 0 stands for an unknown one.
    guard first >= 0, second >= 0 else { return (first, second) }
    let sum = Double(first) + Double(second)
    guard sum > 0 else { return (0, 0) }
    let total = min((sum / duplication).rounded(), Double(limit))
    let share = (total * Double(first) / sum).rounded()
    return (Int32(share), Int32(total - share))
  }
}
