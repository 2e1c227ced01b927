import Glibc
import NumericalMethods
import TumorModel

/// Fills the rows of ``ReadTables``, in the order of their keys.
struct RowBuilder {
  private let axis: FrequencyAxis
  private let data: SampleData
  private let clone: CloneGrid
  private let noise: NoiseGrid
  private let rule: ListingRule
  private let caller: CallerRule
  private let depths: [Int]
  private let tables: CountTables?

  private(set) var present: [Float]
  private(set) var absent: [Float]
  private(set) var clean: [Float]
  private(set) var inflated: [Float]
  private(set) var germline: [Float]
  private(set) var logScale: [Double]
  private(set) var listing: [Float]
  private(set) var inflatedListing: [Float]
  /// The counts' likelihoods along the axis, where they are asked for.
  private(set) var kept: CountCurves?

  /// What is filled.
  enum Content {
    /// All that origins are inferred from.
    case all
    /// The counts' likelihoods along the axis alone, by ``addCurve(_:at:)``.
    case curves
    /// What no clone gives alone, by ``addNoise(_:at:)``.
    case noise
  }

  private let states = CellFractionBins.states
  private let tails = NoiseGrid.tails.count

  // What the last row computed, for rows that differ in the kind of locus alone.
  private var curve: FrequencyCurve
  private var listed: FrequencyCurve
  private var lastKey: RowKey?
  private var lastRate = -1.0
  private var lastListing: (depth: Int32, rate: Double)?
  private var batches: [(rate: Double, batch: BetaBinomialBatch)] = []
  private var logs: [Double]
  private let room: RowRoom
  private let isIntegrated: Bool
  /// The distributions of counts without a clone, where rows of noise are filled alone.
  private let errors: BetaBinomialBatch?
  /// The chances that the last listing's depth lists an artefact, by tail.
  private var inflatedListed = [Float](repeating: 0, count: NoiseGrid.tails.count)

  init(
    axis: FrequencyAxis, data: SampleData, clone: CloneGrid, noise: NoiseGrid, rule: ListingRule,
    caller: CallerRule, rows: Int, keepsCurves: Bool = false, content: Content = .all
  ) {
    self.axis = axis
    self.data = data
    self.clone = clone
    self.noise = noise
    self.rule = rule
    self.caller = caller
    depths = ReadTables.typicalDepths(data.depths)
    let depth = Int(data.depths.last ?? 0)
    // Tables of a precision that this sample alone asks for are worth as many counts as they reach deep.
    let isWorth =
      switch content {
      case .all: rows >= CountTables.leastRows
      case .curves: rows >= CountTables.limit(depth)
      case .noise: false
      }
    tables =
      isWorth
      ? CountTables.shared(
        axis: axis, precision: clone.precisions[0], noise: noise, depth: depth,
        hasListing: content == .all) : nil
    func zeros(_ width: Int, _ needed: Content) -> [Float] {
      content == .all || content == needed ? [Float](repeating: 0, count: rows * width) : []
    }
    present = zeros(clone.count * (states - 1), .all)
    absent = zeros(noise.count, .noise)
    clean = zeros(noise.count, .all)
    inflated = zeros(tails, .noise)
    germline = zeros(1, .all)
    logScale = [Double](repeating: 0, count: content == .curves ? 0 : rows)
    listing = zeros(states, .all)
    inflatedListing = zeros(tails, .all)
    isIntegrated = content == .all
    errors = content == .noise ? Self.errors(noise) : nil
    curve = FrequencyCurve(points: axis.shares.count)
    listed = FrequencyCurve(points: FrequencyAxis.coarse.shares.count)
    logs = [Double](repeating: 0, count: axis.shares.count + CountTables.noiseNodes(noise))
    room = RowRoom(nodes: clone.count, noise: CountTables.noiseNodes(noise))
    kept = keepsCurves ? CountCurves(points: axis.shares.count, rows: rows) : nil
  }

  /// Computes the likelihoods of one row's counts along the axis.
  ///
  /// - Returns: The rate of errors they are about.
  @discardableResult
  mutating func addCurve(_ key: RowKey, at row: Int) -> Double {
    let rate = data.kinds[Int(key.kind)].background?.mean ?? noise.centralRate
    let isNewCount =
      lastKey.map {
        ($0.isCensored, $0.depth, $0.alternate) != (key.isCensored, key.depth, key.alternate)
      } ?? true
    if isNewCount || rate != lastRate {
      fillCurve(key, rate: rate)
      kept?.append(curve)
    }
    kept?.set(row: row, kind: key.kind)
    (lastKey, lastRate) = (key, rate)
    return rate
  }

