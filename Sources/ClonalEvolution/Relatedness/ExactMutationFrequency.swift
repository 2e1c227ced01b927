/// How often tumours of one kind have exactly one mutation.
///
/// ```
/// p = (x + a) / (N + a + b),  a = 1/2,  a / (a + b) = the mean of the gene's mutations
/// ```
/// A mutation seen in `x ≥ 2` of `N` other patients is a hot spot, which a mean over a gene does not
/// know of: it gets at least `x / N`, so that a study's own recurrent mutations, or its recurrent
/// artefacts, never count as proof that two biopsies are related.
public struct ExactMutationFrequency: Hashable, Sendable {
  /// The least frequency: what a mutation that was never seen elsewhere gets.
  public static let floor = 1e-6

  /// `a`, the prior's pseudo-carriers.
  private static let carriers = 0.5

  /// The expected frequency of any one mutation of the gene, in `(0, 1)`.
  public let expected: Double

  /// Creates an estimator.
  ///
  /// - Parameter expected: The share of tumours with a mutation in the gene over the gene's coding
  ///   length; kept within ``floor`` and 1/2. ``floor`` where nothing is known of the gene.
  public init(expected: Double = floor) {
    self.expected = min(max(expected, Self.floor), 0.5)
  }

  /// The frequency of a mutation.
  ///
  /// - Parameters:
  ///   - carriers: `x`, the other patients with the mutation.
  ///   - patients: `N`, the other patients; the pair's own is not one of them.
  /// - Returns: A value in ``floor``...1.
  /// - Precondition: `0 <= carriers <= patients`.
  public func estimate(carriers: Int, patients: Int) -> Double {
    precondition(carriers >= 0 && carriers <= patients)
    let prior = Self.carriers / expected
    let shrunk = (Double(carriers) + Self.carriers) / (Double(patients) + prior)
    let observed = carriers >= 2 ? Double(carriers) / Double(patients) : 0
    return max(Self.floor, shrunk, observed)
  }
}
