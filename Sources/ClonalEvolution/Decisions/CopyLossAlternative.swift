public import TumorModel

/// The chance that a lost allele, not a later mutation, explains an absence.
///
/// Where the earlier sample lost an allele that the later one kept, the later lineage split off
/// before the loss. A mutation on the lost allele could then be old and yet invisible in the earlier
/// sample. The reads are as likely under either account, so the prior odds stand:
/// ```
/// P(pre-existing) P(precedes the loss) P(on the lost allele) : P(acquired)
/// ```
public struct CopyLossAlternative: Hashable, Sendable {
  /// P(pre-existing, before the loss, and on the lost allele).
  public let erased: Double
  /// P(acquired).
  public let acquired: Double

  /// The chance that a pre-existing mutation cannot show in a sample that lost an allele: it preceded the
  /// loss, and was on the lost allele, each as likely as not.
  static let hidden = erasedProbability(preexisting: 1, precedesLoss: 0.5)

  /// Above this posterior a mutation is not called acquired.
  public static let ceiling = 0.2

  /// Creates the odds, or `nil` when a value is outside `0...1`.
  ///
  /// - Parameters:
  ///   - preexisting: P(the mutation was there before).
  ///   - precedesLoss: P(it arose before the loss | pre-existing).
  ///   - onLostAllele: P(it was on the lost allele); a half where nothing is known.
  ///   - acquired: P(acquired).
  public init?(
    preexisting: Double, precedesLoss: Double, onLostAllele: Double = 0.5, acquired: Double
  ) {
    guard (0...1).contains(preexisting), (0...1).contains(precedesLoss),
      (0...1).contains(onLostAllele), (0...1).contains(acquired)
    else { return nil }
    erased = Self.erasedProbability(
      preexisting: preexisting, precedesLoss: precedesLoss, onLostAllele: onLostAllele)
    self.acquired = acquired
  }

  /// P(pre-existing) P(precedes the loss) P(on the lost allele).
  public static func erasedProbability(
    preexisting: Double, precedesLoss: Double, onLostAllele: Double = 0.5
  ) -> Double { preexisting * precedesLoss * onLostAllele }

  /// P(erased by the loss | absent from the earlier sample), in `0...1`.
  public var posterior: Double {
    erased + acquired > 0 ? erased / (erased + acquired) : 0
  }

  /// Whether the loss is too good an explanation to call the mutation acquired.
  public var forbidsAcquired: Bool { posterior > Self.ceiling }

  /// Whether the earlier sample lost an allele that the later one still has.
  ///
  /// `false` at a homozygous deletion, which is not assessable to begin with.
  public static func mayHideEarlierMutation(earlier: CopyNumber, later: CopyNumber) -> Bool {
    earlier.total > 0 && earlier.minor == 0 && later.minor > 0
  }

  /// Whether copies that the later sample lost may explain why it lacks a mutation.
  public static func mayExplainLoss(earlier: CopyNumber, later: CopyNumber) -> Bool {
    later.total < earlier.total || later.minor < earlier.minor
  }
}

extension PatientEvidence {
  /// Whether every earlier sample with reads lost an allele at a mutation that a later one kept.
  func lossMayHide(_ site: Int, earlier: [Int], later: [Int]) -> Bool {
    later.contains { lossMayHide(site, earlier: earlier, later: $0) }
  }

  private func lossMayHide(_ site: Int, earlier: [Int], later: Int) -> Bool {
    guard let kept = fullestCopyNumber(later, site) else { return false }
    var isTold = false
    for index in earlier where observations[index][site] != .notAssayed {
      // Cells that kept the allele, be they some only, would show the mutation.
      let hides = copyNumber(index, site) {
        CopyLossAlternative.mayHideEarlierMutation(earlier: $0, later: kept)
      }
      guard hides == true else { return false }
      isTold = true
    }
    return isTold
  }
}