  /// Computes what one row's reads have without a clone, relative to the greatest of it.
  mutating func addNoise(_ key: RowKey, at row: Int) {
    _ = addNoise(key, at: row, kind: data.kinds[Int(key.kind)], scale: -.infinity)
  }

  /// Computes one row.
  mutating func add(_ key: RowKey, at row: Int, places: LocusPlaces) {
    let kind = data.kinds[Int(key.kind)]
    let rate = addCurve(key, at: row)
    if lastListing.map({ $0 != (key.depth, rate) }) ?? true, !key.isCensored {
      fillListing(depth: Int(key.depth), rate: rate)
      lastListing = (key.depth, rate)
    }
    let scale = addNoise(key, at: row, kind: kind, scale: curve.logScale)
    addClones(key, at: row, places: places, scale: scale)
    addListing(key, at: row, places: places)
  }

  // MARK: Clones

  /// The distribution of counts about a frequency `f`: a beta-binomial of precision `v + 1/f`.
  ///
  /// The added `1/f` keeps the density of the underlying frequency finite at 0.
  private mutating func batch(rate: Double) -> BetaBinomialBatch {
    if let known = batches.first(where: { $0.rate == rate }) { return known.batch }
    let precision = clone.precisions[0]
    let frequencies = axis.shares.map { Self.frequency($0, rate) }
    let batch = BetaBinomialBatch(
      means: frequencies, precisions: frequencies.map { precision + 1 / $0 })
    batches.append((rate, batch))
    return batch
  }

  static func frequency(_ share: Double, _ rate: Double) -> Double {
    min(max(share + (1 - share) * rate, FrequencyAxis.leastFrequency), ReadTables.greatestFrequency)
  }

  private mutating func fillCurve(_ key: RowKey, rate: Double) {
    if key.isCensored {
      let precision = clone.precisions[0]
      curve.fill(
        axis: axis,
        values: axis.shares.map { share in
          let f = Self.frequency(share, rate)
          return missed {
            ListingRule.upperTail(
              from: $0, depth: $1, mean: f, precision: precision + 1 / f)
          }
        })
      return
    }
    let points = axis.shares.count
    if let tables = tables(for: key, rate: rate) {
      logs.withUnsafeMutableBufferPointer { buffer in
        guard let logs = buffer.baseAddress else { return }
        tables.counts.logProbabilities(
          alternate: Int(key.alternate), depth: Int(key.depth), into: logs)
      }
      logs.withUnsafeBufferPointer { buffer in
        guard let logs = buffer.baseAddress else { return }
        curve.fill(axis: axis, logValues: logs, isIntegrated: isIntegrated)
      }
      return
    }
    let batch = batch(rate: rate)
    logs.withUnsafeMutableBufferPointer { buffer in
      guard let logs = buffer.baseAddress else { return }
      batch.logProbabilities(
        alternate: Int(key.alternate), depth: Int(key.depth), nodes: 0..<points, into: logs)
    }
    logs.withUnsafeBufferPointer { buffer in
      guard let logs = buffer.baseAddress else { return }
      curve.fill(axis: axis, logValues: logs, isIntegrated: isIntegrated)
    }
  }

  /// The tables, where a row's values are in them.
  private func tables(for key: RowKey, rate: Double) -> CountTables? {
    guard let tables, !key.isCensored, rate == noise.centralRate,
      Int(key.depth) <= tables.counts.limit
    else { return nil }
    return tables
  }

  /// P(the caller's rule fails), the depth being one of the sample's own.
  private func missed(_ tail: (_ count: Int, _ depth: Int) -> Double) -> Double {
    let sum = depths.reduce(0.0) { sum, depth in
      let least = max(
        caller.minimumAlternate, Int((caller.minimumFrequency * Double(depth)).rounded(.up)))
      return sum + 1 - tail(least, depth)
    }
    return max(sum / Double(depths.count), 1e-12)
  }

