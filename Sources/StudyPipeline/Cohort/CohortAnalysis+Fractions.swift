package import TumorModel
package import CohortStatistics
package import Results

extension CohortAnalysis {
  /// The priors of the mixture, the main one first.
  package static let priors: [(name: String, prior: BetaPrior)] = {
    let sceptical = BetaPrior(alpha: 1, beta: 3) ?? .uniform
    return [("uniform", .uniform), ("jeffreys", .jeffreys), ("sceptical", sceptical)]
  }()

  /// What likelihood ratios say of the fraction; exact for up to 200 patients.
  package static func posterior(_ ratios: ValueTally, prior: BetaPrior) -> any FractionPosterior {
    ratios.count <= 200
      ? AcquiredFraction(logLikelihoodRatios: ratios.expanded, prior: prior)
      : grid(ratios).posterior(prior: prior)
  }

  private static func grid(_ ratios: ValueTally) -> AcquiredFractionGrid {
    var grid = AcquiredFractionGrid()
    for entry in ratios.entries {
      for _ in 0..<entry.count { grid.add(entry.value) }
    }
    return grid
  }

  /// The rows of `fractions.tsv`.
  package func fractionRows() -> [CohortFractionRow] {
    targets.indices.flatMap(targetRows) + otherRows()
  }

  private func targetRows(_ place: Int) -> [CohortFractionRow] {
    let target = gathering.gathered[place]
    let maker = FractionRowMaker(
      gene: targets[place].gene, className: targets[place].className,
      calls: .init(
        acquired: target.funnel[.acquired], preexisting: target.funnel[.preexisting],
        indeterminate: target.funnel[.indeterminate]))
    var rows: [CohortFractionRow] = []
    for (index, (name, prior)) in Self.priors.enumerated() {
      rows.append(
        maker.mixture(
          Self.posterior(target.ratios, prior: prior), varied: index == 0 ? nil : .prior,
          value: index == 0 ? "" : name,
          note: index == 0 ? nil : .betaPrior(prior.alpha, prior.beta)))
    }
    if target.ratios.isBinned { rows[0].note = .binned(target.ratios.width) }
    rows += [maker.clopperPearson(), maker.wilson(), maker.jeffreys()]
    rows += maker.abstentions()
    rows += maker.varied(target.sensitivity)
    rows += missingRows(target, maker)
    return rows
  }

  /// Had all patients without an answer acquired the mutation, or none: those who were compared
  /// without a result, and then those without an earlier sample too.
  private func missingRows(_ target: CohortGathering.Target, _ maker: FractionRowMaker)
    -> [CohortFractionRow]
  {
    let funnel = target.funnel
    let grid = Self.grid(target.ratios)
    let kinds: [(FunnelExit, Int)] = [
      (.notAssessable, funnel.compared - funnel.assessable),
      (.noEarlierSample, funnel.ofClass - funnel.assessable),
    ]
    return kinds.map { exit, missing in
      let bounds = MissingPrimaries(seen: grid, missing: missing)
      var row = maker.row(.mixture, varied: .missing, value: exit.rawValue)
      row.patients = target.ratios.count + missing
      row.low = bounds.bounds.lower
      row.high = bounds.bounds.upper
      row.note =
        missing == 0
        ? .noneMissing
        : .missing(missing, lowest: bounds.lowestMean, highest: bounds.highestMean)
      return row
    }
  }

  /// Genes that were not asked for.
  private func otherRows() -> [CohortFractionRow] {
    let names = gathering.reader.names.genes.names
    let asked = Set(targets.filter { $0.className == .any }.map(\.gene))
    return gathering.tally.genes.enumerated()
      .filter { number, gene in
        gene.logLikelihoodRatios.count >= minimumPatients && !asked.contains(names[number])
          && !CohortNames.isNoGene(names[number])
      }
      .sorted { names[$0.offset] < names[$1.offset] }
      .flatMap { number, gene -> [CohortFractionRow] in
        let maker = FractionRowMaker(
          gene: names[number], className: .any,
          calls: .init(
            acquired: gene[.acquired], preexisting: gene[.preexisting],
            indeterminate: gene[.indeterminate]))
        return [
          maker.mixture(
            Self.posterior(gene.logLikelihoodRatios, prior: .uniform),
            note: gene.logLikelihoodRatios.isBinned
              ? .binned(gene.logLikelihoodRatios.width) : nil),
          maker.clopperPearson(),
        ]
      }
  }
}

