/// The labelings with the least migrations of a placed tree whose polytomies are kept.
///
/// Sankoff's recursion: with cells of clone `v` at the sites `B`,
/// ```
/// f(v, s) = Σ over t ∈ B, [t ≠ s] + Σ over children c, min over l, f(c, l) + [l ≠ s]
/// ```
struct SankoffLabelings {
  private let tree: PlacedTree
  private let origin: Int
  private let sites: [Int]
  /// `[vertex][place in sites]`.
  private var costs: [[Int]]

  init(_ tree: PlacedTree, origin: Int) {
    (self.tree, self.origin) = (tree, origin)
    let sites = tree.occupied.inserting(origin).sites
    self.sites = sites
    costs = [[Int]](repeating: [], count: tree.clones.count)
    for vertex in tree.clones.indices.reversed() {
      let own = tree.sites[vertex]
      costs[vertex] = sites.map { site in
        tree.children[vertex].reduce(own.subtracting(SiteSet(site)).count) { sum, child in
          let cheapest = zip(sites, costs[child]).map { $1 + ($0 == site ? 0 : 1) }.min()
          return sum + (cheapest ?? 0)
        }
      }
    }
  }

  /// The least number of migrations.
  var leastMigrations: Int { costs[0][sites.firstIndex(of: origin) ?? 0] }

  /// The distinct graphs of the labelings.
  ///
  /// - Parameter most: Labelings after which no more are looked at.
  func graphs(most: Int) -> LeastMigrationGraphs {
    var found = MigrationTally()
    var labels = [Int](repeating: origin, count: tree.clones.count)
    func choose(_ vertex: Int, _ index: Int) -> Bool {
      guard vertex < labels.count else {
        guard found.labelings < most else { return false }
        keep(labels, in: &found)
        return true
      }
      guard index < tree.children[vertex].count else { return choose(vertex + 1, 0) }
      let child = tree.children[vertex][index]
      let options = zip(sites, costs[child]).map { ($0, $1 + ($0 == labels[vertex] ? 0 : 1)) }
      let least = options.map(\.1).min()
      for (site, cost) in options where cost == least {
        labels[child] = site
        guard choose(vertex, index + 1) else { return false }
      }
      return true
    }
    let isComplete = choose(0, 0)
    return LeastMigrationGraphs(
      graphs: found.graphs, labelings: found.labelings, isComplete: isComplete)
  }

  private func keep(_ labels: [Int], in found: inout MigrationTally) {
    var (parents, sites, places) = ([0], [origin], [Int](repeating: 0, count: labels.count))
    var moved: [CloneMigration] = []
    for vertex in labels.indices {
      for site in tree.sites[vertex].subtracting(SiteSet(labels[vertex])).sites {
        parents.append(places[vertex])
        sites.append(site)
        moved.append(CloneMigration(from: labels[vertex], to: site, clone: tree.clones[vertex]))
      }
      for child in tree.children[vertex] {
        places[child] = sites.count
        parents.append(places[vertex])
        sites.append(labels[child])
        if labels[child] != labels[vertex] {
          moved.append(
            CloneMigration(from: labels[vertex], to: labels[child], clone: tree.clones[child]))
        }
      }
    }
    found.add(MigrationGraph(parents: parents, sites: sites), moved)
  }
}