  private mutating func addClones(
    _ key: RowKey, at row: Int, places: LocusPlaces, scale: Double
  ) {
    let bins = CellFractionBins.count
    let factor = exp(curve.logScale - scale)
    // ln 2(k + 1) / [(n + 1)(n + 2)]: Beta(2, 1), all that is known of a clone whose copy number or
    // purity is wrong.
    let (n, k) = (Double(key.depth), Double(key.alternate))
    let misfit =
      key.isCensored
      ? 0 : ReadTables.misfit * exp(log(2 * (k + 1) / ((n + 1) * (n + 2))) - scale)
    curve.writeRanges(places.ranges, into: room.ranges)
    curve.writeValues(places.clonal, into: room.clonal)
    if places.hasLost {
      for (index, node) in places.nodes.enumerated() {
        for part in node.lost {
          for bin in 0..<bins {
            room.ranges[8 * index + bin] +=
              CellFractionBins.logWidths[bin] * part.weights[bin] * curve.value(part.place)
          }
        }
      }
    }
    let widths = Self.widths
    let start = row * clone.count * (states - 1)
    present.withUnsafeMutableBufferPointer { present in
      guard let present = present.baseAddress.map({ $0 + start }) else { return }
      for node in 0..<clone.count {
        let sums = UnsafeRawPointer(room.ranges + 8 * node).loadUnaligned(as: SIMD8<Double>.self)
        var values = factor * (sums / widths)
        values[bins] = (1 - ReadTables.misfit) * factor * room.clonal[node] + misfit
        UnsafeMutableRawPointer(present + 8 * node).storeBytes(
          of: SIMD8<Float>(values), as: SIMD8<Float>.self)
      }
    }
  }

  /// ln of the ratio of each range's ends; 1 in the place of every cell.
  private static let widths: SIMD8<Double> = {
    precondition(CellFractionBins.count == 7, "eight lanes hold the ends of the ranges")
    var widths = SIMD8<Double>(repeating: 1)
    for (bin, width) in CellFractionBins.logWidths.enumerated() { widths[bin] = width }
    return widths
  }()

  // MARK: Noise

  /// The distributions of counts of errors by rate and shape, then of tails, then of an inherited variant.
  private static func errors(_ noise: NoiseGrid) -> BetaBinomialBatch {
    let pairs =
      noise.rates.flatMap { rate in noise.shapes.map { ($0, $0 / rate) } }
      + NoiseGrid.tails.map { (1, $0) } + [(2, 2)]
    return BetaBinomialBatch(alphas: pairs.map(\.0), betas: pairs.map(\.1))
  }

  /// Fills the row of no clone; returns the row's scale, at least the one that is given.
  private mutating func addNoise(
    _ key: RowKey, at row: Int, kind: LocusKind, scale least: Double
  ) -> Double {
    let (n, k) = (Int(key.depth), Int(key.alternate))
    let split = key.orientation < 0 ? nil : data.splits[Int(key.orientation)]
    // What the curve's own table holds of this count, if it was taken from there.
    var known =
      kind.background == nil && tables(for: key, rate: noise.centralRate) != nil
      ? axis.shares.count : nil
    if let errors, kind.background == nil, !key.isCensored {
      known = 0
      logs.withUnsafeMutableBufferPointer { logs in
        guard let logs = logs.baseAddress else { return }
        errors.logProbabilities(alternate: k, depth: n, nodes: 0..<errors.count, into: logs)
      }
    }
    // Errors by rate and shape, then tails, then an inherited variant.
    let values = room.noise
    var next = 0
    for (rateIndex, rate) in noise.rates.enumerated() {
      // Normal samples know nothing of what fixation did to this one: the greater of both rates counts.
      let background = kind.background.flatMap {
        noise.isFixed && kind.change == .deamination && rate > $0.mean ? nil : $0
      }
      let orientation = split.map { Self.damage($0, errorRate: rate) } ?? 0
      for (shapeIndex, shape) in noise.shapes.enumerated() {
        if let known {
          values[next] = logs[known + rateIndex * noise.shapes.count + shapeIndex] + orientation
          next += 1
          continue
        }
        let (alpha, beta) =
          background.map { ($0.mean * $0.precision, (1 - $0.mean) * $0.precision) }
          ?? (shape, shape / rate)
        if key.isCensored {
          let (mean, precision) = (alpha / (alpha + beta), alpha + beta)
          values[next] = log(
            missed {
              ListingRule.upperTail(from: $0, depth: $1, mean: mean, precision: precision)
            })
        } else {
          values[next] =
            BetaBinomialBatch.logProbability(k, n, alpha: alpha, beta: beta) + orientation
        }
        next += 1
      }
    }
    let afterErrors = noise.rates.count * noise.shapes.count
    let damage = split.map(Self.damage) ?? 0
    for (place, tail) in NoiseGrid.tails.enumerated() {
      if let known {
        values[next] = logs[known + afterErrors + place] + damage
      } else if key.isCensored {
        values[next] = log(
          missed { ListingRule.inflatedTail(from: $0, depth: $1, tail: tail) })
      } else {
        values[next] = BetaBinomialBatch.logProbability(k, n, alpha: 1, beta: tail) + damage
      }
      next += 1
    }
    values[next] =
      key.isCensored
      ? log(missed { ListingRule.upperTail(from: $0, depth: $1, mean: 0.5, precision: 4) })
      : known.map { logs[$0 + afterErrors + NoiseGrid.tails.count] }
        ?? BetaBinomialBatch.logProbability(k, n, alpha: 2, beta: 2)
    var scale = least
    for index in 0...next { scale = max(scale, values[index]) }
    LaneFunctions.exponentials(of: values, minus: scale, count: next + 1, into: values)
    let tails = self.tails
    var mean = 0.0
    for index in 0..<tails {
      let value = values[afterErrors + index]
      mean += value / Double(tails)
      inflated[row * tails + index] = Float(value)
    }
    let fillsAll = !clean.isEmpty
    if fillsAll { germline[row] = Float(values[next]) }
    logScale[row] = scale
    let (start, steps) = (row * noise.count, NoiseGrid.coincidences.count)
    let isDeamination = kind.change == .deamination
    absent.withUnsafeMutableBufferPointer { absent in
      clean.withUnsafeMutableBufferPointer { clean in
        NoiseGrid.coincidences.withUnsafeBufferPointer { coincidences in
          for error in 0..<afterErrors {
            let value = values[error]
            for step in 0..<steps {
              let coincidence = coincidences[isDeamination ? step : 0]
              let node = start + error * steps + step
              absent[node] = Float((1 - coincidence) * value + coincidence * mean)
              if fillsAll { clean[node] = Float(value) }
            }
          }
        }
      }
    }
    return scale
  }