/// Makes the rows of `fractions.tsv` of one gene.
package struct FractionRowMaker {
  /// Patients by their outcomes.
  package struct Calls {
    package var acquired: Int
    package var preexisting: Int
    package var indeterminate: Int
  }

  package let gene: String
  package let className: MutationClass
  package let calls: Calls

  package func row(
    _ method: FractionMethod, varied: FractionVariation? = nil, value: String = ""
  ) -> CohortFractionRow {
    var row = CohortFractionRow()
    (row.gene, row.className) = (gene, className)
    (row.method, row.varied, row.value) = (method, varied, value)
    row.acquired = calls.acquired
    row.preexisting = calls.preexisting
    row.indeterminate = calls.indeterminate
    return row
  }

  package func mixture(
    _ posterior: any FractionPosterior, varied: FractionVariation? = nil, value: String = "",
    note: CohortNote? = nil
  ) -> CohortFractionRow {
    var row = row(.mixture, varied: varied, value: value)
    row.patients = posterior.patients
    row.note = note
    guard posterior.patients > 0 else {
      row.note = .noAssessablePatient
      return row
    }
    let interval = posterior.interval()
    (row.estimate, row.median) = (posterior.mean, posterior.median)
    (row.low, row.high) = (interval.lower, interval.upper)
    return row
  }

  package func clopperPearson() -> CohortFractionRow {
    interval(row(.clopperPearson), calls) { ProportionInterval.clopperPearson($0, of: $1) }
  }

  package func wilson() -> CohortFractionRow {
    interval(row(.wilson), calls) { ProportionInterval.wilson($0, of: $1) }
  }

  package func jeffreys() -> CohortFractionRow {
    interval(row(.jeffreys), calls) { ProportionInterval.jeffreys($0, of: $1) }
  }

  /// Indeterminate patients counted as acquired, and as pre-existing.
  package func abstentions() -> [CohortFractionRow] {
    [
      ("all_acquired", calls.acquired + calls.indeterminate, calls.preexisting),
      ("all_preexisting", calls.acquired, calls.preexisting + calls.indeterminate),
    ].map { value, acquired, preexisting in
      interval(
        row(.clopperPearson, varied: .abstention, value: value),
        Calls(acquired: acquired, preexisting: preexisting, indeterminate: 0)
      ) { ProportionInterval.clopperPearson($0, of: $1) }
    }
  }

  /// The calls under changed assumptions.
  package func varied(_ tally: SensitivityTally) -> [CohortFractionRow] {
    tally.changes.sorted { $0.key < $1.key }.map { assumption, changes in
      var changed = calls
      changed.acquired += changes[.acquired] ?? 0
      changed.preexisting += changes[.preexisting] ?? 0
      changed.indeterminate += changes[.indeterminate] ?? 0
      let number = tally.patients[assumption] ?? 0
      var row = interval(
        row(.clopperPearson, varied: FractionVariation(assumption.varied), value: assumption.value),
        changed
      ) { ProportionInterval.clopperPearson($0, of: $1) }
      let all = calls.acquired + calls.preexisting + calls.indeterminate
      if number < all { row.note = .changedFor(number, of: all) }
      return row
    }
  }

  private func interval(
    _ row: CohortFractionRow, _ calls: Calls, _ make: (Int, Int) -> ProportionInterval
  ) -> CohortFractionRow {
    var row = row
    (row.acquired, row.preexisting) = (calls.acquired, calls.preexisting)
    row.indeterminate = calls.indeterminate
    let trials = calls.acquired + calls.preexisting
    row.patients = trials
    guard trials > 0 else {
      row.note = .noDefiniteCall
      return row
    }
    let interval = make(calls.acquired, trials)
    row.estimate = Double(calls.acquired) / Double(trials)
    (row.low, row.high) = (interval.lower, interval.upper)
    return row
  }
}
