import Glibc
import NumericalMethods

/// One sample's grids during a fit.
///
/// Of each site the evidence `m_i(θ)` of every node is kept, relative to the site's whole evidence; the
/// weights that the other sites leave a site are `p(θ) Π_j m_j(θ) / m_i(θ)`.
///
/// A class: its large tables are changed in place, round after round.
final class SideState {
  let tables: ReadTables
  /// The row of each site of the fit; -1 where the sample says nothing.
  private let rows: [Int]
  /// The sites of the fit, rising.
  private let sites: [Int]
  let clones: NodeEvidence
  let noise: NodeEvidence

  private static let width = CellFractionBins.states - 1

  /// Prepares the grids for the sites of a fit.
  init(tables: ReadTables, sites: [Int]) {
    precondition(Self.width == 8, "eight lanes hold the states of presence")
    self.tables = tables
    rows = sites.map { Int(tables.row[$0]) }
    self.sites = sites
    clones = NodeEvidence(logPrior: tables.clone.logPrior, sites: sites.count)
    noise = NodeEvidence(logPrior: tables.noise.logPrior, sites: sites.count)
  }

  /// A sample of one site alone, with the weights of the nodes that a fit leaves it.
  ///
  /// - Parameter place: The site's place in the fit; `nil` for all sites' weights.
  convenience init(tables: ReadTables, weightsOf fit: SideState, at place: Int?) {
    self.init(tables: tables, sites: [0])
    clones.take(fit.clones.weights(without: place))
    noise.take(fit.noise.weights(without: place))
  }

  /// The weights of the clone grid's nodes with all sites; they add to 1.
  var cloneTotal: [Double] { clones.weights(without: nil) }
  /// The weights of the noise grid's nodes with all sites; they add to 1.
  var noiseTotal: [Double] { noise.weights(without: nil) }

  /// A site's likelihoods with the nodes averaged over.
  struct Likelihoods {
    /// By state: absent, then present.
    var states: UnsafeMutablePointer<Double>
    /// Of errors alone.
    var clean: Double
    /// By tail of an artefact.
    var inflated: UnsafePointer<Float>?
    /// Of an inherited variant.
    var germline: Double
  }

  /// Averages a site's likelihoods over the nodes as the other sites leave them.
  @inline(__always)
  func likelihoods(_ index: Int, into states: UnsafeMutablePointer<Double>) -> Likelihoods {
    average(row: rows[index], states, clones.row(index), noise.row(index))
  }

  /// The same for any site.
  ///
  /// - Parameter place: Its place in the fit; `nil` where it is not part of it.
  func likelihoods(
    site: Int, at place: Int? = nil, into states: UnsafeMutablePointer<Double>
  ) -> Likelihoods {
    average(
      row: Int(tables.row[site]), states,
      place.map { UnsafePointer(clones.row($0)) } ?? clones.ones,
      place.map { UnsafePointer(noise.row($0)) } ?? noise.ones)
  }

  @inline(__always)
  private func average(
    row: Int, _ states: UnsafeMutablePointer<Double>, _ cloneOwn: UnsafePointer<Double>,
    _ noiseOwn: UnsafePointer<Double>
  ) -> Likelihoods {
    guard row >= 0 else {
      for z in 0...Self.width { states[z] = 1 }
      return Likelihoods(states: states, clean: 1, inflated: nil, germline: 1)
    }
    var present = SIMD8<Double>.zero
    var mass = 0.0
    tables.present.withUnsafeBufferPointer { likelihoods in
      guard let start = likelihoods.baseAddress.map({ $0 + row * clones.nodes * Self.width })
      else { return }
      for place in 0..<clones.activeCount {
        let node = Int(clones.active[place])
        let weight = clones.total[node] / cloneOwn[node]
        mass += weight
        present += weight * Self.lanes(start + node * Self.width)
      }
    }
    let scale = 1 / mass
    for z in 0..<Self.width { states[z + 1] = present[z] * scale }
    var (absent, clean) = (0.0, 0.0)
    mass = 0
    tables.absent.withUnsafeBufferPointer { absents in
      tables.clean.withUnsafeBufferPointer { cleans in
        let base = row * noise.nodes
        for place in 0..<noise.activeCount {
          let node = Int(noise.active[place])
          let weight = noise.total[node] / noiseOwn[node]
          mass += weight
          absent += weight * Double(absents[base + node])
          clean += weight * Double(cleans[base + node])
        }
      }
    }
    states[0] = absent / mass
    let inflated = tables.inflated.withUnsafeBufferPointer {
      $0.baseAddress.map { $0 + row * NoiseGrid.tails.count }
    }
    return Likelihoods(
      states: states, clean: clean / mass, inflated: inflated,
      germline: Double(tables.germline[row]))
  }

  @inline(__always)
  private static func lanes(_ values: UnsafePointer<Float>) -> SIMD8<Double> {
    SIMD8<Double>(UnsafeRawPointer(values).loadUnaligned(as: SIMD8<Float>.self))
  }

  /// Takes a site's evidence of each node.
  ///
  /// - Parameters:
  ///   - index: The site's place in the fit.
  ///   - weights: For each state the rest of the site's evidence, relative to all of it.
  ///   - others: The evidence that does not hold this sample's nodes: artefacts and inherited
  ///     variants.
  ///   - clean: The part of ``others`` in which this sample shows errors alone, without them.
  ///   - own: The site's likelihoods as averaged.
  func update(
    _ index: Int, weights: UnsafePointer<Double>, others: Double, clean: Double, own: Likelihoods
  ) {
    let row = rows[index]
    guard row >= 0 else { return }
    let fixed = others + weights[0] * own.states[0]
    let factors = UnsafeRawPointer(weights + 1).loadUnaligned(as: SIMD8<Double>.self)
    let present =
      (factors * UnsafeRawPointer(own.states + 1).loadUnaligned(as: SIMD8<Double>.self)).sum()
    let evidence = clones.row(index)
    tables.present.withUnsafeBufferPointer { likelihoods in
      guard let start = likelihoods.baseAddress.map({ $0 + row * clones.nodes * Self.width })
      else { return }
      for place in 0..<clones.activeCount {
        let node = Int(clones.active[place])
        let sum = (factors * Self.lanes(start + node * Self.width)).sum()
        evidence[node] = NodeEvidence.bounded(fixed + sum)
      }
    }
    let rest = max(others - clean * own.clean + present, 0)
    let absent = weights[0]
    let noiseEvidence = noise.row(index)
    tables.absent.withUnsafeBufferPointer { absents in
      tables.clean.withUnsafeBufferPointer { cleans in
        let base = row * noise.nodes
        for place in 0..<noise.activeCount {
          let node = Int(noise.active[place])
          noiseEvidence[node] = NodeEvidence.bounded(
            rest + absent * Double(absents[base + node]) + clean * Double(cleans[base + node]))
        }
      }
    }
  }

  /// The place of a site in the fit; `nil` where it is not part of it.
  func place(of site: Int) -> Int? {
    var (low, high) = (0, sites.count)
    while low < high {
      let middle = (low + high) / 2
      if sites[middle] < site { low = middle + 1 } else { high = middle }
    }
    return low < sites.count && sites[low] == site ? low : nil
  }

  /// Turns the sites' evidence into the weights that each leaves the others.
  func settle(movesNoise: Bool) {
    clones.settle(rows)
    if movesNoise { noise.settle(rows) }
  }
}
