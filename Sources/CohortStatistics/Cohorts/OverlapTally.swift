/// How many patients have each of some mutations, and each two of them.
public struct OverlapTally: Hashable, Sendable {
  /// How many mutations are followed.
  public let size: Int
  private var counts: [Int]

  /// Creates a tally of nobody.
  ///
  /// - Parameter size: How many mutations are followed; memory is O(size²).
  public init(size: Int) {
    self.size = size
    counts = Array(repeating: 0, count: size * size)
  }

  /// Adds a patient by the places of the mutations that the patient has, each once.
  public mutating func add(_ present: [Int]) {
    for first in present {
      for second in present { counts[first * size + second] += 1 }
    }
  }

  /// Patients with a mutation.
  public func patients(_ place: Int) -> Int { counts[place * size + place] }

  /// Patients with both of two mutations.
  public func both(_ first: Int, _ second: Int) -> Int { counts[first * size + second] }
}
