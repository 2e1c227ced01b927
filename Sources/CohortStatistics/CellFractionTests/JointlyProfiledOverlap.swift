/// Are two genes mutated together less or more often than chance, among patients profiled for both?
///
/// A patient whose assay does not cover a gene has no known absence of it. Only patients whose panel
/// covers both genes count, and a patient's burden is the number of mutated genes of that panel. Each
/// panel has its own conditional distribution of the overlap, as in ``OverlapTest``, given its burdens
/// and both genes' patients; the overlaps of the panels are independent and their sum is tested. To
/// count genes that were not profiled as not mutated rejects three true nulls in five.
public struct JointlyProfiledOverlap: Hashable, Sendable {
  /// What one patient's panel found.
  public struct Patient: Hashable, Sendable {
    /// The genes that the panel covers, by any numbers.
    public let covered: Set<Int>
    /// The genes that are mutated; those that are not covered are left out.
    public let mutated: Set<Int>

    /// Creates a patient.
    public init(covered: Set<Int>, mutated: Set<Int>) {
      self.covered = covered
      self.mutated = mutated.intersection(covered)
    }
  }

  /// The p-values of the overlap; mid-p-values count half of what was seen.
  public struct Tails: Hashable, Sendable {
    /// The overlap expected, given burdens and frequencies.
    public let expected: Double
    /// `P(K ≤ overlap)`.
    public let pExclusive: Double
    /// The mid-p-value of ``pExclusive``.
    public let midPExclusive: Double
    /// `P(K ≥ overlap)`.
    public let pCooccurring: Double
    /// The mid-p-value of ``pCooccurring``.
    public let midPCooccurring: Double
    /// The least that ``pExclusive`` can be in these patients.
    public let smallestExclusiveP: Double
  }

  /// The patients whose panel covers both genes.
  public let profiled: Int
  /// All patients.
  public let patients: Int
  /// Of ``profiled``, those with the first gene mutated.
  public let first: Int
  /// Of ``profiled``, those with the second gene mutated.
  public let second: Int
  /// Of ``profiled``, those with both.
  public let overlap: Int
  /// The p-values; `nil` where no patient is profiled for both.
  public let tails: Tails?

  /// Tests two genes.
  ///
  /// - Parameters:
  ///   - first: A gene.
  ///   - second: Another.
  ///   - patients: All patients; equal sets of covered genes are one panel.
  /// - Throws: ``UndefinedResult`` where a panel's numbers contradict its rates.
  public init(
    first: Int, second: Int, patients: [Patient]
  ) throws(UndefinedResult) {
    precondition(first != second, "two genes")
    let both = patients.filter { $0.covered.contains(first) && $0.covered.contains(second) }
    profiled = both.count
    self.patients = patients.count
    let (ofFirst, ofSecond) = (
      both.count { $0.mutated.contains(first) }, both.count { $0.mutated.contains(second) }
    )
    (self.first, self.second) = (ofFirst, ofSecond)
    overlap = both.count { $0.mutated.isSuperset(of: [first, second]) }
    guard !both.isEmpty else {
      tails = nil
      return
    }
    let (rare, frequent) = ofFirst <= ofSecond ? (first, second) : (second, first)
    var masses = [1.0]
    var least = 0
    for (covered, panel) in Dictionary(grouping: both, by: \.covered) {
      guard let null = try Self.null(rare, frequent, covered, panel) else { continue }
      var sums = [Double](repeating: 0, count: masses.count + null.masses.count - 1)
      for (index, mass) in masses.enumerated() {
        for (other, value) in null.masses.enumerated() { sums[index + other] += mass * value }
      }
      masses = sums
      least += null.least
    }
    let at = overlap < masses.count ? masses[overlap] : 0
    let below = masses.prefix(overlap).reduce(0, +)
    let above = masses.dropFirst(overlap + 1).reversed().reduce(0, +)
    tails = Tails(
      expected: masses.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element },
      pExclusive: min(1, below + at), midPExclusive: min(1, below + 0.5 * at),
      pCooccurring: min(1, above + at), midPCooccurring: min(1, above + 0.5 * at),
      smallestExclusiveP: min(1, masses[least]))
  }

  /// The overlaps of one panel's patients; `nil` where one of the genes is never mutated.
  private static func null(
    _ rare: Int, _ frequent: Int, _ covered: Set<Int>, _ panel: [Patient]
  ) throws(UndefinedResult) -> OverlapNull? {
    var genes: [Int: Int] = [:]
    for gene in covered { genes[gene] = 0 }
    var (burdens, carriers) = ([Int: Int](), [Int: Int]())
    for patient in panel {
      burdens[patient.mutated.count, default: 0] += 1
      for gene in patient.mutated { genes[gene, default: 0] += 1 }
      if patient.mutated.contains(rare) { carriers[patient.mutated.count, default: 0] += 1 }
    }
    let (few, many) = (genes[rare] ?? 0, genes[frequent] ?? 0)
    if few == 0 || many == 0 { return nil }
    let rates = try MutationRates(patients: burdens, genes: Array(genes.values))
    let pair = try GenePair(overlap: 0, first: few, second: many, rates: rates)
    return try pair.conditional(on: carriers)
  }
}
