/// A histogram of the patients' numbers of acquired mutations.
///
/// Numbers need not be whole: a patient's number is the sum of the probabilities of "acquired" over
/// all non-silent mutations of the later sample. Each is rounded to a 1,024th; bins are half a
/// mutation wide below 16 and a 16th of an octave above, and keep their mean. Whole numbers below
/// 32 thus stay separate, and the loss elsewhere changes the expected count of patients and its
/// variance by less than a thousandth. Memory does not grow with the number of patients, and the
/// order of merging does not matter.
public struct AcquiredBurdens: Hashable, Sendable {
  /// Patients with nearly the same number of acquired mutations.
  public struct Bin: Hashable, Sendable {
    /// The patients.
    public fileprivate(set) var patients: Int
    /// The 1,024ths of acquired mutations of all; whole, so that sums are exact.
    fileprivate var units: Double

    /// The mean number of acquired mutations.
    public var acquired: Double { units / 1_024 / Double(patients) }
  }

  private var counts: [Int: Bin] = [:]

  /// Creates an empty histogram.
  public init() {}

  /// The bins, from few mutations to many.
  public var bins: [Bin] { counts.sorted { $0.key < $1.key }.map(\.value) }

  /// All patients.
  public var total: Int { counts.values.reduce(0) { $0 + $1.patients } }

  /// Adds patients.
  ///
  /// - Parameters:
  ///   - acquired: The acquired non-silent mutations of each, finite and at least 0; else it traps.
  ///   - count: How many patients, at least 0; anything else traps.
  public mutating func add(_ acquired: Double, count: Int = 1) {
    precondition(acquired >= 0 && acquired.isFinite, "a finite number of at least 0")
    precondition(count >= 0, "a count of at least 0")
    if count == 0 { return }
    let units = (min(acquired, 1e9) * 1_024).rounded()
    counts[Self.bin(of: units / 1_024), default: Bin(patients: 0, units: 0)].add(
      Bin(patients: count, units: units * Double(count)))
  }

  /// Adds the patients of another part of the cohort.
  public mutating func merge(_ other: AcquiredBurdens) {
    for (key, bin) in other.counts {
      counts[key, default: Bin(patients: 0, units: 0)].add(bin)
    }
  }

  private static func bin(of acquired: Double) -> Int {
    if acquired < 16 { return Int(2 * acquired) }
    return 16 * Int(acquired.exponent) - 32 + Int(16 * (acquired.significand - 1))
  }
}

extension AcquiredBurdens.Bin {
  fileprivate mutating func add(_ other: AcquiredBurdens.Bin) {
    patients += other.patients
    units += other.units
  }
}
