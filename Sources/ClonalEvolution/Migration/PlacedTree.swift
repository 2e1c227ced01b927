/// A clone tree with the sites of each clone's cells, without what tells nothing of migrations.
///
/// Clones without cells anywhere below them are left out, and one without cells of its own that has a single
/// child is taken together with that child: where its mutations arose makes no difference to any migration.
/// The first vertex is the root; parents come before their children.
struct PlacedTree {
  /// The clone of each vertex; ``CloneTree/normal`` for a root above one whose site is not the
  /// origin's, or above several.
  private(set) var clones: [Int] = []
  private(set) var children: [[Int]] = []
  /// The sites at which cells of exactly this clone are.
  private(set) var sites: [SiteSet] = []

  /// Places clones at sites.
  ///
  /// - Parameters:
  ///   - present: The sites of each clone's own cells.
  ///   - origin: The site of the root.
  init(_ tree: CloneTree, present: [SiteSet], origin: Int) {
    var below = [[Int]](repeating: [], count: tree.count)
    var roots: [Int] = []
    for (clone, parent) in tree.parents.enumerated() {
      if parent == CloneTree.normal { roots.append(clone) } else { below[parent].append(clone) }
    }
    var isOccupied = [Bool](repeating: false, count: tree.count)
    for clone in tree.parents.indices where !present[clone].isEmpty {
      var place = clone
      while place != CloneTree.normal, !isOccupied[place] {
        isOccupied[place] = true
        place = tree.parents[place]
      }
    }
    func kept(_ clones: [Int]) -> [Int] {
      clones.filter { isOccupied[$0] }.map { clone in
        var place = clone
        while present[place].isEmpty {
          let next = below[place].filter { isOccupied[$0] }
          guard next.count == 1 else { break }
          place = next[0]
        }
        return place
      }
    }
    let first = kept(roots)
    // A founder with descendants at the origin arose there; otherwise its site is not known.
    let isAtOrigin = present.contains { $0.contains(origin) }
    if isAtOrigin, first.count == 1 {
      add(first[0], present[first[0]])
    } else {
      add(CloneTree.normal, SiteSet())
    }
    var vertex = 0
    while vertex < clones.count {
      let clone = clones[vertex]
      for child in clone == CloneTree.normal ? first : kept(below[clone]) {
        children[vertex].append(clones.count)
        add(child, present[child])
      }
      vertex += 1
    }
  }

  private mutating func add(_ clone: Int, _ own: SiteSet) {
    clones.append(clone)
    children.append([])
    sites.append(own)
  }

  /// All sites with cells.
  var occupied: SiteSet { sites.reduce(SiteSet()) { $0.union($1) } }
}
