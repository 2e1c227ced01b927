package import CohortStatistics
package import Results
import TumorModel

/// The numbers behind a cohort's tables.
package struct CohortAnalysis {
  package let gathering: CohortGathering
  /// Genes whose overlaps with those asked for are tested too.
  package let others: [String]
  /// Genes with at least so many patients whose reads say something get a fraction of their own.
  package let minimumPatients: Int

  package var targets: [CohortTarget] { gathering.targets }

  // MARK: - Funnel

  /// The rows of `funnel.tsv`.
  package func funnelRows() -> [CohortFunnelRow] {
    zip(targets, gathering.gathered).flatMap { CohortFunnelRow.rows(of: $0, $1.funnel) }
  }

  // MARK: - Genes

  /// The rows of `genes.tsv`.
  package func geneRows() throws(CellFractionError) -> [CohortGeneRow] {
    let tally = gathering.tally
    let names = gathering.reader.names.genes.names
    let tests = try gathering.curves.enrichment(below: CohortSummary.threshold)
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
      if tally.withLaterSample > 0 {
        row.frequency = Double(gene.mutated) / Double(tally.withLaterSample)
      }
      if let test = tests[number] {
        row.mutations = test.mutations
        (row.observed, row.expected) = (test.observed, test.expected)
        row.information = test.information
        (row.p, row.midP, row.smallestP) = (test.pValue, test.midP, test.smallestP)
      }
      rows.append(row)
    }
    try addChanges(to: &rows)
    let tested = rows.indices.filter { rows[$0].p != nil }
    let adjusted = BenjaminiHochberg.adjusted(tested.compactMap { rows[$0].p })
    for (place, q) in zip(tested, adjusted) { rows[place].q = q }
    return rows.sorted { first, second in
      let (a, b) = (first.p ?? 2, second.p ?? 2)
      return a != b ? a < b : first.gene < second.gene
    }
  }

  /// Gains against losses of the genes asked for, where both samples' curves were computed.
  private func addChanges(to rows: inout [CohortGeneRow]) throws(CellFractionError) {
    for (target, gathered) in zip(targets, gathering.gathered) {
      guard let place = rows.firstIndex(where: { $0.gene == target.gene }),
        !gathered.curves.pairs.isEmpty
      else { continue }
      let test = try GainLossTest(gathered.curves.pairs, threshold: CohortSummary.threshold)
      rows[place].gained = min(1, test.gained)
      rows[place].lostShare = min(1, test.lost)
      rows[place].pGainedLost = test.pValue
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
    // No panel is known: every later sample is taken to cover every gene.
    row.profiled = gathering.tally.withLaterSample
    if row.profiled == 0 {
      row.note = .notProfiledTogether
      return row
    }
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
      (row.midPExclusive, row.midPCooccurring) = (test.midPExclusive, test.midPCooccurring)
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
}
