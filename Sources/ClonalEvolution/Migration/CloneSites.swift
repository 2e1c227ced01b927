public import TumorModel

/// The sites that a patient's samples are of.
public struct CloneSites: Hashable, Sendable {
  /// The names of the sites, as first met.
  public private(set) var names: [String] = []
  /// The samples of each site, by their places among the patient's.
  public private(set) var samples: [[Int]] = []
  /// The sites of primary tumours.
  public private(set) var primaries: [Int] = []
  /// Samples of which nothing was read, by their places among the patient's: they are of no site.
  public private(set) var unread: [Int] = []

  /// Takes the sites of samples: what the sheet states; else one site for all samples of a primary, and one for
  /// each other sample. Plasma has cells of all sites, and is of none.
  ///
  /// - Parameters:
  ///   - samples: The patient's samples.
  ///   - isTold: Whether anything was read of a sample.
  public init(_ samples: [Sample], isTold: (Int) -> Bool = { _ in true }) {
    for (index, sample) in samples.enumerated() {
      let isPrimary = sample.knownRole == .primary
      if sample.isOfPlasma || sample.role == .normal { continue }
      guard isTold(index) else {
        unread.append(index)
        continue
      }
      let name = sample.site ?? (isPrimary ? SampleRole.primary.rawValue : sample.id)
      var site = names.firstIndex(of: name)
      if site == nil {
        site = names.count
        names.append(name)
        self.samples.append([])
      }
      guard let site else { continue }
      self.samples[site].append(index)
      if isPrimary, !primaries.contains(site) { primaries.append(site) }
    }
  }

  /// The number of sites.
  public var count: Int { names.count }

  /// Where the tumour may have begun: its primary where that was sampled; else a primary that was not, and,
  /// as other hypotheses, each site.
  public var origins: [MigrationOrigin] {
    primaries.isEmpty
      ? [.unsampled] + names.indices.map(MigrationOrigin.site) : primaries.map(MigrationOrigin.site)
  }
}

extension CloneTreeAnalysis {
  /// The trees of a patient with the probability that each clone is at each site: that its own cells are more
  /// than a part of some sample's tumour cells, given the tree.
  ///
  /// - Parameters:
  ///   - found: The trees of `clones`.
  ///   - clones: The patient's clones.
  ///   - sites: The sites of the patient's samples.
  ///   - least: The least proportion that is presence.
  ///   - most: Trees that are taken at most, the likeliest first.
  func siteTrees(
    _ found: PatientTrees, of clones: PatientClones, sites: CloneSites, least: Double, most: Int
  ) -> [SiteTree] {
    let places = sites.samples.flatMap { $0 }
    guard !found.clones.isEmpty, !places.isEmpty else { return [] }
    let model = TreeModel(
      clones.clones.indices.map { clone in
        places.map { clones.curve(of: clone, sample: $0) as CellFractionCurve? }
      }, founder: founderOdds)
    return found.trees.prefix(most).compactMap { entry in
      var partial = PartialTree(
        parents: [Int](repeating: PartialTree.absent, count: clones.clones.count))
      for (place, parent) in entry.tree.parents.enumerated() {
        partial.parents[found.clones[place]] =
          parent == CloneTree.normal ? parent : found.clones[parent]
      }
      let children = partial.children
      let order = partial.order(children: children)
      var absence = found.clones.map { _ in [Double](repeating: 1, count: sites.count) }
      var sample = 0
      for (site, samples) in sites.samples.enumerated() {
        for _ in samples {
          let pass = SamplePass(model, sample, children: children, order: order)
          for (place, clone) in found.clones.enumerated() {
            absence[place][site] *= Self.absence(pass.proportion(clone + 1), below: least)
          }
          sample += 1
        }
      }
      return SiteTree(
        tree: entry.tree, probability: entry.probability,
        presence: absence.map { $0.map { min(1, max(0, 1 - $0)) } })
    }
  }

  /// P(a proportion is at most a part).
  private static func absence(
    _ proportion: (absent: Double, cells: [Double], whole: Double), below least: Double
  ) -> Double {
    var sum = proportion.absent
    let step = 1 / Double(max(1, proportion.cells.count))
    for (cell, mass) in proportion.cells.enumerated() {
      let part = (least - Double(cell) * step) / step
      guard part > 0 else { break }
      sum += mass * min(1, part)
    }
    return sum
  }
}
