package import CohortStatistics
package import TumorModel

/// The likelihood curves of the patients of one gene asked for.
package struct TargetCurves {
  /// A patient whose treatments are known.
  package struct Treated {
    package var falls: [LikelihoodFalls]
    /// Numbers of the classes of treatment that began between the biopsies.
    package var classes: [Int]
    package var stratum: Int
  }

  /// The patients as they are.
  package private(set) var main = CellFractionCurves(mostDistinct: CellFractionCurves.mostReported)
  /// The same under each changed assumption; those that nothing was changed for are left out.
  package var varied: [(assumption: CurveAssumption, curves: CellFractionCurves)] {
    zip(CurveAssumption.allCases, changed).filter { changes.contains($0.0) }.map { ($0, $1) }
  }
  /// Both samples' curves of each mutation, for patients where both were computed.
  package private(set) var pairs: [GainLossTest.Pair] = []
  /// The patients whose treatments are known and whose reads say something.
  package private(set) var treated: [Treated] = []

  private var changed = CurveAssumption.allCases.map { _ in
    CellFractionCurves(mostDistinct: CellFractionCurves.mostReported)
  }
  private var changes: Set<CurveAssumption> = []

  /// Upper ends of the strata of time between biopsies, in days; the last is open. A longer time gives
  /// more time both to begin a treatment and to acquire a mutation.
  private static let strata = [365, 730, 1825]

  package init() {}

  /// Adds a patient in whom a later sample has the mutation.
  ///
  /// - Parameter mutations: Those that are in it; none where nothing was compared.
  package mutating func add(_ mutations: [PatientCurves.Mutation]) throws(CellFractionError) {
    try main.add(mutations: mutations.map { CellFractionCurve($0.earlier) })
    for (place, assumption) in CurveAssumption.allCases.enumerated() {
      try changed[place].add(
        mutations: mutations.map { mutation in
          let falls = mutation.varied.first { $0.assumption == assumption }?.falls
          if falls != nil { changes.insert(assumption) }
          return CellFractionCurve(falls ?? mutation.earlier)
        })
    }
  }

  /// Adds the curves of both samples of a patient's mutations, lost ones included.
  package mutating func addPairs(_ mutations: [PatientCurves.Mutation]) {
    let known = mutations.compactMap { mutation in
      mutation.later.map { (earlier: mutation.earlier, later: $0) }
    }
    for pair in known where !(pair.earlier.isFlat || pair.later.isFlat) {
      pairs.append(
        GainLossTest.Pair(
          earlier: CellFractionCurve(pair.earlier), later: CellFractionCurve(pair.later),
          weight: 1 / Double(known.count)))
    }
  }

  /// Adds a patient's treatments.
  ///
  /// - Parameters:
  ///   - mutations: The patient's mutations that are in a later sample.
  ///   - classes: Numbers of the classes of treatment that began between the biopsies, each once.
  ///   - days: Days between the biopsies, above 0.
  package mutating func add(
    _ mutations: [PatientCurves.Mutation], treatments classes: [Int], days: Int
  ) {
    let falls = mutations.map(\.earlier).filter { !$0.isFlat }
    guard !falls.isEmpty else { return }
    treated.append(
      Treated(
        falls: falls, classes: classes,
        stratum: Self.strata.firstIndex { days <= $0 } ?? Self.strata.count))
  }
}
