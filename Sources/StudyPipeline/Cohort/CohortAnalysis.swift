import CohortStatistics
package import Results
import TumorModel

/// The numbers behind a cohort's tables.
package struct CohortAnalysis {
  package let gathering: CohortGathering
  /// Genes whose overlaps with those asked for are tested too.
  package let others: [String]
  /// Genes with at least so many assessable patients get a fraction of their own.
  package let minimumPatients: Int
  /// Lengths of genes; `nil` for shares from the cohort itself.
  package let lengths: [String: Double]?

  package var targets: [CohortTarget] { gathering.targets }

  // MARK: - Funnel

  /// The rows of `funnel.tsv`.
  package func funnelRows() -> [CohortFunnelRow] {
    zip(targets, gathering.gathered).flatMap { CohortFunnelRow.rows(of: $0, $1.funnel) }
  }

  // MARK: - Genes

  /// The rows of `genes.tsv`.
  package func geneRows() -> [CohortGeneRow] {
    let tally = gathering.tally
    let names = gathering.reader.names.genes.names
    let shares = GeneShares(tally: tally, names: names, lengths: lengths) {
      !CohortNames.isNoGene($0)
    }
    var rows: [CohortGeneRow] = []
    for (number, gene) in tally.genes.enumerated()
    where gene.assessable + gene[.notAssessable] > 0 && !CohortNames.isNoGene(names[number]) {
      var row = CohortGeneRow()
      row.gene = names[number]
      row.mutated = gene.mutated
      row.assessable = gene.assessable
      row.acquired = gene[.acquired]
      row.preexisting = gene[.preexisting]
      row.indeterminate = gene[.indeterminate]
      row.lost = gene[.lost]
      row.observed = gene.acquired.value
      if gene.gained + row.lost > 0 {
        let test = McNemarTest(gained: gene.gained, lost: row.lost)
        (row.mcNemar, row.mcNemarMid) = (test.pValue, test.midP)
      }
      if let share = shares.share(of: number), tally.comparable > 0 {
        let excess = share.excess(
          observed: min(row.observed, Double(tally.comparable)), burdens: tally.burdens)
        row.share = share.mean
        row.expected = excess.expected
        row.ratio = excess.expected > 0 ? row.observed / excess.expected : nil
        row.p = excess.pValue
      }
      rows.append(row)
    }
    let tested = rows.indices.filter { rows[$0].p != nil }
    let adjusted = BenjaminiHochberg.adjusted(tested.compactMap { rows[$0].p })
    for (place, q) in zip(tested, adjusted) { rows[place].q = q }
    return rows.sorted { first, second in
      let (a, b) = (first.p ?? 2, second.p ?? 2)
      return a != b ? a < b : first.gene < second.gene
    }
  }

  // MARK: - Exclusivity

  /// The rows of `exclusivity.tsv`.
  package func exclusivityRows() -> [CohortExclusivityRow] {
    let followed = targets + others.map { CohortTarget(gene: $0, className: .any) }
    let places = followed.indices.filter {
      $0 < targets.count || gathering.overlap.patients($0) >= 2
    }
    var fit = RateFits(gathering: gathering)
    var rows: [CohortExclusivityRow] = []
    for (index, first) in places.enumerated() {
      for second in places.dropFirst(index + 1) where followed[first].gene != followed[second].gene
      {
        rows.append(
          row(
            (followed[first], first), (followed[second], second), fit: &fit))
      }
    }
    let tested = rows.indices.filter { rows[$0].pExclusive != nil }
    let exclusive = BenjaminiHochberg.adjusted(tested.compactMap { rows[$0].pExclusive })
    let together = BenjaminiHochberg.adjusted(tested.compactMap { rows[$0].pCooccurring })
    for (number, place) in tested.enumerated() {
      rows[place].qExclusive = exclusive[number]
      rows[place].qCooccurring = together[number]
    }
    return rows
  }

  private func row(
    _ first: (target: CohortTarget, place: Int), _ second: (target: CohortTarget, place: Int),
    fit: inout RateFits
  ) -> CohortExclusivityRow {
    var row = CohortExclusivityRow()
    (row.geneA, row.classA) = (first.target.gene, first.target.className)
    (row.geneB, row.classB) = (second.target.gene, second.target.className)
    let overlap = gathering.overlap
    let (a, b) = (overlap.patients(first.place), overlap.patients(second.place))
    row.both = overlap.both(first.place, second.place)
    row.onlyA = a - row.both
    row.onlyB = b - row.both
    row.neither = gathering.tally.withLaterSample - a - b + row.both
    if a == 0 || b == 0 {
      row.note = .notMutated(a == 0 ? row.geneA : row.geneB)
      return row
    }
    let fisher = FisherTest(TwoByTwoTable(row.both, row.onlyA, row.onlyB, row.neither))
    row.oddsRatio = fisher?.oddsRatio
    row.oddsLow = fisher?.interval.lower
    row.oddsHigh = fisher?.interval.upper
    row.pFisher = fisher?.pValue
    do throws(UndefinedResult) {
      let rarer = a <= b ? first.place : second.place
      let test = try OverlapTest(
        overlap: row.both, firstByBurden: overlap.patientsByBurden(rarer), second: max(a, b),
        rates: fit.rates([(first.target, a), (second.target, b)]))
      row.expected = test.expected
      row.pExclusive = test.pExclusive
      row.pCooccurring = test.pCooccurring
      row.smallestP = test.smallestExclusiveP
      if test.leastOverlap == 0 {
        row.power = test.exclusivityPower
      } else {
        row.note = .forcedOverlap(test.leastOverlap)
      }
    } catch {
      row.note = .undefined(error)
    }
    return row
  }

  // MARK: - Therapy

  /// The rows of `therapy.tsv`.
  package func therapyRows() -> [CohortTherapyRow] {
    targets.indices.flatMap { place -> [CohortTherapyRow] in
      let tally = gathering.gathered[place].exposures
      let names = gathering.reader.names.treatments.names
      return tally.exposed.sorted { names[$0.key] < names[$1.key] }.flatMap { number, exposed in
        Self.rows(targets[place], names[number], tally: tally, exposed: exposed)
      }
    }
  }

  private static func rows(
    _ target: CohortTarget, _ treatment: String, tally: ExposureTally,
    exposed: [ExposureTally.Counts]
  ) -> [CohortTherapyRow] {
    func row(_ stratum: DayStratum, _ table: TwoByTwoTable) -> CohortTherapyRow {
      var row = CohortTherapyRow()
      (row.gene, row.className) = (target.gene, target.className)
      (row.treatment, row.stratum) = (treatment, stratum)
      (row.acquiredExposed, row.withoutExposed) = (table.a, table.b)
      (row.acquiredUnexposed, row.withoutUnexposed) = (table.c, table.d)
      return row
    }
    let strata = zip(tally.totals, exposed).map { total, exposed in
      TwoByTwoTable(
        exposed.cases, exposed.controls, total.cases - exposed.cases,
        total.controls - exposed.controls)
    }
    var rows = strata.enumerated().map { row(Self.stratum($0), $1) }
    var all = row(
      .all,
      TwoByTwoTable(
        strata.reduce(0) { $0 + $1.a }, strata.reduce(0) { $0 + $1.b },
        strata.reduce(0) { $0 + $1.c }, strata.reduce(0) { $0 + $1.d }))
    let smallest = [
      all.acquiredExposed, all.acquiredUnexposed, all.withoutExposed, all.withoutUnexposed,
    ].min()
    if !strata.contains(where: \.isInformative) {
      all.note = .noCompleteStratum
    } else if (smallest ?? 0) < 5, let test = ExactConditionalTest(strata: strata) {
      all.method = .exactConditional
      (all.oddsRatio, all.p) = (test.oddsRatio, test.pValue)
      (all.low, all.high) = (test.interval.lower, test.interval.upper)
    } else {
      let test = MantelHaenszelTest(strata: strata)
      all.method = .mantelHaenszel
      (all.oddsRatio, all.p) = (test.oddsRatio, test.pValue)
      (all.low, all.high) = (test.interval()?.lower, test.interval()?.upper)
      all.note =
        switch test.remark {
        case .noInformativeStratum: .noCompleteStratum
        case .separated: .separated
        case nil: nil
        }
    }
    rows.append(all)
    return rows
  }

  private static func stratum(_ place: Int) -> DayStratum {
    let ends = ExposureTally.strata
    return .days(
      from: place == 0 ? 1 : ends[place - 1] + 1, to: place < ends.count ? ends[place] : nil)
  }
}
