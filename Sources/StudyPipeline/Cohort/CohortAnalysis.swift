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
      let profiled = profiled(names[number])
      if profiled > 0 { row.frequency = min(1, Double(gene.mutated) / Double(profiled)) }
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

  /// Patients with a non-primary sample whose assay looks at a gene.
  private func profiled(_ gene: String) -> Int {
    gathering.panels.reduce(0) { $0 + ($1.covers(gene) ? $1.patients : 0) }
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
    let places = followed.indices.filter { place in
      place < targets.count
        || gathering.panels.reduce(0) { $0 + $1.overlap.patients(place) } >= 2
    }
    var fits = gathering.panels.map { RateFits($0, names: gathering.reader.names.genes) }
    var rows: [CohortExclusivityRow] = []
    for (index, first) in places.enumerated() {
      for second in places.dropFirst(index + 1) where followed[first].gene != followed[second].gene
      {
        rows.append(
          row(
            (followed[first], first), (followed[second], second), fits: &fits))
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
    fits: inout [RateFits]
  ) -> CohortExclusivityRow {
    var row = CohortExclusivityRow()
    (row.geneA, row.classA) = (first.target.gene, first.target.className)
    (row.geneB, row.classB) = (second.target.gene, second.target.className)
    // Who was not looked at for both says nothing of the two together.
    let places = gathering.panels.indices.filter {
      gathering.panels[$0].covers(row.geneA) && gathering.panels[$0].covers(row.geneB)
    }
    let panels = places.map { gathering.panels[$0] }
    func sum(_ number: (PanelTally) -> Int) -> Int { panels.reduce(0) { $0 + number($1) } }
    let (a, b) = (
      sum { $0.overlap.patients(first.place) }, sum { $0.overlap.patients(second.place) }
    )
    row.both = sum { $0.overlap.both(first.place, second.place) }
    row.onlyA = a - row.both
    row.onlyB = b - row.both
    row.profiled = sum(\.patients)
    row.neither = row.profiled - a - b + row.both
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
      var counted: [JointlyProfiledOverlap.Panel] = []
      for (place, panel) in zip(places, panels) {
        let (ofFirst, ofSecond) = (
          panel.overlap.patientsByBurden(first.place),
          panel.overlap.patientsByBurden(second.place)
        )
        let numbers: [(target: CohortTarget, patients: Int)] = [
          (first.target, ofFirst.values.reduce(0, +)),
          (second.target, ofSecond.values.reduce(0, +)),
        ]
        var rates: MutationRates?
        if numbers.allSatisfy({ $0.patients > 0 }) { rates = try fits[place].rates(numbers) }
        counted.append(
          JointlyProfiledOverlap.Panel(
            patients: panel.patients, firstByBurden: ofFirst, secondByBurden: ofSecond,
            overlap: panel.overlap.both(first.place, second.place),
            rates: rates))
      }
      let test = try JointlyProfiledOverlap(
        panels: counted, of: gathering.tally.withLaterSample)
      guard let tails = test.tails else { return row }
      row.expected = tails.expected
      row.pExclusive = tails.pExclusive
      row.pCooccurring = tails.pCooccurring
      (row.midPExclusive, row.midPCooccurring) = (tails.midPExclusive, tails.midPCooccurring)
      row.smallestP = tails.smallestExclusiveP
      if tails.leastOverlap == 0 {
        row.power = tails.exclusivityPower
      } else {
        row.note = .forcedOverlap(tails.leastOverlap)
      }
    } catch {
      row.note = .undefined(error)
    }
    return row
  }
}
