package import CohortStatistics
package import Results

/// A panel's mutation rates by patients' burdens, fitted once for each set of classes that they set
/// apart.
package struct RateFits {
  private let panel: PanelTally
  private let names: NameTable
  private var fits: [[CohortTarget]: Result<MutationRates, UndefinedResult>] = [:]

  package init(_ panel: PanelTally, names: NameTable) { (self.panel, self.names) = (panel, names) }

  /// The rates for two mutations with their numbers of patients.
  ///
  /// Where a class of a gene's mutations counts, the gene is two: that class, and the rest in
  /// patients without it. A patient's number of mutated genes stays as it is.
  ///
  /// - Throws: ``UndefinedResult`` where no rates fit.
  package mutating func rates(
    _ mutations: [(target: CohortTarget, patients: Int)]
  ) throws(UndefinedResult) -> MutationRates {
    let classed = mutations.filter { !$0.target.isAnyClass }
    let key = classed.map(\.target)
    if let known = fits[key] { return try known.get() }
    var counts = panel.mutated
    for (target, patients) in classed {
      guard let number = names.known(target.gene), number < counts.count else { continue }
      counts.append(counts[number] - patients)
      counts[number] = patients
    }
    let fit: Result<MutationRates, UndefinedResult>
    do throws(UndefinedResult) {
      fit = .success(
        try MutationRates(patients: panel.burdens, genes: counts.filter { $0 > 0 }))
    } catch {
      fit = .failure(error)
    }
    fits[key] = fit
    return try fit.get()
  }
}
