/// Patients who acquired a mutation or did not, by the treatments given between two biopsies and by
/// the time between them.
///
/// A patient counts as a case if the gene's mutation was acquired, as a control if a comparison is
/// informative and the gene has no mutation in a later sample.
public struct ExposureTally: Hashable, Sendable {
  /// Upper ends of the strata of time between biopsies, in days; the last is open.
  public static let strata = [365, 730, 1825]

  /// Cases and controls of each stratum.
  public private(set) var totals = [Counts](repeating: Counts(), count: strata.count + 1)
  /// Of these, those with a treatment of a class between the biopsies, by number of its name.
  public private(set) var exposed: [Int: [Counts]] = [:]

  /// Patients with the outcome and without.
  public struct Counts: Hashable, Sendable {
    /// Patients with an acquired mutation.
    public var cases = 0
    /// Patients without a mutation.
    public var controls = 0
    /// Creates counts of 0.
    public init() {}
  }

  /// Creates an empty tally.
  public init() {}

  /// The stratum of a time between biopsies.
  public static func stratum(days: Int) -> Int {
    strata.firstIndex { days <= $0 } ?? strata.count
  }

  /// Adds a patient.
  ///
  /// - Parameters:
  ///   - isCase: Whether the mutation was acquired.
  ///   - days: Days between the biopsies.
  ///   - classes: Numbers of the classes of treatment that began between them, each once.
  public mutating func add(isCase: Bool, days: Int, classes: [Int]) {
    let stratum = Self.stratum(days: days)
    Self.count(isCase, in: &totals[stratum])
    for name in classes {
      Self.count(
        isCase,
        in: &exposed[name, default: Array(repeating: Counts(), count: totals.count)][stratum])
    }
  }

  /// Cases over all strata.
  public var cases: Int { totals.reduce(0) { $0 + $1.cases } }
  /// Controls over all strata.
  public var controls: Int { totals.reduce(0) { $0 + $1.controls } }

  private static func count(_ isCase: Bool, in counts: inout Counts) {
    if isCase { counts.cases += 1 } else { counts.controls += 1 }
  }
}
