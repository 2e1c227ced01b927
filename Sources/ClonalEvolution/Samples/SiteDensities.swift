import Glibc

/// The likelihoods of a sample's sites along the cancer cell fraction, read from the curves of a fit.
///
/// Each site's is found when it is first asked for.
final class SiteDensities {
  /// The patient's cancer cell fractions.
  let grid: CellFractionGrid
  /// Quadrature weight times prior density at each node.
  let slabWeights: [Double]
  private let side: SideState
  private let count: Int
  private var isKnown: [Bool]
  private var places: [ObjectIdentifier: CurvePlaces] = [:]
  private var likelihoods: [StateLikelihoods]
  /// `L(c) / L(S)`, `[site][node]`.
  private var density: [Double] = []
  /// `∫ L(c) h(c) dc / L(S)` over each panel, `[site][panel]`.
  private var panelMasses: [Double] = []

  /// Takes a sample.
  ///
  /// - Parameters:
  ///   - side: The sample in a fit whose curves were kept.
  ///   - sites: The number of sites.
  ///   - grid: The patient's cancer cell fractions.
  ///   - slab: The prior density.
  init(side: SideState, sites: Int, grid: CellFractionGrid, slab: SlabShape) {
    self.side = side
    self.grid = grid
    count = sites
    slabWeights = zip(grid.nodes, grid.weights).map { slab.density(at: $0) * $1 }
    isKnown = [Bool](repeating: false, count: sites)
    likelihoods = [StateLikelihoods](repeating: .uninformative, count: sites)
  }

  /// ln L(0), ln L(S) and ln L(C) of a site, up to a constant; zeros where the sample says nothing.
  func likelihoods(_ site: Int) -> StateLikelihoods {
    fill(site)
    return likelihoods[site]
  }

  /// Runs `body` with the posterior of a site's cancer cell fraction, given sub-clonal.
  func withPosterior<Result>(
    _ site: Int, _ body: (CellFractionPosterior) -> Result
  ) -> Result {
    fill(site)
    return slabWeights.withUnsafeBufferPointer { weights in
      density.withUnsafeBufferPointer { density in
        panelMasses.withUnsafeBufferPointer { masses in
          guard let weights = weights.baseAddress, let density = density.baseAddress,
            let masses = masses.baseAddress
          else { preconditionFailure("a grid has nodes") }
          return body(
            CellFractionPosterior(
              grid: grid, slabWeights: weights, density: density + site * grid.nodes.count,
              masses: masses + site * grid.panels))
        }
      }
    }
  }

  /// The states of one site's likelihoods, averaged over the grids as the other sites leave them.
  func write(_ site: Int, into states: UnsafeMutablePointer<Double>) {
    _ = side.likelihoods(site: site, at: side.place(of: site), into: states)
  }

  private func fill(_ site: Int) {
    guard !isKnown[site] else { return }
    isKnown[site] = true
    if density.isEmpty {
      density = [Double](repeating: 0, count: count * grid.nodes.count)
      panelMasses = [Double](repeating: 0, count: count * grid.panels)
    }
    guard
      let reader = CurveReader(
        side, site: site, place: side.place(of: site), places: { kindPlaces($0) })
    else { return }
    let sum = write(reader, site)
    let least = Double.leastNormalMagnitude
    likelihoods[site] = StateLikelihoods(
      absent: reader.logScale + log(max(reader.absent, least)),
      subclonal: reader.logScale + reader.relativeScale + log(max(sum, least)),
      clonal: reader.logScale + log(max(reader.clonal, least)))
  }

  private func kindPlaces(_ kind: Int) -> CurvePlaces? {
    guard let states = side.tables.places[kind] else { return nil }
    if let known = places[ObjectIdentifier(states)] { return known }
    let found = CurvePlaces(kind: states, side: side, cellFractions: grid.nodes)
    places[ObjectIdentifier(states)] = found
    return found
  }

  /// Writes a site's density and its panels' masses; returns the integral of the likelihood.
  private func write(_ reader: CurveReader, _ site: Int) -> Double {
    let (nodes, panels, order) = (grid.nodes.count, grid.panels, grid.order)
    return density.withUnsafeMutableBufferPointer { density in
      panelMasses.withUnsafeMutableBufferPointer { masses in
        slabWeights.withUnsafeBufferPointer { weights in
          guard let row = density.baseAddress.map({ $0 + site * nodes }),
            let masses = masses.baseAddress.map({ $0 + site * panels }),
            let weights = weights.baseAddress
          else { return 0 }
          func integrate() -> Double {
            var total = 0.0
            for panel in 0..<panels {
              var mass = 0.0
              for i in (panel * order)..<((panel + 1) * order) { mass += weights[i] * row[i] }
              masses[panel] = mass
              total += mass
            }
            return total
          }
          reader.write(into: row)
          let sum = integrate()
          guard sum > 0 else {
            // Where every value vanishes nothing is told of the fraction.
            for i in 0..<nodes { row[i] = 1 }
            _ = integrate()
            return sum
          }
          let inverse = 1 / sum
          for i in 0..<nodes { row[i] *= inverse }
          for panel in 0..<panels { masses[panel] *= inverse }
          return sum
        }
      }
    }
  }
}
