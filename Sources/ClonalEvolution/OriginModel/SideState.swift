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
  // The starts of the tables, which never change.
  private let rowsOfSites: UnsafePointer<Int>?
  private let present: UnsafePointer<Float>?
  private let absent: UnsafePointer<Float>?
  private let clean: UnsafePointer<Float>?
  private let inflated: UnsafePointer<Float>?
  private let germline: UnsafePointer<Float>?

  private static let width = CellFractionBins.states - 1

  /// Prepares the grids for the sites of a fit.
  init(tables: ReadTables, sites: [Int]) {
    precondition(Self.width == 8, "eight lanes hold the states of presence")
    self.tables = tables
    rows = sites.map { Int(tables.row[$0]) }
    self.sites = sites
    rowsOfSites = Self.start(rows)
    present = Self.start(tables.present)
    absent = Self.start(tables.absent)
    clean = Self.start(tables.clean)
    inflated = Self.start(tables.inflated)
    germline = Self.start(tables.germline)
    clones = NodeEvidence(logPrior: tables.clone.logPrior, sites: sites.count)
    noise = NodeEvidence(logPrior: tables.noise.logPrior, sites: sites.count)
  }

  /// Where an array that lives as long as this object and is never changed begins.
  private static func start<Element>(_ array: [Element]) -> UnsafePointer<Element>? {
    array.withUnsafeBufferPointer { $0.baseAddress }
  }

  /// A sample of one site alone, with the weights of the nodes that a fit leaves it.
  ///
  /// - Parameter place: The site's place in the fit; `nil` for all sites' weights.
  convenience init(tables: ReadTables, weightsOf fit: SideState, at place: Int?) {
    self.init(tables: tables, sites: [0])
    clones.take(fit.clones.weights(without: place))
    noise.take(fit.noise.weights(without: place))
  }

  /// The mean of the same sample's grids in several fits.
  ///
  /// - Parameters:
  ///   - sides: One for each fit.
  ///   - shares: The weight of each; they add to 1.
  ///   - bySite: The same for each site of the fit, its own reads left out.
  convenience init(mixing sides: [SideState], shares: [Double], bySite: [[Double]]) {
    self.init(tables: sides[0].tables, sites: sides[0].sites)
    clones.mix(sides.map(\.clones), shares: shares, bySite: bySite)
    noise.mix(sides.map(\.noise), shares: shares, bySite: bySite)
  }

  /// The same grids, to be changed without changing these.
  func copied() -> SideState {
    let copy = SideState(tables: tables, sites: sites)
    copy.clones.take(clones)
    copy.noise.take(noise)
    return copy
  }

  /// How often the expected rate of errors the mean rate is, where none is stated; 0 where one is.
  ///
  /// - Parameter place: A site of the fit that does not tell of it; `nil` for none.
  func raisedErrors(without place: Int?) -> Double {
    guard !tables.noise.isRateStated else { return 0 }
    return noise.mean(tables.noise.ratesOfNodes, without: place) / tables.noise.priorRate
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
    /// Whether the sample says something.
    @inline(__always)
    var tells: Bool { inflated != nil }
  }

  /// Averages a site's likelihoods over the nodes as the other sites leave them.
  ///
  /// - Parameters:
  ///   - site: Any site.
  ///   - place: Its place in the fit; `nil` where it is not part of it.
  func likelihoods(
    site: Int, at place: Int? = nil, into states: UnsafeMutablePointer<Double>
  ) -> Likelihoods {
    view().average(
      row: Int(tables.row[site]), states,
      place.map { UnsafePointer(clones.row($0)) } ?? clones.ones,
      place.map { UnsafePointer(noise.row($0)) } ?? noise.ones)
  }

  /// What a round reads and writes, as it stands: valid until ``settle(movesNoise:)`` and no longer than
  /// this object.
  ///
  /// - Parameter movesNoise: Whether sites tell of the rates of errors.
  func view(movesNoise: Bool = true) -> View {
    View(
      movesNoise: movesNoise,
      rows: rowsOfSites, present: present, absent: absent, clean: clean, inflated: inflated,
      germline: germline, clones: View.Grid(clones, listedUpTo: View.Grid.clones),
      noise: View.Grid(noise, listedUpTo: View.Grid.noise))
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

  /// Goes on along the last step of both grids.
  func leap(_ reach: Double, movesNoise: Bool) {
    clones.leap(reach)
    if movesNoise { noise.leap(reach) }
  }

  /// Turns the sites' evidence into the weights that each leaves the others.
  func settle(movesNoise: Bool) {
    clones.settle(rows)
    if movesNoise { noise.settle(rows) }
  }
}

