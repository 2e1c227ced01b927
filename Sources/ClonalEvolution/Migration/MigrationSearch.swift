/// The most parsimonious migrations of a placed tree whose polytomies may be resolved.
///
/// Among the labelings with the least migrations it finds those with few comigrations and seeding sites: a
/// depth-first search over the sites of clones, and over the pairs of sites with migrations. A pair is added
/// where a clone's sites cannot be reached by the pairs there are; so every set of pairs of the least size is
/// met, once. A branch ends where its pairs, and one more for each site without any, are too many.
struct MigrationSearch {
  private let tree: PlacedTree
  private let costs: LeastMigrations
  private let origin: Int
  private let occupied: SiteSet
  /// Vertices with their parents first, as the search takes them.
  private var labels: [Int]
  private var opened: [SiteSet]
  /// The goals of each site's migrations.
  private var goals: [SiteSet]
  private var avoided: [SiteSet]
  private var pairs = 0
  private var entered = SiteSet()
  private var sources = SiteSet()
  private var steps = 0
  private var found = MigrationTally()
  /// The limits of the search that runs.
  private var mostPairs = 0
  private var mostSources = 0
  private var best: MigrationCriteria?
  private var aim = Aim.all

  /// What a search is for.
  private enum Aim {
    /// Whether anything is within the limits.
    case any
    /// The best, where no limit is known to be reached.
    case better
    /// All within the limits.
    case all
  }

  private let mostSteps: Int
  private let mostGraphs: Int

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - origin: The site of the root.
  ///   - mostSteps: Steps after which a search gives up.
  ///   - mostGraphs: Graphs after which it does.
  init(_ tree: PlacedTree, origin: Int, mostSteps: Int, mostGraphs: Int) {
    self.tree = tree
    self.origin = origin
    occupied = tree.occupied
    let sites = occupied.inserting(origin)
    costs = LeastMigrations(tree, sites: sites)
    labels = [Int](repeating: origin, count: tree.clones.count)
    opened = [SiteSet](repeating: SiteSet(), count: tree.clones.count)
    let most = (sites.sites.last ?? 0) + 1
    goals = [SiteSet](repeating: SiteSet(), count: most)
    avoided = goals
    (self.mostSteps, self.mostGraphs) = (mostSteps, mostGraphs)
  }

  /// The least number of migrations.
  var leastMigrations: Int { costs.cost(of: 0, at: origin) }

  /// Finds the graphs with the least migrations, with the least comigrations among these, and with the least
  /// seeding sites among these.
  mutating func run() -> LeastMigrationGraphs {
    let count = occupied.subtracting(SiteSet(origin)).count
    guard count > 0 else {
      return LeastMigrationGraphs(
        graphs: [(MigrationGraph(parents: [0], sites: [origin]), [:])], labelings: 1)
    }
    if let (pairs, seeding) = leastLimits(sites: count) {
      // `self` is taken before arguments are: the search comes first.
      let isComplete = search(.all, pairs: pairs, sources: seeding)
      return result(isComplete)
    }
    _ = search(.better, pairs: leastMigrations, sources: count + 1)
    return result(false)
  }

  private func result(_ isComplete: Bool) -> LeastMigrationGraphs {
    LeastMigrationGraphs(
      graphs: found.graphs, labelings: found.labelings, isComplete: isComplete)
  }

  /// The least number of comigrations, and the least number of seeding sites with these; `nil` where the
  /// search gave up.
  private mutating func leastLimits(sites: Int) -> (pairs: Int, sources: Int)? {
    // Pairs of sites are no more than comigrations, and no fewer than the sites to be reached.
    for pairs in sites...max(sites, leastMigrations) {
      guard search(.any, pairs: pairs, sources: sites + 1) else { return nil }
      guard !found.isEmpty else { continue }
      for sources in 1...(sites + 1) {
        guard search(.any, pairs: pairs, sources: sources) else { return nil }
        if !found.isEmpty { return (pairs, sources) }
      }
    }
    return nil
  }

  /// Searches within limits.
  ///
  /// - Returns: Whether it came to its end.
  private mutating func search(_ aim: Aim, pairs: Int, sources: Int) -> Bool {
    (mostPairs, mostSources) = (pairs, sources)
    self.aim = aim
    found = MigrationTally()
    steps = 0
    _ = place(0)
    return steps <= mostSteps && (aim == .any || found.count < mostGraphs)
  }

