import Glibc
import NumericalMethods

/// Where on a sample's ``FrequencyAxis`` the clones of one kind of locus lie at some cancer cell
/// fractions, for all nodes of its ``CloneGrid``.
///
/// It depends on no reads and not on what a site is left out of: found once for all sites of the kind.
final class CurvePlaces {
  /// The number of lines: see ``CurveLines``.
  let lines: Int
  /// The number of cancer cell fractions.
  let points: Int
  /// The line and the weight of each copy number of each node, one node after the other.
  fileprivate let partLines: [Int32]
  fileprivate let partWeights: [Double]
  /// The place after the last copy number of each node.
  fileprivate let partEnds: [Int32]
  /// The point of the axis below each place and how far each is towards the next, `[point][line]`, with
  /// room behind the last.
  fileprivate let indices: [Int32]
  fileprivate let fractions: [Float]

  /// Finds the places.
  ///
  /// - Parameters:
  ///   - kind: The places of the kind's states.
  ///   - side: The sample in a fit, whose weights of the nodes tell the mean of lines that are merged.
  ///   - cellFractions: Between 0 and 1.
  init(kind: LocusPlaces, side: SideState, cellFractions: [Double]) {
    let weights = side.cloneTotal
    var shares = CurveLines()
    var (partWeights, partEnds): ([Double], [Int32]) = ([], [])
    for (node, place) in kind.nodes.enumerated() {
      // No line is without a weight, so that each has a mean.
      let weight = max(weights[node], Self.leastWeight)
      for line in place.lines.subclonal + place.lines.lost.map(\.line) {
        shares.add(weight: weight * line.weight, share: line.share, odds: line.odds)
        partWeights.append(line.weight)
      }
      partEnds.append(Int32(partWeights.count))
    }
    partLines = shares.merge().map(Int32.init)
    (self.partWeights, self.partEnds) = (partWeights, partEnds)
    lines = shares.weights.count
    points = cellFractions.count
    let axis = side.tables.axis
    func captured(_ share: Double, _ odds: Double) -> Double {
      odds * share / (odds * share + 1 - share)
    }
    let room = points * lines + LaneKernels.linePadding
    var indices = [Int32](repeating: 0, count: room)
    var fractions = [Float](repeating: 0, count: room)
    let roots = shares.shares.map { FrequencyAxis.Root($0) }
    indices.withUnsafeMutableBufferPointer { indices in
      fractions.withUnsafeMutableBufferPointer { fractions in
        roots.withUnsafeBufferPointer { roots in
          shares.odds.withUnsafeBufferPointer { odds in
            var next = 0
            for cellFraction in cellFractions {
              let root = FrequencyAxis.Root(cellFraction)
              for line in roots.indices {
                let place =
                  odds[line] == 1
                  ? axis.place(root * roots[line])
                  : axis.place(captured(roots[line].share * cellFraction, odds[line]))
                (indices[next], fractions[next]) = (place.index, place.fraction)
                next += 1
              }
            }
          }
        }
      }
    }
    self.indices = indices
    self.fractions = fractions
  }

  private static let leastWeight = 1e-12
}

/// Reads the likelihood of one site along the cancer cell fraction, the nodes of both grids averaged over
/// as the other sites leave them: the only source of what is reported of a sample's reads beside the
/// posterior.
struct CurveReader {
  /// The likelihood of no clone, relative to ``logScale``.
  let absent: Double
  /// That of a clone in every cell, with all numbers of copies, relative to ``logScale``.
  let clonal: Double
  /// ln of what ``absent`` and ``clonal`` are relative to.
  let logScale: Double
  /// ln of what written values are relative to, less ``logScale``.
  let relativeScale: Double
  private let places: CurvePlaces
  /// The weight of each line, and zeros behind them.
  private let weights: [Double]
  /// The lines that have one.
  private let used: Range<Int>
  private let tables: ReadTables
  private let start: Int

