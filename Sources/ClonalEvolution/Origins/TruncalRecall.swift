import TumorModel

/// The patient's own positive control: mutations that must be in a sample, and how many it shows.
///
/// A mutation that is clonal in another sample of the earliest time point and in a later one arose
/// before both, so the sample in question should have it. Its absence, with power above 0.99, is a
/// failure of the sample. Clonal presence in later samples alone proves less: they may share a
/// branch that left the earlier tissue behind. That recall is reported too, and it withholds labels
/// only for specimens in which alleles drop out.
struct TruncalRecall {
  /// The control's result.
  struct Value {
    /// Share found; `nil` with fewer than five mutations.
    var recall: Double?
    /// Mutations looked for.
    var count: Int
    /// Whether a low share withholds "acquired".
    var isVeto: Bool
    /// Whether only later samples define the control.
    var isLaterOnly: Bool
  }

  /// The least mutations that define a recall.
  static let leastCount = 5
  /// Below this recall, "acquired" is withheld.
  static let leastRecall = 0.9

  let order: SampleOrder
  let evidence: [SampleEvidence]

  /// The recall of an earlier sample, as the others tell; `nil` for joint rows.
  func value(earlier: Int?) -> Value? {
    guard let earlier, evidence.count > 2 else { return nil }
    let others = evidence.indices.filter { $0 != earlier }
    let siblings = Set(order.earliest).subtracting([earlier])
    var strict = (found: 0, count: 0)
    var loose = (found: 0, count: 0)
    let sample = evidence[earlier]
    for site in 0..<sample.data.count where sample.data.use[site] == .counted {
      let clonal = others.filter { Self.isClonal(evidence[$0], site) }
      guard clonal.count >= 2, sample.clonalPower(site) > 0.99 else { continue }
      let isFound = sample.reachesCriticalCount(site)
      loose.count += 1
      loose.found += isFound ? 1 : 0
      if clonal.contains(where: siblings.contains),
        clonal.contains(where: { !siblings.contains($0) })
      {
        strict.count += 1
        strict.found += isFound ? 1 : 0
      }
    }
    if strict.count >= Self.leastCount {
      return Value(
        recall: Double(strict.found) / Double(strict.count), count: strict.count, isVeto: true,
        isLaterOnly: false)
    }
    guard loose.count >= Self.leastCount else {
      return Value(recall: nil, count: loose.count, isVeto: false, isLaterOnly: true)
    }
    let isDamaged = sample.data.sample.specimen?.isLowInput ?? false
    return Value(
      recall: Double(loose.found) / Double(loose.count), count: loose.count, isVeto: isDamaged,
      isLaterOnly: true)
  }

  /// Whether the reads of one sample favour a clonal mutation plainly.
  private static func isClonal(_ evidence: SampleEvidence, _ site: Int) -> Bool {
    guard evidence.data.use[site] == .counted else { return false }
    let states = evidence.likelihoods(site)
    return states.clonal > states.subclonal && states.clonal > states.absent + 5
  }
}