  /// `ln P(orientation of the alternate reads | errors at a rate) / P(... | clone)`.
  ///
  /// Of errors beyond the usual rate of C>T the rest is damage.
  private static func damage(_ split: OrientationSplit, errorRate: Double) -> Double {
    -split.logRatio(
      ordinaryErrors: min(1, AssayErrorRates.standard.rate(.deamination) / errorRate),
      plainArtefacts: 0)
  }

  /// The same of inflated reads, of which as many are damage as are of causes that know no orientation.
  static func damage(_ split: OrientationSplit) -> Double {
    -split.logRatio(ordinaryErrors: 0, plainArtefacts: 0.5)
  }

  // MARK: Listing

  private mutating func fillListing(depth: Int, rate: Double) {
    let count = rule.leastReads(depth: depth)
    for (index, tail) in NoiseGrid.tails.enumerated() {
      inflatedListed[index] = Float(
        ListingRule.inflatedTail(from: count, depth: depth, tail: tail))
    }
    if let listing = tables?.listing, rate == noise.centralRate, depth <= listing.limit,
      count <= depth, count <= ListingRule.mostAdded
    {
      var values = [Double](repeating: 0, count: listing.count)
      values.withUnsafeMutableBufferPointer { buffer in
        guard let values = buffer.baseAddress else { return }
        listing.upperTails(from: count, depth: depth, into: values)
      }
      listed.fill(axis: .coarse, values: values)
      return
    }
    let precision = clone.precisions[0]
    listed.fill(
      axis: .coarse,
      values: FrequencyAxis.coarse.shares.map {
        let f = Self.frequency($0, rate)
        return ListingRule.upperTail(
          from: count, depth: depth, mean: f, precision: precision + 1 / f)
      })
  }

  private mutating func addListing(_ key: RowKey, at row: Int, places: LocusPlaces) {
    // A site that the caller did not list is one that this sample cannot have listed.
    guard !key.isCensored else { return }
    let bins = CellFractionBins.count
    listed.writeRanges(places.centralRanges, into: room.ranges)
    listed.writeValues(places.centralClonal, into: room.clonal)
    let start = row * states
    listing[start] = 1e-4
    for bin in 0..<bins {
      var sum = room.ranges[bin] / CellFractionBins.logWidths[bin]
      for part in places.central.lost {
        sum += part.weights[bin] * listed.value(part.place)
      }
      listing[start + 1 + bin] = Float(min(1, sum))
    }
    listing[start + states - 1] = Float(min(1, room.clonal[0]))
    for index in 0..<tails { inflatedListing[row * tails + index] = inflatedListed[index] }
  }
}

/// Room for the sums of one row.
private final class RowRoom {
  /// Eight for each node of the clone grid.
  let ranges: UnsafeMutablePointer<Double>
  /// One for each node of the clone grid.
  let clonal: UnsafeMutablePointer<Double>
  /// One for each probability of a row of noise.
  let noise: UnsafeMutablePointer<Double>

  init(nodes: Int, noise count: Int) {
    ranges = .allocate(capacity: 9 * max(nodes, 1) + count)
    ranges.initialize(repeating: 0, count: 9 * max(nodes, 1) + count)
    clonal = ranges + 8 * max(nodes, 1)
    noise = clonal + max(nodes, 1)
  }

  deinit { ranges.deallocate() }
}
