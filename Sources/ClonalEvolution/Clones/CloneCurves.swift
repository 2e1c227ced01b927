import Glibc
import NumericalMethods
import TumorModel

/// Makes the likelihoods of clones from the likelihood curves of counts: the same curves, copy numbers and
/// errors from which origins are inferred, looked up at other cancer cell fractions.
struct CloneCurves {
  let data: SampleData
  let tables: ReadTables
  let grid: CloneGrid
  /// The precision of allele counts.
  let precision: Double
  /// The least cancer cell fraction of a neutral tail.
  let leastOfTail: Double

  /// A site of each row.
  private let sites: [Int32]

  /// Values below this part of the greatest are not told apart.
  private static let least: Float = 1e-30
  private static let block = 256

  /// Tabulates a sample's counts.
  ///
  /// - Parameters:
  ///   - sample: The sample.
  ///   - data: Its reads, one site for each pattern.
  ///   - precision: The precision of allele counts.
  init(_ sample: CloneSample, data: SampleData, precision: Double) {
    self.data = data
    self.precision = precision
    grid = sample.grid
    leastOfTail = sample.leastOfTail
    let node = CloneGrid(
      sample.grid, purities: [sample.grid.priorPurity], isDoubled: [false], precision: precision,
      weights: [1])
    tables = ReadTables(
      data: data, clone: node, noise: sample.noise, listing: sample.rule, caller: sample.caller,
      weighsOrientation: sample.weighsOrientation, keepsCurves: true)
    var sites = [Int32](repeating: -1, count: tables.rows)
    for (site, row) in tables.row.enumerated() where row >= 0 { sites[Int(row)] = Int32(site) }
    self.sites = sites
  }

  /// ln of the likelihoods under a model of the sample, at the nodes of a grid of fractions.
  func table(_ model: CloneSampleModel, _ fractions: CloneFractions) -> CloneTable {
    var table = CloneTable(rows: tables.rows, points: fractions.nodes.count)
    guard let curves = tables.curves, tables.rows > 0 else { return table }
    var rowsOfKinds = [[Int32]](repeating: [], count: data.kinds.count)
    for row in 0..<tables.rows { rowsOfKinds[Int(curves.kindOfRow[row])].append(Int32(row)) }
    let nodes = CloneGrid(
      grid, purities: model.purities, isDoubled: model.isDoubled, precision: model.precision,
      weights: model.weights)
    let places = LocusPlaces.shared(kinds: data.kinds, grid: nodes, axis: tables.axis)
    for (kind, rows) in rowsOfKinds.enumerated() where !rows.isEmpty {
      guard let places = places[kind] else { continue }
      let weights = CurveWeights(
        kind: data.kinds[kind], places: places, grid: nodes, model: model, axis: tables.axis,
        fractions: fractions)
      var start = 0
      while start < rows.count {
        let end = min(start + Self.block, rows.count)
        fill(&table, Array(rows[start..<end]), curves, weights.values, fractions)
        start = end
      }
    }
    addAbsent(&table, model)
    addOthers(&table, fractions)
    return table
  }

  /// Fills the fractions above 0 of some rows of one kind.
  private func fill(
    _ table: inout CloneTable, _ rows: [Int32], _ curves: CountCurves, _ weights: [Float],
    _ fractions: CloneFractions
  ) {
    let (points, steps) = (curves.points, fractions.nodes.count)
    var values = [Float](repeating: 0, count: rows.count * points)
    var result = [Float](repeating: 0, count: rows.count * steps)
    values.withUnsafeMutableBufferPointer { values in
      curves.values.withUnsafeBufferPointer { curve in
        guard let values = values.baseAddress, let curve = curve.baseAddress else { return }
        for (place, row) in rows.enumerated() {
          (values + place * points).update(
            from: curve + Int(curves.curveOfRow[Int(row)]) * points, count: points)
        }
        weights.withUnsafeBufferPointer { weights in
          result.withUnsafeMutableBufferPointer { result in
            guard let weights = weights.baseAddress, let result = result.baseAddress else { return }
            MatrixProduct.multiply(
              .init(rows: rows.count, inner: points, columns: steps), values, .plain, weights,
              .plain, into: result)
          }
        }
      }
    }
    for (place, row) in rows.enumerated() {
      let scale = curves.logScales[Int(curves.curveOfRow[Int(row)])]
      let start = Int(row) * steps
      let clonal = Double(result[place * steps + steps - 1])
      for g in 0..<steps {
        table.values[start + g] = Double(max(result[place * steps + g], Self.least))
      }
      table.values[start + steps - 1] = max(
        Double(Self.least), (1 - ReadTables.misfit) * clonal + misfit(Int(row), scale))
      table.values.withUnsafeMutableBufferPointer { values in
        guard let own = values.baseAddress.map({ $0 + start }) else { return }
        LaneFunctions.logarithms(of: own, count: steps, into: own)
        for g in 0..<steps { own[g] += scale }
      }
    }
  }

  /// What a clone in every cell has where its copy number or the purity is wrong altogether: see
  /// ``ReadTables/misfit``.
  private func misfit(_ row: Int, _ scale: Double) -> Double {
    let site = Int(sites[row])
    guard data.use[site] == .counted else { return 0 }
    let (n, k) = (Double(data.depth[site]), Double(data.alternate[site]))
    return ReadTables.misfit * exp(log(2 * (k + 1) / ((n + 1) * (n + 2))) - scale)
  }

