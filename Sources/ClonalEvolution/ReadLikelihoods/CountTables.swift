import NumericalMethods
import Synchronization

/// The probabilities of counts that all samples of one assay share: those of clones along a
/// ``FrequencyAxis``, of noise at the nodes of a ``NoiseGrid``, and the chances of being listed.
///
/// They depend on the assay's constants and on no read, so that one set serves all samples of a study.
final class CountTables: Sendable {
  /// Along the axis; then noise by rate and shape, by tail, and an inherited variant.
  let counts: BetaBinomialRows
  /// Along the coarse axis; `nil` where nobody asked for it.
  let listing: BetaBinomialRows?

  /// The number of nodes after those of the axis.
  static func noiseNodes(_ noise: NoiseGrid) -> Int {
    noise.rates.count * noise.shapes.count + NoiseGrid.tails.count + 1
  }

  private struct Key: Hashable {
    let precision: Double
    let points: Int
    let rates: [Double]
    let shapes: [Double]
    let centralRate: Double
  }

  /// Sets that were asked for last.
  private static let known = Mutex<[(key: Key, tables: CountTables)]>([])
  private static let mostKnown = 12
  /// The greatest depth of tables; beyond it a count is computed by itself.
  static let greatestDepth = 1024
  /// The fewest distinct counts for which tables are worth their making.
  static let leastRows = 48

  /// The tables of an assay, from those that were made before where they reach deep enough.
  static func shared(
    axis: FrequencyAxis, precision: Double, noise: NoiseGrid, depth: Int, hasListing: Bool = true
  ) -> CountTables? {
    guard precision < 1e6 else { return nil }
    let key = Key(
      precision: precision, points: axis.shares.count, rates: noise.rates, shapes: noise.shapes,
      centralRate: noise.centralRate)
    let limit = limit(depth)
    return known.withLock { known in
      if let place = known.firstIndex(where: { $0.key == key }),
        known[place].tables.counts.limit >= limit,
        known[place].tables.listing != nil || !hasListing
      {
        return known[place].tables
      }
      let tables = CountTables(
        axis: axis, precision: precision, noise: noise, limit: limit, hasListing: hasListing)
      known.removeAll { $0.key == key }
      if known.count == mostKnown { known.removeFirst() }
      known.append((key, tables))
      return tables
    }
  }

  /// The depth up to which tables for a sample reach.
  static func limit(_ depth: Int) -> Int {
    var limit = 128
    while limit < min(depth, greatestDepth) { limit *= 2 }
    return limit
  }

  private init(
    axis: FrequencyAxis, precision: Double, noise: NoiseGrid, limit: Int, hasListing: Bool
  ) {
    func clones(_ shares: [Double]) -> (alphas: [Double], betas: [Double]) {
      let frequencies = shares.map { RowBuilder.frequency($0, noise.centralRate) }
      let precisions = frequencies.map { precision + 1 / $0 }
      return (
        zip(frequencies, precisions).map { $0 * $1 },
        zip(frequencies, precisions).map { (1 - $0) * $1 }
      )
    }
    var (alphas, betas) = clones(axis.shares)
    for rate in noise.rates {
      for shape in noise.shapes {
        alphas.append(shape)
        betas.append(shape / rate)
      }
    }
    for tail in NoiseGrid.tails {
      alphas.append(1)
      betas.append(tail)
    }
    alphas.append(2)
    betas.append(2)
    counts = BetaBinomialRows(alphas: alphas, betas: betas, limit: limit)
    guard hasListing else {
      listing = nil
      return
    }
    let coarse = clones(FrequencyAxis.coarse.shares)
    listing = BetaBinomialRows(alphas: coarse.alphas, betas: coarse.betas, limit: limit)
  }
}
