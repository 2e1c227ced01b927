public import CohortStatistics
public import Results

/// The funnel of one gene: how many patients remain at each step, and what their calls come to.
public struct GeneFunnel: Hashable, Sendable {
  /// The gene, and the class of its mutations that counts.
  public let target: CohortTarget
  /// The steps in order, the widest first.
  let steps: [(step: FunnelStep, patients: Int)]
  /// Assessable patients by outcome.
  let outcomes: [(outcome: CohortOutcome, patients: Int)]

  /// Takes the tally of a gene.
  public init(_ target: CohortTarget, tally: FunnelTally) {
    self.target = target
    steps = Self.told(tally.steps.map { ($0.step, $0.patients) })
    outcomes = CohortOutcome.allCases.map { ($0, tally[$0]) }
  }

  /// Takes the rows of `funnel.tsv`; those of other genes and classes are left out.
  public init(_ target: CohortTarget, rows: [CohortFunnelRow]) {
    self.target = target
    let own = rows.filter { CohortTarget(gene: $0.gene, className: $0.className) == target }
    steps = Self.told(
      own.compactMap { row in
        if case .step(let step) = row.stage { (step, row.patients) } else { nil }
      })
    outcomes = own.compactMap { row in
      if case .outcome(let outcome) = row.stage { (outcome, row.patients) } else { nil }
    }
  }

  /// The steps without that of the assays, where every patient was tested for the gene.
  private static func told(
    _ steps: [(step: FunnelStep, patients: Int)]
  ) -> [(step: FunnelStep, patients: Int)] {
    steps.filter { $0.step != .profiled || $0.patients != steps.first?.patients }
  }

  /// Whether gene, steps and outcomes are equal.
  public static func == (one: GeneFunnel, other: GeneFunnel) -> Bool {
    one.target == other.target && one.steps.elementsEqual(other.steps, by: ==)
      && one.outcomes.elementsEqual(other.outcomes, by: ==)
  }

  /// Hashes the gene.
  public func hash(into hasher: inout Hasher) { hasher.combine(target) }
}
