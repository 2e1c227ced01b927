import Glibc
import NumericalMethods
import TumorModel

/// The likelihoods of one sample's reads at every site, for every node of its grids.
///
/// Sites with the same reads at the same kind of locus share a row. All values of a row are relative
/// to its own scale, which cancels wherever states are compared.
///
/// A class: its many parts are asked for at every site.
final class ReadTables: Sendable {
  /// What clones depend on.
  let clone: CloneGrid
  /// What noise depends on.
  let noise: NoiseGrid
  /// How the sample lists mutations.
  let rule: ListingRule
  /// The row of each site; -1 where the sample says nothing.
  let row: [Int32]
  /// The number of rows.
  let rows: Int
  /// `[row][node][state - 1]`: a clone in each range of fractions, then in every cell.
  let present: [Float]
  /// `[row][noise node]`: no clone, at a site that is real elsewhere.
  let absent: [Float]
  /// `[row][noise node]`: no clone, errors alone.
  let clean: [Float]
  /// `[row][tail]`: reads inflated by an artefact.
  let inflated: [Float]
  /// `[row]`: an inherited variant.
  let germline: [Float]
  /// `[row]`: ln of what the row's values are relative to.
  let logScale: [Double]
  /// `[row][state]`: the chance that the sample lists a mutation in each state.
  let listing: [Float]
  /// Whether the reads of each row are as many as list a mutation.
  let isListed: [Bool]
  /// Whether errors give the reads of each row at fewer than one site in twenty.
  let isBeyondErrors: [Bool]
  /// `[row][tail]`: the chance that it lists an artefact.
  let inflatedListing: [Float]
  /// The places of each kind of locus, for what is computed of single sites later.
  let places: [LocusPlaces?]
  /// The axis of ``places``.
  let axis: FrequencyAxis
  /// The likelihoods of the counts along the axis; `nil` where they were not kept.
  let curves: CountCurves?

  /// The share of clonal mutations whose copy number or purity is wrong altogether.
  static let misfit = 0.02
  /// Shares of alternate reads above this are not distinguished from it.
  static let greatestFrequency = 0.9995
  /// Depth quantiles that stand for sites of unknown depth.
  private static let depthQuantiles = 8

  /// Computes the tables of one sample.
  ///
  /// - Complexity: About 5 µs a distinct count, plus 10 ns per node of the clone grid, copy number
  ///   and range, whatever the depth.
  ///
  /// - Parameter known: The places of each kind of locus where they were found before, for the same
  ///   purities and the same precision.
  init(
    data: SampleData, clone: CloneGrid, noise: NoiseGrid, listing rule: ListingRule,
    caller: CallerRule, weighsOrientation: Bool, keepsCurves: Bool = false,
    places known: [LocusPlaces?]? = nil
  ) {
    self.clone = clone
    self.noise = noise
    self.rule = rule
    let axis = FrequencyAxis.resolving(
      effectiveDepth: min(
        clone.precisions.max() ?? 1, Double(data.depth.max() ?? 1)))
    self.axis = axis
    places = known ?? LocusPlaces.shared(kinds: data.kinds, grid: clone, axis: axis)
    // At C>T and G>A of fixed tissue the orientation of the alternate reads is evidence.
    let found = CountRows(
      data, isKnown: places.map { $0 != nil },
      weighsOrientation: weighsOrientation && noise.isFixed)
    let distinct = found.keys
    row = found.row
    rows = distinct.count
    var builder = RowBuilder(
      axis: axis, data: data, clone: clone, noise: noise, rule: rule, caller: caller,
      rows: distinct.count, keepsCurves: keepsCurves)
    for (index, key) in distinct.enumerated() {
      guard let places = places[Int(key.kind)] else { continue }
      builder.add(key, at: index, places: places)
    }
    isListed = distinct.map {
      !$0.isCensored && Int($0.alternate) >= rule.leastReads(depth: Int($0.depth))
    }
    isBeyondErrors = distinct.map {
      !$0.isCensored
        && Self.errorTail(from: Int($0.alternate), expected: Double($0.depth) * noise.centralRate)
          < Self.rareErrors
    }
    present = builder.present
    absent = builder.absent
    clean = builder.clean
    inflated = builder.inflated
    germline = builder.germline
    logScale = builder.logScale
    curves = builder.kept
    listing = builder.listing
    inflatedListing = builder.inflatedListing
  }

  /// Whether the sample lists a site by itself.
  func lists(_ site: Int) -> Bool { row[site] >= 0 && isListed[Int(row[site])] }

  /// Whether a site's reads are more than errors of the usual rate give.
  func isBeyondErrors(_ site: Int) -> Bool { row[site] >= 0 && isBeyondErrors[Int(row[site])] }

  private static let rareErrors = 0.05

  /// P(K >= `count`) of a Poisson distribution.
  ///
  /// The normal distribution of the same variance stands for it beyond 100, where only a few in a hundred
  /// matter.
  private static func errorTail(from count: Int, expected: Double) -> Double {
    guard count <= 100 else {
      return StandardNormal.upperTailProbability(
        above: (Double(count) - 0.5 - expected) / expected.squareRoot())
    }
    var (term, below) = (exp(-expected), 0.0)
    for k in 0..<count {
      below += term
      // What is rare stays so.
      if below > 1 - rareErrors { break }
      term *= expected / Double(k + 1)
    }
    return 1 - below
  }

  /// The likelihood of a clone in every cell, relative to the row's scale.
  func clonal(row: Int, node: Int) -> Double {
    let width = CellFractionBins.states - 1
    return Double(present[(row * clone.count + node) * width + width - 1])
  }

  /// The same sample with one site alone.
  func only(_ site: Int) -> ReadTables { ReadTables(self, row: [row[site]]) }

  private init(_ other: ReadTables, row: [Int32]) {
    (clone, noise, rule, rows) = (other.clone, other.noise, other.rule, other.rows)
    (present, absent, clean) = (other.present, other.absent, other.clean)
    (inflated, germline, logScale) = (other.inflated, other.germline, other.logScale)
    (listing, inflatedListing) = (other.listing, other.inflatedListing)
    (isListed, isBeyondErrors) = (other.isListed, other.isBeyondErrors)
    (places, axis) = (other.places, other.axis)
    curves = other.curves
    self.row = row
  }

  /// Depths that stand for sites of unknown depth: quantiles of the sample's own.
  static func typicalDepths(_ sorted: [Int32]) -> [Int] {
    guard !sorted.isEmpty else { return [] }
    return (0..<depthQuantiles).map {
      let position = (Double($0) + 0.5) / Double(depthQuantiles) * Double(sorted.count)
      return Int(sorted[min(Int(position), sorted.count - 1)])
    }
  }
}