  /// Nodes with less than this part of the greatest weight move no curve where it matters.
  private static let leastWeight = 1e-4

  /// Prepares a site; `nil` where the sample says nothing of it or its curves were not kept.
  ///
  /// - Parameters:
  ///   - side: The sample in a fit.
  ///   - site: The site.
  ///   - place: Its place in the fit; `nil` where it is not part of it.
  ///   - find: The places of a kind of locus.
  init?(_ side: SideState, site: Int, place: Int?, places find: (Int) -> CurvePlaces?) {
    let tables = side.tables
    let row = Int(tables.row[site])
    guard row >= 0, let curves = tables.curves, let places = find(Int(curves.kindOfRow[row]))
    else { return nil }
    let clones = side.clones
    let own = place.map { UnsafePointer(clones.row($0)) } ?? clones.ones
    var greatest = 0.0
    for index in 0..<clones.activeCount {
      let node = Int(clones.active[index])
      greatest = max(greatest, clones.total[node] / own[node])
    }
    var weights = [Double](repeating: 0, count: places.lines + LaneKernels.linePadding)
    var (mass, clonal) = (0.0, 0.0)
    var (first, end) = (places.lines, 0)
    weights.withUnsafeMutableBufferPointer { weights in
      places.partLines.withUnsafeBufferPointer { lines in
        places.partWeights.withUnsafeBufferPointer { partWeights in
          places.partEnds.withUnsafeBufferPointer { ends in
            for index in 0..<clones.activeCount {
              let node = Int(clones.active[index])
              let weight = clones.total[node] / own[node]
              guard weight > Self.leastWeight * greatest else { continue }
              mass += weight
              clonal += weight * tables.clonal(row: row, node: node)
              for part in (node == 0 ? 0 : Int(ends[node - 1]))..<Int(ends[node]) {
                let line = Int(lines[part])
                weights[line] += weight * partWeights[part]
                first = min(first, line)
                end = max(end, line + 1)
              }
            }
          }
        }
      }
    }
    self.places = places
    self.weights = weights
    used = min(first, end)..<end
    self.clonal = clonal / mass
    absent = side.absent(
      row: row, own: place.map { UnsafePointer(side.noise.row($0)) } ?? side.noise.ones)
    logScale = tables.logScale[row]
    let curve = Int(curves.curveOfRow[row])
    relativeScale = curves.logScales[curve] - logScale - log(mass)
    self.tables = tables
    start = curve * curves.points
  }

  /// Writes the likelihood at the places' cancer cell fractions, one mutated copy in each cell.
  ///
  /// - Complexity: About 1 ns for each fraction and line with weight.
  func write(into result: UnsafeMutablePointer<Double>) {
    guard let curves = tables.curves else { return }
    places.indices.withUnsafeBufferPointer { indices in
      places.fractions.withUnsafeBufferPointer { fractions in
        weights.withUnsafeBufferPointer { weights in
          curves.values.withUnsafeBufferPointer { values in
            guard let indices = indices.baseAddress, let fractions = fractions.baseAddress,
              let weights = weights.baseAddress, let values = values.baseAddress
            else { return }
            let first = used.lowerBound
            LaneKernels.lineSums(
              values + start, indices: indices + first, fractions: fractions + first,
              weights: weights + first, lines: used.count, points: places.points,
              stride: places.lines, into: result)
          }
        }
      }
    }
  }
}

extension SideState {
  /// The likelihood of no clone, relative to the row's scale.
  fileprivate func absent(row: Int, own: UnsafePointer<Double>) -> Double {
    tables.absent.withUnsafeBufferPointer { absent in
      guard let start = absent.baseAddress.map({ $0 + row * noise.nodes }) else { return 1 }
      return LaneKernels.meansOfColumns(
        start, start, total: UnsafePointer(noise.total), own: own,
        nodes: noise.activeNodes(listedUpTo: SideState.View.Grid.noise)
      ).first
    }
  }
}
