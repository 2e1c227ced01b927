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

  /// The patients of one panel that covers both genes.
  public struct Panel: Sendable {
    /// The patients.
    public let patients: Int
    /// Those with the first gene mutated, by their number of mutated genes of the panel.
    public let firstByBurden: [Int: Int]
    /// Those with the second gene mutated, by the same number.
    public let secondByBurden: [Int: Int]
    /// Those with both.
    public let overlap: Int
    /// The panel's rates; `nil` where one of the genes is never mutated.
    public let rates: MutationRates?

    /// Creates a panel.
    public init(
      patients: Int, firstByBurden: [Int: Int], secondByBurden: [Int: Int], overlap: Int,
      rates: MutationRates?
    ) {
      self.patients = patients
      (self.firstByBurden, self.secondByBurden) = (firstByBurden, secondByBurden)
      (self.overlap, self.rates) = (overlap, rates)
    }

    fileprivate var first: Int { firstByBurden.values.reduce(0, +) }
    fileprivate var second: Int { secondByBurden.values.reduce(0, +) }
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
    /// The least overlap that the numbers force.
    public let leastOverlap: Int
    /// The probability that a cohort of these panels and rates, in which no patient has both genes,
    /// gives ``pExclusive`` of at most ``OverlapTest/level``; 0 where an overlap is forced.
    public let exclusivityPower: Double
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
    var panels: [Panel] = []
    for (covered, panel) in Dictionary(grouping: both, by: \.covered) {
      panels.append(try Self.panel(first, second, covered, panel))
    }
    try self.init(panels: panels, of: patients.count)
  }

  /// Tests two genes by the numbers of each panel.
  ///
  /// - Parameters:
  ///   - panels: The panels that cover both genes.
  ///   - patients: All patients, those of other panels included.
  /// - Throws: ``UndefinedResult`` where a panel's numbers contradict its rates.
  /// - Complexity: O(product of the panels' overlaps).
  public init(panels: [Panel], of patients: Int) throws(UndefinedResult) {
    profiled = panels.reduce(0) { $0 + $1.patients }
    self.patients = patients
    (first, second) = (
      panels.reduce(0) { $0 + $1.first }, panels.reduce(0) { $0 + $1.second }
    )
    overlap = panels.reduce(0) { $0 + $1.overlap }
    tails =
      try profiled > 0 ? Tails(panels, overlap: overlap, firstIsRarer: first <= second) : nil
  }

  /// Counts one panel's patients.
  private static func panel(
    _ first: Int, _ second: Int, _ covered: Set<Int>, _ patients: [Patient]
  ) throws(UndefinedResult) -> Panel {
    var genes: [Int: Int] = [:]
    var (burdens, ofFirst, ofSecond) = ([Int: Int](), [Int: Int](), [Int: Int]())
    for patient in patients {
      burdens[patient.mutated.count, default: 0] += 1
      for gene in patient.mutated { genes[gene, default: 0] += 1 }
      if patient.mutated.contains(first) { ofFirst[patient.mutated.count, default: 0] += 1 }
      if patient.mutated.contains(second) { ofSecond[patient.mutated.count, default: 0] += 1 }
    }
    var rates: MutationRates?
    if !ofFirst.isEmpty, !ofSecond.isEmpty {
      rates = try MutationRates(patients: burdens, genes: covered.map { genes[$0] ?? 0 })
    }
    return Panel(
      patients: patients.count, firstByBurden: ofFirst, secondByBurden: ofSecond,
      overlap: patients.count { $0.mutated.isSuperset(of: [first, second]) },
      rates: rates)
  }
}

extension JointlyProfiledOverlap.Tails {
  /// Adds the panels' overlaps, which are independent.
  ///
  /// - Parameter firstIsRarer: Which gene's patients are given; the other's are drawn.
  fileprivate init(
    _ panels: [JointlyProfiledOverlap.Panel], overlap: Int, firstIsRarer: Bool
  ) throws(UndefinedResult) {
    var masses = [1.0]
    var least = 0
    var (ofRare, ofFrequent) = ([PoissonBinomial.Group](), [PoissonBinomial.Group]())
    for panel in panels {
      guard let rates = panel.rates, panel.first > 0, panel.second > 0 else { continue }
      let (few, many) = firstIsRarer ? (panel.first, panel.second) : (panel.second, panel.first)
      let pair = try GenePair(overlap: 0, first: few, second: many, rates: rates)
      let null = try pair.conditional(
        on: firstIsRarer ? panel.firstByBurden : panel.secondByBurden)
      var sums = [Double](repeating: 0, count: masses.count + null.masses.count - 1)
      for (index, mass) in masses.enumerated() {
        for (other, value) in null.masses.enumerated() { sums[index + other] += mass * value }
      }
      masses = sums
      least += null.least
      ofRare += pair.groups(pair.ofFirst)
      ofFrequent += pair.groups(pair.ofSecond)
    }
    let at = overlap < masses.count ? masses[overlap] : 0
    let below = masses.prefix(overlap).reduce(0, +)
    let above = masses.dropFirst(overlap + 1).reversed().reduce(0, +)
    expected = masses.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    (pExclusive, midPExclusive) = (min(1, below + at), min(1, below + 0.5 * at))
    (pCooccurring, midPCooccurring) = (min(1, above + at), min(1, above + 0.5 * at))
    smallestExclusiveP = min(1, masses[least])
    leastOverlap = least
    exclusivityPower =
      least == 0 && !ofRare.isEmpty
      ? ExclusivityPower(
        first: PoissonBinomial(groups: ofRare), second: PoissonBinomial(groups: ofFrequent),
        smallest: smallestExclusiveP
      ).value(level: OverlapTest.level) : 0
  }
}