  /// Fills the fraction 0.
  private func addAbsent(_ table: inout CloneTable, _ model: CloneSampleModel) {
    let nodes = tables.noise.count
    for row in 0..<tables.rows {
      var sum = 0.0
      for node in 0..<nodes { sum += model.noise[node] * Double(tables.absent[row * nodes + node]) }
      table.values[row * table.points] = tables.logScale[row] + log(max(sum, 1e-38))
    }
  }

  /// ln of the likelihood of absence at each node of the noise grid, `[row][node]`.
  func absentByNode(_ row: Int, _ node: Int) -> Double {
    log(max(Double(tables.absent[row * tables.noise.count + node]), 1e-38))
  }

  /// Fills what artefacts and neutral tails have.
  ///
  /// The density of a tail falls as `1/c²` from the least fraction at which the sample lists a mutation.
  private func addOthers(_ table: inout CloneTable, _ fractions: CloneFractions) {
    let tails = NoiseGrid.tails.count
    let steps = fractions.nodes.count
    var density = [Double](repeating: 0, count: steps)
    for g in 1..<(steps - 2) where fractions.nodes[g] >= leastOfTail {
      // A step of √c is 2 √c wide in c.
      density[g] = pow(fractions.nodes[g], -1.5)
    }
    let sum = density.reduce(0, +)
    let logs = density.map { $0 > 0 ? log($0 / sum) : -.infinity }
    var room = [Double](repeating: 0, count: steps)
    for row in 0..<tables.rows {
      var mean = 0.0
      for tail in 0..<tails { mean += Double(tables.inflated[row * tails + tail]) }
      table.artefacts[row] = tables.logScale[row] + log(max(mean / Double(tails), 1e-38))
      for g in 0..<steps { room[g] = logs[g] + table.values[row * steps + g] }
      table.tails[row] = CloneMixture.logSum(&room)
    }
  }
}

/// The weights with which the points of a ``FrequencyAxis`` make the likelihoods of clones at one kind of
/// locus: purities, copy numbers and mutated copies averaged over.
private struct CurveWeights {
  /// `[point][fraction]`.
  private(set) var values: [Float]
  private let steps: Int

  init(
    kind: LocusKind, places: LocusPlaces, grid: CloneGrid, model: CloneSampleModel,
    axis: FrequencyAxis, fractions: CloneFractions
  ) {
    steps = fractions.nodes.count
    var sums = [Double](repeating: 0, count: axis.shares.count * fractions.nodes.count)
    let inner = 1..<fractions.clonal
    func add(_ place: FrequencyAxis.Place, _ g: Int, _ weight: Double) {
      let start = Int(place.index) * fractions.nodes.count + g
      sums[start] += weight * (1 - Double(place.fraction))
      sums[start + fractions.nodes.count] += weight * Double(place.fraction)
    }
    func captured(_ share: Double, _ odds: Double) -> Double {
      odds == 1 ? min(share, 1) : odds * min(share, 1) / (odds * min(share, 1) + 1 - min(share, 1))
    }
    let copyNumber = kind.mixture == nil ? kind.copyNumber : nil
    let several = Set([copyNumber?.major ?? 1, copyNumber?.minor ?? 1]).filter { $0 > 1 }.sorted()
    let normal = kind.normalCopies ?? 2
    let hasOwn =
      model.ownCopies > 0 && copyNumber.map { $0.total != normal || $0.major > 1 } ?? false
    let shared = hasOwn ? 1 - model.ownCopies : 1
    for (index, node) in places.nodes.enumerated() {
      let (weight, purity) = (model.weights[index], model.purities[index])
      guard weight > 1e-6 else { continue }
      for part in node.subclonal {
        let one = several.isEmpty ? 1 : 1 - CloneSampleModel.severalCopies
        for g in inner {
          let share = part.clonalShare * fractions.nodes[g]
          let whole = shared * weight * part.weight
          add(axis.place(captured(share, part.captureOdds)), g, whole * one)
          for copies in several {
            add(
              axis.place(captured(Double(copies) * share, part.captureOdds)), g,
              whole * (1 - one) / Double(several.count))
          }
        }
      }
      for line in node.lostLines {
        for g in inner {
          add(
            axis.place(captured(line.share * fractions.nodes[g], line.odds)), g,
            shared * weight * line.weight)
        }
      }
      for part in node.clonal { add(part.place, fractions.clonal, shared * weight * part.weight) }
      guard hasOwn, let copyNumber else { continue }
      // Tumour cells without the mutation have the normal copies.
      let most = min(copyNumber.major, Self.mostCopies)
      for copies in 1...most {
        for g in 1..<fractions.nodes.count {
          let c = fractions.nodes[g]
          let molecules =
            purity * (c * Double(copyNumber.total) + (1 - c) * Double(normal))
            + (1 - purity) * Double(normal)
          guard molecules > 0 else { continue }
          add(
            axis.place(captured(purity * c * Double(copies) / molecules, kind.captureOdds)), g,
            model.ownCopies * weight / Double(most))
        }
      }
    }
    values = sums.map { Float($0) }
  }

  private static let mostCopies = 12
}