  /// Whether the search has ended.
  private var isOver: Bool {
    steps > mostSteps || found.count >= mostGraphs || (aim == .any && !found.isEmpty)
  }

  /// Takes up a vertex whose site is chosen.
  private mutating func place(_ vertex: Int) -> Bool {
    steps += 1
    guard !isOver else { return false }
    guard vertex < labels.count else { return record() }
    let own = tree.sites[vertex].inserting(labels[vertex])
    let extra = costs.extra(vertex, own)
    let missed = tree.children[vertex].map { costs.best[$0] }.filter {
      $0.intersection(own).isEmpty
    }
    return open(vertex, own, missed.reduce(SiteSet()) { $0.union($1) }.sites[...], missed, extra)
  }

  /// Chooses the further sites at which something hangs from a vertex, before its children's sites: so
  /// that they are known to be within reach when these are chosen.
  private mutating func open(
    _ vertex: Int, _ sites: SiteSet, _ others: ArraySlice<Int>, _ missed: [SiteSet], _ left: Int
  ) -> Bool {
    if missed.count == left {
      opened[vertex] = sites
      guard connect(vertex) else { return false }
    }
    guard left > 0 else { return true }
    for place in others.indices {
      let site = others[place]
      guard
        open(
          vertex, sites.inserting(site), others[(place + 1)...],
          missed.filter { !$0.contains(site) }, left - 1)
      else { return false }
    }
    return true
  }

  /// Adds pairs of sites until all at which something hangs from a vertex are reached.
  private mutating func connect(_ vertex: Int) -> Bool {
    steps += 1
    guard !isOver else { return false }
    let needed = opened[vertex]
    let reached = reach(from: labels[vertex], within: needed)
    guard reached != needed else { return choose(vertex, 0) }
    let missing = needed.subtracting(reached)
    let before = avoided
    defer { avoided = before }
    for from in reached.sites {
      for to in missing.subtracting(avoided[from]).sites {
        if fits(from, to) {
          let (oldEntered, oldSources) = (entered, sources)
          goals[from] = goals[from].inserting(to)
          entered = entered.inserting(to)
          sources = sources.inserting(from)
          pairs += 1
          let goesOn = connect(vertex)
          pairs -= 1
          (entered, sources) = (oldEntered, oldSources)
          goals[from] = goals[from].subtracting(SiteSet(to))
          guard goesOn else { return false }
        }
        avoided[from] = avoided[from].inserting(to)
      }
    }
    return true
  }

  /// The sites of a set that are reached from one by the pairs there are.
  private func reach(from site: Int, within sites: SiteSet) -> SiteSet {
    var (reached, fresh) = (SiteSet(site), SiteSet(site))
    while !fresh.isEmpty {
      let next = fresh.sites.reduce(SiteSet()) { $0.union(goals[$1]) }
      fresh = next.intersection(sites).subtracting(reached)
      reached = reached.union(fresh)
    }
    return reached
  }

  /// Chooses the site of a vertex's child.
  private mutating func choose(_ vertex: Int, _ index: Int) -> Bool {
    let children = tree.children[vertex]
    let open = opened[vertex]
    guard index < children.count else {
      // A further site at which no child is would be a migration for nothing.
      let used = children.reduce(tree.sites[vertex].inserting(labels[vertex])) {
        $0.inserting(labels[$1])
      }
      return used == open ? place(vertex + 1) : true
    }
    let child = children[index]
    let best = costs.best[child].intersection(open)
    for site in (best.isEmpty ? open : best).sites {
      guard canReach(tree.sites[child], from: site) else { continue }
      labels[child] = site
      guard choose(vertex, index + 1) else { return false }
    }
    return true
  }

  /// Whether pairs enough are left to reach a clone's own sites from one of them.
  private func canReach(_ sites: SiteSet, from site: Int) -> Bool {
    let known = entered.inserting(origin)
    let missing = sites.subtracting(reach(from: site, within: .all)).intersection(known)
    // One pair more may reach them all, over those there are.
    let without = occupied.subtracting(known).count
    return pairs + without + (missing.isEmpty ? 0 : 1) <= mostPairs
  }

