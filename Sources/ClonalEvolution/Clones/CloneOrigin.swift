import Glibc

/// The origin of a mutation as its own reads and those of its clone's other mutations tell it together.
public struct CloneOrigin: Hashable, Sendable {
  /// P(in no cell of the earlier samples and in cells of the later ones).
  public var acquired = 0.0
  /// P(in a part of the earlier samples' tumour cells and in cells of the later ones).
  public var preexistingSubclonal = 0.0
  /// P(in every tumour cell of the earlier samples and in cells of the later ones).
  public var preexistingClonal = 0.0
  /// P(in cells of the earlier samples and in none of the later ones).
  public var lost = 0.0
  /// P(in no cell of either side, or no mutation).
  public var artefact = 0.0
  /// P(in at least c* of an earlier sample's tumour cells | in cells of the later ones).
  public var aboveThreshold = 0.0
  /// P(in at least c* of an earlier sample's tumour cells), by the mutation's own reads alone.
  public var aboveThresholdAlone = 0.0
  /// The share of the evidence about c* that comes from other mutations, from 0 to 1: how far they
  /// move the ln odds, of all by which reads move them.
  public var shareOfOthers = 0.0

  /// The share of the evidence that comes from other mutations,
  /// ```
  /// |o₂ − o₁| / (|o₁ − o₀| + |o₂ − o₁|)
  /// ```
  /// with `o` the ln odds of "at least c*" before any read, by the own reads alone, and together with the
  /// clone's other mutations; 0 where neither says anything.
  ///
  /// - Parameters:
  ///   - prior: The probability before any read.
  ///   - alone: That by the own reads alone.
  ///   - together: That with the clone.
  static func share(prior: Double, alone: Double, together: Double) -> Double {
    let odds = [prior, alone, together].map { p -> Double in
      let bounded = min(max(p, least), 1 - least)
      return log(bounded / (1 - bounded))
    }
    let (own, others) = (abs(odds[1] - odds[0]), abs(odds[2] - odds[1]))
    return own + others > 0 ? others / (own + others) : 0
  }

  /// Beyond this a probability is as good as certain: odds would go on for ever.
  private static let least = 1e-9
}

/// The origins of a patient's mutations between two sides, as their clones tell them.
public struct CloneOrigins: Sendable {
  /// The samples of the earlier side, by their places in the patient.
  public let earlier: [Int]
  /// The samples of the later side.
  public let later: [Int]
  /// Whether the earlier side stands for all samples of its time, and the later one for all after it.
  public let isJoint: (earlier: Bool, later: Bool)
  /// By pattern; `nil` where one side says nothing.
  var byPattern: [CloneOrigin?]
}
