/// How many copies a clonal mutation is expected to have, before its reads are seen.
public enum MultiplicityPrior {
  /// The share of all multiplicities that sequential gains leave between 1 and the major copies.
  public static let intermediateShare = 0.05

  /// The prior if the segment's gains came at one moment, uniform in mutational time.
  ///
  /// A mutation before the gain has the copies of its allele, one after it has a single copy:
  /// ```
  /// m = M: 1/2 if M > 1        m = n: 1/2 if n > 1
  /// m = 1: M/2 if M > 1, else 1, plus n/2 if n > 1, else 1 if n = 1
  /// ```
  /// with `M` the major and `n` the minor copies, divided by the sum.
  ///
  /// - Parameters:
  ///   - major: `M`, at least `minor`.
  ///   - minor: `n`, at least 0.
  ///   - intermediate: Whether multiplicities `2..<M` share ``intermediateShare`` evenly, taken
  ///     from all weights pro rata; `nil` for the default, which is from 4 major copies on.
  /// - Returns: Weights that add to 1, by rising copies; empty where no copy is left.
  /// - Complexity: O(`major`).
  /// - Precondition: `0 <= minor <= major`.
  public static func timing(
    major: Int, minor: Int, intermediate: Bool? = nil
  ) -> [(copies: Int, weight: Double)] {
    precondition(minor >= 0 && major >= minor)
    guard major > 0 else { return [] }
    let gained = { (copies: Int) in copies > 1 ? 0.5 : 0 }
    let single = { (copies: Int) in copies > 1 ? Double(copies) / 2 : Double(copies) }
    let one = single(major) + single(minor)
    let total = one + gained(major) + gained(minor)
    let spread = (intermediate ?? (major >= 4)) && major > 2
    let kept = spread ? 1 - intermediateShare : 1
    let extra = spread ? intermediateShare / Double(major - 2) : 0
    var weights: [(copies: Int, weight: Double)] = []
    weights.reserveCapacity(spread ? major : 3)
    weights.append((1, kept * one / total))
    guard major > 1 else { return weights }
    for copies in spread ? 2..<major : minor..<(minor + 1) where copies > 1 && copies < major {
      weights.append((copies, extra + (copies == minor ? kept * 0.5 / total : 0)))
    }
    weights.append((major, kept * (major == minor ? 1 : 0.5) / total))
    return weights
  }
}
