import Glibc
import NumericalMethods

/// Makes the likelihoods of clones from the likelihood curves of counts: the same curves, copy numbers and
/// errors from which origins are inferred, looked up at other cancer cell fractions.
struct CloneCurves {
  /// The sample's distinct counts.
  let rows: CloneRows
  /// The precision of allele counts.
  let precision: Double
  private let curves: CountCurves
  private let axis: FrequencyAxis
  private let leastOfTail: Double
  // The store may hold these curves.
  private unowned let store: CloneSampleStore

  /// Values below this part of the greatest are not told apart.
  private static let least: Float = 1e-30
  private static let block = 256

  /// Tabulates a sample's counts.
  ///
  /// - Parameters:
  ///   - sample: The sample.
  ///   - rows: Its distinct counts, one site for each pattern.
  ///   - precision: The precision of allele counts.
  init(_ sample: CloneSample, rows: CloneRows, precision: Double) {
    (self.rows, self.precision) = (rows, precision)
    (leastOfTail, store) = (sample.leastOfTail, sample.store)
    let axis = FrequencyAxis.resolving(
      effectiveDepth: min(precision, Double(rows.data.depth.max() ?? 1)))
    self.axis = axis
    let node = CloneGrid(
      sample.grid, purities: [sample.grid.priorPurity], isDoubled: [false], precision: precision,
      weights: [1])
    var builder = RowBuilder(
      axis: axis, data: rows.data, clone: node, noise: sample.noise, rule: sample.rule,
      caller: sample.caller, rows: rows.count, keepsCurves: true, content: .curves)
    for (row, key) in rows.counts.keys.enumerated() { builder.addCurve(key, at: row) }
    curves = builder.kept ?? CountCurves(points: axis.shares.count, rows: 0)
  }

  /// ln of the likelihoods under a model of the sample, at the nodes of a grid of fractions.
  ///
  /// - Parameter hasOthers: Whether artefacts and neutral tails are asked for.
  func table(
    _ model: CloneSampleModel, _ fractions: CloneFractions, hasOthers: Bool = true
  ) -> CloneTable {
    var table = CloneTable(rows: rows.count, points: fractions.nodes.count)
    guard rows.count > 0 else { return table }
    let room = Room(points: curves.points, steps: table.points, rows: Self.block)
    for (kind, rows) in rows.loci where !rows.isEmpty {
      let weights = store.weights(kind, model, axis, fractions)
      var start = 0
      while start < rows.count {
        let end = min(start + Self.block, rows.count)
        fill(&table, rows[start..<end], weights.values, room)
        start = end
      }
    }
    table.values.withUnsafeMutableBufferPointer { values in
      guard let values = values.baseAddress else { return }
      rows.writeAbsent(model.noise, into: values, stride: fractions.nodes.count)
    }
    if hasOthers { addOthers(&table, fractions) }
    return table
  }

  /// Room for the curves and likelihoods of some rows.
  private final class Room {
    let values: UnsafeMutablePointer<Float>
    let result: UnsafeMutablePointer<Float>

    init(points: Int, steps: Int, rows: Int) {
      values = .allocate(capacity: rows * points)
      result = .allocate(capacity: rows * steps)
    }

    deinit {
      values.deallocate()
      result.deallocate()
    }
  }

  /// Fills the fractions above 0 of some rows of one kind.
  private func fill(
    _ table: inout CloneTable, _ rows: ArraySlice<Int32>, _ weights: [Float], _ room: Room
  ) {
    let (points, steps) = (curves.points, table.points)
    curves.values.withUnsafeBufferPointer { curve in
      guard let curve = curve.baseAddress else { return }
      for (place, row) in rows.enumerated() {
        (room.values + place * points).update(
          from: curve + Int(curves.curveOfRow[Int(row)]) * points, count: points)
      }
    }
    weights.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      MatrixProduct.multiply(
        .init(rows: rows.count, inner: points, columns: steps), room.values, .plain, weights,
        .plain, into: room.result)
    }
    table.values.withUnsafeMutableBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for (place, row) in rows.enumerated() {
        let scale = curves.logScales[Int(curves.curveOfRow[Int(row)])]
        let (own, from) = (values + Int(row) * steps, room.result + place * steps)
        for g in 0..<steps { own[g] = Double(max(from[g], Self.least)) }
        // A clone in every cell whose copy number or purity is wrong altogether: see ReadTables.misfit.
        own[steps - 1] = max(
          Double(Self.least),
          (1 - ReadTables.misfit) * Double(from[steps - 1])
            + exp(self.rows.misfits[Int(row)] - scale))
        LaneFunctions.logarithms(of: own, count: steps, into: own)
        for g in 0..<steps { own[g] += scale }
      }
    }
  }

  /// Fills what artefacts and neutral tails have.
  ///
  /// The density of a tail falls as `1/c²` from the least fraction at which the sample lists a mutation.
  private func addOthers(_ table: inout CloneTable, _ fractions: CloneFractions) {
    table.artefacts = rows.artefacts
    let steps = fractions.nodes.count
    let range = (1..<(steps - 2)).drop { fractions.nodes[$0] < leastOfTail }
    // A step of √c is 2 √c wide in c.
    let density = range.map { pow(fractions.nodes[$0], -1.5) }
    let sum = density.reduce(0, +)
    let logs = density.map { log($0 / sum) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: steps) { room in
      logs.withUnsafeBufferPointer { logs in
        table.values.withUnsafeBufferPointer { values in
          guard let room = room.baseAddress, let logs = logs.baseAddress,
            let values = values.baseAddress
          else { return }
          for row in 0..<table.rows {
            table.tails[row] = LaneKernels.posterior(
              values + row * steps + range.startIndex, prior: logs, count: range.count, into: room)
          }
        }
      }
    }
  }
}
