/// The number of patients with each of a set of mutations, and with each pair of them.
public struct OverlapTally: Hashable, Sendable {
  /// The number of mutations that are followed.
  public let size: Int
  private var counts: [Int]
  private var burdens: [[Int: Int]]

  /// Creates an empty tally.
  ///
  /// - Parameter size: The number of mutations that are followed; memory is O(size²), and O(size)
  ///   for each distinct burden.
  public init(size: Int) {
    self.size = size
    counts = Array(repeating: 0, count: size * size)
    burdens = Array(repeating: [:], count: size)
  }

  /// Adds a patient.
  ///
  /// - Parameters:
  ///   - present: The places of the mutations that the patient has, each once.
  ///   - burden: The patient's number of mutated genes, over all genes.
  public mutating func add(_ present: [Int], burden: Int) {
    for first in present {
      burdens[first][burden, default: 0] += 1
      for second in present { counts[first * size + second] += 1 }
    }
  }

  /// Patients with a mutation.
  public func patients(_ place: Int) -> Int { counts[place * size + place] }

  /// Patients with a mutation, by their numbers of mutated genes.
  public func patientsByBurden(_ place: Int) -> [Int: Int] { burdens[place] }

  /// Patients with both of two mutations.
  public func both(_ first: Int, _ second: Int) -> Int { counts[first * size + second] }
}