extension SideState {
  /// A sample's tables and grids as plain pointers, so that a round counts no references.
  struct View {
    /// One grid.
    struct Grid {
      let nodes: LaneKernels.Nodes
      let count: Int
      let total: UnsafePointer<Double>
      let evidence: UnsafeMutablePointer<Double>

      /// The parts of all nodes up to which lists are faster: see
      /// ``NodeEvidence/activeNodes(listedUpTo:)``. A clone's node has a row of its own, so that a list
      /// spares more.
      static let clones = 0.75
      static let noise = 0.25

      init(_ grid: NodeEvidence, listedUpTo share: Double) {
        nodes = grid.activeNodes(listedUpTo: share)
        count = grid.nodes
        total = UnsafePointer(grid.total)
        evidence = grid.row(0)
      }

      @inline(__always)
      func row(_ index: Int) -> UnsafeMutablePointer<Double> { evidence + index * count }
    }

    fileprivate let movesNoise: Bool
    fileprivate let rows: UnsafePointer<Int>?
    fileprivate let present: UnsafePointer<Float>?
    fileprivate let absent: UnsafePointer<Float>?
    fileprivate let clean: UnsafePointer<Float>?
    fileprivate let inflated: UnsafePointer<Float>?
    fileprivate let germline: UnsafePointer<Float>?
    fileprivate let clones: Grid
    fileprivate let noise: Grid

    /// Averages a site's likelihoods over the nodes as the other sites leave them.
    ///
    /// - Parameter index: The site's place in the fit.
    @inline(__always)
    func likelihoods(_ index: Int, into states: UnsafeMutablePointer<Double>) -> Likelihoods {
      average(
        row: rows?[index] ?? -1, states, UnsafePointer(clones.row(index)),
        UnsafePointer(noise.row(index)))
    }

    @inline(__always)
    fileprivate func average(
      row: Int, _ states: UnsafeMutablePointer<Double>, _ cloneOwn: UnsafePointer<Double>,
      _ noiseOwn: UnsafePointer<Double>
    ) -> Likelihoods {
      guard row >= 0, let present, let absent, let clean, let inflated, let germline else {
        for z in 0...width { states[z] = 1 }
        return Likelihoods(states: states, clean: 1, inflated: nil, germline: 1)
      }
      LaneKernels.meanOfRows(
        present + row * clones.count * width, total: clones.total, own: cloneOwn,
        nodes: clones.nodes, into: states + 1)
      let base = row * noise.count
      let noises = LaneKernels.meansOfColumns(
        absent + base, clean + base, total: noise.total, own: noiseOwn, nodes: noise.nodes)
      states[0] = noises.first
      return Likelihoods(
        states: states, clean: noises.second, inflated: inflated + row * OriginCells.tails,
        germline: Double(germline[row]))
    }

    /// Takes a site's evidence of each node.
    ///
    /// - Parameters:
    ///   - index: The site's place in the fit.
    ///   - weights: For each state the rest of the site's evidence, relative to all of it.
    ///   - others: The evidence that does not hold this sample's nodes: artefacts and inherited
    ///     variants.
    ///   - cleanPart: The part of `others` in which this sample shows errors alone, without them.
    ///   - own: The site's likelihoods as averaged.
    @inline(__always)
    func update(
      _ index: Int, weights: UnsafePointer<Double>, others: Double, clean cleanPart: Double,
      own: Likelihoods
    ) {
      guard let row = rows?[index], row >= 0, let present, let absent, let clean else { return }
      let fixed = others + weights[0] * own.states[0]
      var sum = 0.0
      for state in 1...width { sum += weights[state] * own.states[state] }
      LaneKernels.productsWithRows(
        present + row * clones.count * width, factors: weights + 1, fixed: fixed,
        limits: NodeEvidence.limits, nodes: clones.nodes, into: clones.row(index))
      guard movesNoise else { return }
      let base = row * noise.count
      LaneKernels.sumsOfColumns(
        absent + base, clean + base, fixed: max(others - cleanPart * own.clean + sum, 0),
        factors: (weights[0], cleanPart), limits: NodeEvidence.limits, nodes: noise.nodes,
        into: noise.row(index))
    }

    /// The states of presence.
    private var width: Int { CellFractionBins.states - 1 }
  }
}
