public import TumorModel

/// The likelihood curves of all mutations of a cohort's patients, gathered patient by patient.
///
/// Equal curves are stored once; beside them there are sixteen bytes for each mutation, whatever the
/// number of patients.
public struct CohortCurves: Sendable {
  /// One mutation of a patient; several later samples united.
  public struct Mutation: Hashable, Sendable {
    /// The number of the gene's name; `nil` for mutations outside genes.
    public var gene: Int?
    /// What the earlier reads say.
    public var falls: LikelihoodFalls
    /// The cancer cell fraction from which on the earlier sample would have shown it; `nil` if unknown.
    public var detectionLimit: Double?

    /// Creates a mutation.
    public init(gene: Int?, falls: LikelihoodFalls, detectionLimit: Double? = nil) {
      (self.gene, self.falls, self.detectionLimit) = (gene, falls, detectionLimit)
    }
  }

  private struct Entry {
    var gene: Int32
    var ticket: Int32
    var patient: Int32
    var limit: Float
  }

  private var table: CurveTable
  private var entries: [Entry] = []
  private var patients: Int32 = 0

  /// Creates a cohort without patients.
  public init() { self.init(mostDistinct: CurveTable.mostExact) }

  /// Creates a cohort that keeps more or fewer curves exactly.
  package init(mostDistinct: Int) {
    table = CurveTable(columns: LikelihoodFalls.fractions.count, most: mostDistinct)
  }

  /// In place of a ticket: reads that say nothing, which change no fit.
  private static let flat = -1

  /// The number of mutations.
  public var count: Int { entries.count }

  /// Adds all mutations of a patient.
  public mutating func add(patient mutations: [Mutation]) {
    for mutation in mutations {
      let ticket =
        mutation.falls.isFlat
        ? Self.flat
        : table.add(mutation.falls)
      entries.append(
        Entry(
          gene: Int32(mutation.gene ?? -1), ticket: Int32(ticket), patient: patients,
          limit: Float(mutation.detectionLimit ?? .nan)))
    }
    patients += 1
  }

  /// The chance that the cancer cell fraction of each curve lies below a threshold, by its place and last
  /// of one that says nothing, under distributions fitted to all mutations of all patients, blind to their
  /// genes: the best one, and the best with each limit of the proportion below.
  ///
  /// Where reads cannot tell, the best distribution is one of many as good, and puts all that is open on
  /// one side.
  private func probabilities(below threshold: Double) throws(CellFractionError) -> [[Double]] {
    let grid = CellFractionGrid.standard
    let sides = try grid.sides(of: threshold)
    let matrix = LikelihoodMatrix(rows: table.rows, weights: table.weights, columns: grid.count)
    guard matrix.totalWeight > 0 else {
      let share = sides.share(
        of: [Double](repeating: 1 / Double(grid.count), count: grid.count))
      return [[Double](repeating: share, count: table.weights.count + 1)]
    }
    let points = Array(0..<grid.count)
    let solver = MixtureSolver(matrix)
    let free = try solver.maximise(
      .free(points), masses: [1], hint: MixtureProblem.coarse(points))
    var best = table.weights.indices.map { place in
      let posterior = points.map { free.masses[$0] * table.rows[place * grid.count + $0] }
      return min(1, sides.share(of: posterior) / posterior.reduce(0, +))
    }
    best.append(min(1, sides.share(of: free.masses)))
    let profile = try ProfileLikelihood(solver, sides: sides, free: free)
    var result = [best]
    for isUpper in [false, true] {
      let limit = try profile.limit(drop: Self.drop, isUpper: isUpper)
      result.append(try profile.probabilities(of: table.rows, at: limit))
    }
    return result
  }

  /// The fall of the log-likelihood at a limit of 95 %, in nats.
  private static let drop = 1.9207

  /// The test of each gene, by the number of its name; see ``AcquisitionEnrichment``.
  ///
  /// Of the tests under the best distribution and under those at the limits of what the reads leave open,
  /// the one with the greatest p-value counts.
  ///
  /// - Parameter threshold: `c*`, strictly between 0 and 1.
  /// - Throws: ``CellFractionError``.
  public func enrichment(
    below threshold: Double
  ) throws(CellFractionError) -> [Int: AcquisitionEnrichment.Test] {
    guard !entries.isEmpty else { return [:] }
    var tests: [Int: AcquisitionEnrichment.Test] = [:]
    for probabilities in try probabilities(below: threshold) {
      let enrichment = enrichment(probabilities)
      for gene in enrichment.genes where gene >= 0 {
        let test = enrichment.test(gene: gene)
        if let known = tests[gene], known.pValue >= test.pValue { continue }
        tests[gene] = test
      }
    }
    return tests
  }

  private func enrichment(_ probabilities: [Double]) -> AcquisitionEnrichment {
    var enrichment = AcquisitionEnrichment()
    var first = 0
    while first < entries.count {
      var end = first
      while end < entries.count, entries[end].patient == entries[first].patient { end += 1 }
      enrichment.add(
        patient: entries[first..<end].map { entry in
          let place =
            entry.ticket == Self.flat
            ? probabilities.count - 1 : table.place(ofTicket: Int(entry.ticket))
          return ScoredMutation(
            patient: Int(entry.patient), gene: Int(entry.gene),
            probabilityBelow: probabilities[place],
            detectionLimit: entry.limit.isNaN ? nil : Double(entry.limit))
        })
      first = end
    }
    return enrichment
  }

  /// The curves of each gene's patients, by the number of its name: those with at least some whose
  /// reads say something.
  ///
  /// - Parameters:
  ///   - fewest: The least number of patients.
  ///   - body: Called gene by gene, in rising order, so that one gene's curves are held at a time.
  public func forEachGene<Failure: Error>(
    ofAtLeast fewest: Int, _ body: (_ gene: Int, CellFractionCurves) throws(Failure) -> Void
  ) throws(Failure) {
    // The entries are in the order of patients already; sorting by gene keeps that order.
    let order = entries.indices.filter { entries[$0].gene >= 0 }
      .sorted { (entries[$0].gene, $0) < (entries[$1].gene, $1) }
    var first = 0
    while first < order.count {
      let gene = entries[order[first]].gene
      var end = first
      while end < order.count, entries[order[end]].gene == gene { end += 1 }
      if end - first >= fewest {
        let curves = curves(of: order[first..<end])
        if curves.patients >= Double(fewest) { try body(Int(gene), curves) }
      }
      first = end
    }
  }

  private func curves(of places: ArraySlice<Int>) -> CellFractionCurves {
    var curves = CellFractionCurves(mostDistinct: CellFractionCurves.mostReported)
    var first = places.startIndex
    while first < places.endIndex {
      var end = first
      let patient = entries[places[first]].patient
      while end < places.endIndex, entries[places[end]].patient == patient { end += 1 }
      curves.add(
        rows: places[first..<end].compactMap { place in
          let ticket = Int(entries[place].ticket)
          if ticket == Self.flat { return nil }
          let start = table.place(ofTicket: ticket) * table.columns
          return Array(table.rows[start..<(start + table.columns)])
        })
      first = end
    }
    return curves
  }
}
