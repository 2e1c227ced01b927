import NumericalMethods

/// The clones of a patient's one or two tumours.
///
/// Derived here. Metastases that several clones founded: G. Gundem et al., *Nature* 520, 353–357 (2015),
/// doi:10.1038/nature14347.
struct CloneTree: Hashable, Sendable {
  /// The clones; ancestors come before their descendants.
  var clones: [SimulatedClone]
  /// Whether both biopsies are of one tumour.
  var isRelated: Bool
  /// Whether the sampled primary swept after the lineages parted.
  var isDiverged: Bool

  /// Grows a tree.
  ///
  /// Children of one clone never take more cells together than it has. The later biopsy is founded
  /// by a clone of the primary, whatever its size there: its mutations were sub-clonal and are
  /// clonal after.
  static func grown(by scenario: Scenario, using random: RandomSource) -> CloneTree {
    let isRelated = !random.chance(scenario.unrelatedShare)
    let isDiverged = isRelated && random.chance(scenario.divergedShare)
    let count = random.integer(in: scenario.clones)
    let roots = isRelated && !isDiverged ? 1 : 2
    let laterBranches = count > 4 ? random.index(below: 3) : count > 2 ? random.index(below: 2) : 0
    let earlierBranches = max(0, count - roots - laterBranches - (isRelated ? 1 : 0))

    var clones: [SimulatedClone] = []
    if isRelated {
      clones.append(
        SimulatedClone(
          place: .trunk, earlier: 1, later: 1, weight: random.gamma(shape: 4, scale: 1)))
    }
    if isDiverged || !isRelated {
      clones.append(
        SimulatedClone(
          place: .earlierTrunk, earlier: 1, later: 0, weight: random.gamma(shape: 2, scale: 1)))
    }
    let root = clones.count - 1
    var parents = [Int](repeating: root, count: clones.count)
    for _ in 0..<earlierBranches {
      let parent = root + random.index(below: clones.count - root)
      let taken = clones.indices.filter { $0 > root && parents[$0] == parent }
        .reduce(0) { $0 + clones[$1].earlier }
      let room = clones[parent].earlier - taken
      var size = random.cloneSize(of: scenario.cloneSizes, in: scenario.cloneRange)
      if size > 0.97 * room { size = room * random.uniform(in: 0.15...0.95) }
      guard size >= scenario.cloneRange.lowerBound else { continue }
      parents.append(parent)
      clones.append(
        SimulatedClone(
          place: .earlierBranch, earlier: size, later: 0,
          weight: random.gamma(shape: 1.2, scale: 1)))
    }

    var share = 1.0
    if isRelated, !isDiverged, clones.count > 1 {
      let founder = random.index(below: clones.count)
      var other: Int?
      if random.chance(scenario.polyclonalShare) {
        other = random.index(below: clones.count)
        share = random.uniform(in: 0.3...0.9)
      }
      let path = Self.path(to: founder, parents: parents)
      let otherPath = other.map { Self.path(to: $0, parents: parents) } ?? path
      for clone in clones.indices where clone != root {
        let inFirst = path.contains(clone)
        let inOther = otherPath.contains(clone)
        clones[clone].later =
          inFirst && inOther ? 1 : inFirst ? share : inOther ? 1 - share : 0
      }
    }
    clones.append(
      SimulatedClone(
        place: .laterTrunk, earlier: 0, later: share, weight: random.gamma(shape: 2, scale: 1)))
    var room = share
    for _ in 0..<laterBranches {
      var size = random.cloneSize(of: scenario.cloneSizes, in: 0.02...0.95)
      if size > 0.97 * room { size = room * random.uniform(in: 0.15...0.95) }
      guard size >= 0.01 else { continue }
      room -= size
      clones.append(
        SimulatedClone(
          place: .laterBranch, earlier: 0, later: size, weight: random.gamma(shape: 0.8, scale: 1)))
    }
    return CloneTree(clones: clones, isRelated: isRelated, isDiverged: isDiverged)
  }

  private static func path(to clone: Int, parents: [Int]) -> Set<Int> {
    var path: Set<Int> = [clone]
    var current = clone
    while parents[current] != current {
      current = parents[current]
      path.insert(current)
    }
    return path
  }
}

extension RandomSource {
  /// Draws the cancer cell fraction of a sub-clone.
  func cloneSize(of shape: CloneSizes, in range: ClosedRange<Double>) -> Double {
    let isSmall = shape == .logUniform || (shape == .mixed && chance(0.5))
    if isSmall { return logUniform(in: range) }
    if shape == .uniform { return uniform(in: range) }
    return min(max(beta(1.6, 2.4), range.lowerBound), range.upperBound)
  }
}