  /// Whether a further pair of sites keeps within the limits.
  private func fits(_ from: Int, _ to: Int) -> Bool {
    let without = occupied.subtracting(entered.union(SiteSet([origin, to]))).count
    let least = pairs + 1 + without
    let seeding = sources.inserting(from).count
    return least <= mostPairs && seeding <= mostSources
  }

  /// Keeps the graphs of the sites and pairs that were chosen.
  private mutating func record() -> Bool {
    var resolutions: [[(from: Int, to: Int)]] = [[]]
    var rows: [(vertex: Int, choices: [[(from: Int, to: Int)]])] = []
    for vertex in labels.indices where opened[vertex].count > 1 {
      rows.append((vertex, arborescences(of: opened[vertex], root: labels[vertex])))
    }
    resolutions = rows.map { $0.choices[0] }
    var places = [Int](repeating: 0, count: rows.count)
    while true {
      for (row, place) in places.enumerated() { resolutions[row] = rows[row].choices[place] }
      keep(rows.map(\.vertex), resolutions)
      steps += 1
      guard !isOver else { return false }
      // The next combination.
      var row = 0
      while row < rows.count {
        places[row] += 1
        if places[row] < rows[row].choices.count { break }
        places[row] = 0
        row += 1
      }
      if row == rows.count { return true }
    }
  }

  /// The ways to reach sites by the pairs there are.
  private func arborescences(of sites: SiteSet, root: Int) -> [[(from: Int, to: Int)]] {
    let others = sites.subtracting(SiteSet(root)).sites
    let origins = others.map { to in
      sites.sites.filter { goals[$0].contains(to) }
    }
    var result: [[(from: Int, to: Int)]] = []
    func extend(_ index: Int, _ parents: [Int: Int]) {
      guard result.count < 64 else { return }
      guard index < others.count else {
        // In an order in which origins come before goals; a circle has none.
        var (reached, ordered) = (SiteSet(root), [(from: Int, to: Int)]())
        while true {
          let next = others.filter {
            !reached.contains($0) && reached.contains(parents[$0] ?? $0)
          }
          guard !next.isEmpty else { break }
          for to in next {
            ordered.append((parents[to] ?? root, to))
            reached = reached.inserting(to)
          }
        }
        if ordered.count == others.count { result.append(ordered) }
        return
      }
      for from in origins[index] {
        var more = parents
        more[others[index]] = from
        extend(index + 1, more)
      }
    }
    extend(0, [:])
    return result
  }

  /// The clone whose cells went to a site: the vertex's, or the only child's that hangs there.
  private func mover(_ vertex: Int, _ site: Int, _ pairs: [(from: Int, to: Int)]) -> Int {
    let there = tree.children[vertex].filter { labels[$0] == site }
    let isAlone = there.count == 1 && !tree.sites[vertex].contains(site)
    return tree.clones[isAlone && !pairs.contains { $0.from == site } ? there[0] : vertex]
  }

  private mutating func keep(_ rows: [Int], _ resolutions: [[(from: Int, to: Int)]]) {
    // The resolved tree: below each vertex one for each site at which something hangs from it.
    var (parents, sites) = ([0], [origin])
    var places = [[Int: Int]](repeating: [:], count: labels.count)
    var (row, moved): (Int, [CloneMigration]) = (0, [])
    places[0][origin] = 0
    for vertex in labels.indices {
      if row < rows.count, rows[row] == vertex {
        for (from, to) in resolutions[row] {
          parents.append(places[vertex][from] ?? 0)
          places[vertex][to] = sites.count
          sites.append(to)
          moved.append(
            CloneMigration(from: from, to: to, clone: mover(vertex, to, resolutions[row])))
        }
        row += 1
      }
      for child in tree.children[vertex] {
        parents.append(places[vertex][labels[child]] ?? 0)
        places[child][labels[child]] = sites.count
        sites.append(labels[child])
      }
    }
    let graph = MigrationGraph(parents: parents, sites: sites)
    guard graph.comigrations <= mostPairs, graph.seedingSites <= mostSources else { return }
    if aim == .better {
      // What is worse than the best so far is no longer looked for.
      let criteria = graph.criteria
      if let best {
        guard criteria <= best else { return }
        if criteria < best { found = MigrationTally() }
      }
      best = criteria
      mostPairs = criteria.comigrations
    }
    found.add(graph, moved)
  }
}
