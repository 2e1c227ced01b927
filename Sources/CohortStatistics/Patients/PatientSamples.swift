/// The tumour samples of one patient, by number, and which of them were compared.
public struct PatientSamples: Hashable, Sendable {
  private struct Sample: Hashable {
    var isPrimary: Bool
    var isLater = false
    var hasJointComparison = false
  }

  private var samples: [Sample] = []
  private var laterSamples = 0
  private var joinsLater = false

  /// Creates a patient without samples.
  public init() {}

  /// How many samples there are.
  public var count: Int { samples.count }

  /// Whether there is a non-primary sample.
  public private(set) var hasNonPrimary = false

  /// Adds a sample.
  ///
  /// - Returns: Its number, from 0 in the order of addition.
  @discardableResult
  public mutating func add(isPrimary: Bool) -> Int {
    samples.append(Sample(isPrimary: isPrimary))
    if !isPrimary { hasNonPrimary = true }
    return samples.count - 1
  }

  /// Adds a comparison, a row of `pairs.tsv`.
  ///
  /// - Parameters:
  ///   - earlier: The earlier sample; `nil` for all earlier samples together.
  ///   - later: The later sample; `nil` for all later samples together.
  public mutating func addComparison(earlier: Int?, later: Int?) {
    guard let later else {
      joinsLater = true
      return
    }
    if !samples[later].isLater { laterSamples += 1 }
    samples[later].isLater = true
    if earlier == nil { samples[later].hasJointComparison = true }
  }

  /// Whether a sample is a primary.
  public func isPrimary(_ sample: Int) -> Bool { samples[sample].isPrimary }

  /// Whether a sample is the later one of a comparison.
  public func isLater(_ sample: Int) -> Bool { samples[sample].isLater }

  /// Whether a mutation may be in several comparisons, which then rest on the same earlier reads.
  public var areComparedRepeatedly: Bool { laterSamples > 1 || samples.count > 2 }

  /// Whether the calls of a comparison are deciding ones: those against the patient's earliest
  /// tissue.
  ///
  /// This is the comparison with all later samples together if there is one. Otherwise, for each later
  /// sample, it is the joint comparison if there is one, which stands for the pairs that it joins; or else
  /// every comparison with a sample that is not itself a later one.
  ///
  /// - Parameters:
  ///   - earlier: The earlier sample; `nil` for all earlier samples together.
  ///   - later: The later sample; `nil` for all later samples together.
  public func isDeciding(earlier: Int?, later: Int?) -> Bool {
    guard let later else { return true }
    if joinsLater { return false }
    guard let earlier else { return true }
    return !samples[later].hasJointComparison && !samples[earlier].isLater
  }
}
