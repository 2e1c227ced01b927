import Glibc

/// Where on a sample's ``FrequencyAxis`` the clones of one kind of locus lie at some cancer cell
/// fractions, for all nodes of its ``CloneGrid``.
///
/// It depends on no reads and not on what a site is left out of: found once for all sites of the kind.
struct CurvePlaces {
  /// The number of lines: see ``CurveLines``.
  let lines: Int
  /// The number of cancer cell fractions.
  let points: Int
  /// The line and the weight of each copy number of each node, `[node]`.
  fileprivate let parts: [[(line: Int, weight: Double)]]
  /// The point of the axis below each place and how far each is towards the next, `[point][line]`.
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
    var counts: [Int] = []
    for (node, place) in kind.nodes.enumerated() {
      // No line is without a weight, so that each has a mean.
      let weight = max(weights[node], Self.leastWeight)
      for part in place.subclonal {
        shares.add(weight: weight * part.weight, share: part.clonalShare, odds: part.captureOdds)
      }
      for part in place.lostLines {
        shares.add(weight: weight * part.weight, share: part.share, odds: part.odds)
      }
      counts.append(place.subclonal.count + place.lostLines.count)
    }
    let line = shares.merge()
    var next = 0
    parts = kind.nodes.enumerated().map { node, place in
      let own = place.subclonal.map(\.weight) + place.lostLines.map(\.weight)
      defer { next += counts[node] }
      return own.enumerated().map { (line: line[next + $0], weight: $1) }
    }
    lines = shares.weights.count
    points = cellFractions.count
    let axis = side.tables.axis
    var indices: [Int32] = []
    var fractions: [Float] = []
    indices.reserveCapacity(points * lines)
    fractions.reserveCapacity(points * lines)
    for cellFraction in cellFractions {
      for line in 0..<lines {
        let (share, odds) = (shares.shares[line] * cellFraction, shares.odds[line])
        let place = axis.place(odds == 1 ? share : odds * share / (odds * share + 1 - share))
        indices.append(place.index)
        fractions.append(place.fraction)
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
  /// The weight of each line.
  private let weights: [Double]
  /// The lines that have one.
  private let used: Range<Int>
  private let curves: CountCurves
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
    var weights = [Double](repeating: 0, count: places.lines)
    var (mass, clonal) = (0.0, 0.0)
    var (first, end) = (places.lines, 0)
    for index in 0..<clones.activeCount {
      let node = Int(clones.active[index])
      let weight = clones.total[node] / own[node]
      guard weight > Self.leastWeight * greatest else { continue }
      mass += weight
      clonal += weight * tables.clonal(row: row, node: node)
      for part in places.parts[node] {
        weights[part.line] += weight * part.weight
        first = min(first, part.line)
        end = max(end, part.line + 1)
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
    self.curves = curves
    start = curve * curves.points
  }

  /// Writes the likelihood at the places' cancer cell fractions, one mutated copy in each cell.
  ///
  /// - Complexity: About 1 ns for each fraction and line with weight.
  func write(into result: UnsafeMutablePointer<Double>) {
    places.indices.withUnsafeBufferPointer { indices in
      places.fractions.withUnsafeBufferPointer { fractions in
        weights.withUnsafeBufferPointer { weights in
          curves.values.withUnsafeBufferPointer { values in
            guard let indices = indices.baseAddress, let fractions = fractions.baseAddress,
              let weights = weights.baseAddress, let values = values.baseAddress.map({ $0 + start })
            else { return }
            for point in 0..<places.points {
              let row = point * places.lines
              @inline(__always)
              func term(_ line: Int) -> Double {
                let place = Int(indices[row + line])
                let low = values[place]
                return weights[line]
                  * Double(low + fractions[row + line] * (values[place + 1] - low))
              }
              // Two sums, so that neither waits for the other.
              var (even, odd) = (0.0, 0.0)
              var line = used.lowerBound
              while line + 1 < used.upperBound {
                even += term(line)
                odd += term(line + 1)
                line += 2
              }
              if line < used.upperBound { even += term(line) }
              result[point] = even + odd
            }
          }
        }
      }
    }
  }
}

extension SideState {
  /// The likelihood of no clone, relative to the row's scale.
  fileprivate func absent(row: Int, own: UnsafePointer<Double>) -> Double {
    var (sum, mass) = (0.0, 0.0)
    for index in 0..<noise.activeCount {
      let node = Int(noise.active[index])
      let weight = noise.total[node] / own[node]
      mass += weight
      sum += weight * Double(tables.absent[row * noise.nodes + node])
    }
    return sum / mass
  }
}
