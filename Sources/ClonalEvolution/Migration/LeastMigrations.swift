/// The least numbers of migrations below each vertex of a tree, by the vertex's site.
///
/// Sankoff's recursion over trees whose polytomies may be resolved. Cells of one clone at several sites, and
/// children of one clone, hang from their clone in no order. A resolution may put those of one site together
/// below one vertex, so that reaching a site costs one migration however many hang there. With `B` the sites
/// of a clone's own cells and `S ⊇ B ∪ {s}` the sites at which something hangs from it,
/// ```
/// f(v, s) = min over S, |S| − 1 + Σ over children c, min over l ∈ S, f(c, l)
/// ```
/// Since moving a clone costs one migration, `f(c, l)` is `m(c)`, the least, or `m(c) + 1`. What remains is a
/// least set of sites that hits the best sites of all children.
struct LeastMigrations {
  let tree: PlacedTree
  /// The least of each vertex.
  private(set) var least: [Int]
  /// The sites at which it is reached.
  private(set) var best: [SiteSet]

  /// Costs `O(vertices · sites)` but for the hitting sets, which are exponential in the number of children that
  /// share no site with the rest; that number is small.
  init(_ tree: PlacedTree, sites: SiteSet) {
    self.tree = tree
    least = [Int](repeating: 0, count: tree.clones.count)
    best = [SiteSet](repeating: SiteSet(), count: tree.clones.count)
    for vertex in tree.clones.indices.reversed() {
      var (lowest, at) = (Int.max, SiteSet())
      for site in sites.sites {
        let cost = self.cost(of: vertex, at: site)
        if cost < lowest { (lowest, at) = (cost, SiteSet()) }
        if cost == lowest { at = at.inserting(site) }
      }
      least[vertex] = lowest
      best[vertex] = at
    }
  }

  /// The least migrations below a vertex at a site.
  func cost(of vertex: Int, at site: Int) -> Int {
    let open = tree.sites[vertex].inserting(site)
    return tree.children[vertex].reduce(open.count - 1 + extra(vertex, open)) { $0 + least[$1] }
  }

  /// The further migrations of a vertex's children, with some sites reached.
  func extra(_ vertex: Int, _ open: SiteSet) -> Int {
    hitting(tree.children[vertex].map { best[$0] }.filter { $0.intersection(open).isEmpty })
  }

  /// The size of the least set of sites that has one of each set's.
  private func hitting(_ sets: [SiteSet]) -> Int {
    guard sets.count > 1 else { return sets.count }
    // Every set but the smallest is hit as the branches go on.
    let smallest = sets.min { ($0.count, $0.bits) < ($1.count, $1.bits) } ?? SiteSet()
    var lowest = sets.count
    for site in smallest.sites where lowest > 1 {
      lowest = min(lowest, 1 + hitting(sets.filter { !$0.contains(site) }))
    }
    return lowest
  }
}
