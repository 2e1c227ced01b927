import Foundation
import NumericalMethods
import Testing

@testable import ClonalEvolution

@Suite("Laws of migrations")
struct MigrationLawTests {
  /// A random tree of clones at random sites, synthetic.
  private static func random(
    _ random: RandomSource, clones: Int, sites: Int, share: Double = 0.4
  ) -> (tree: CloneTree, present: [SiteSet]) {
    let parents = (0..<clones).map {
      $0 == 0 ? CloneTree.normal : Int(random.uniform() * Double($0))
    }
    let present = parents.map { _ in
      SiteSet((0..<sites).filter { _ in random.uniform() < share })
    }
    guard let tree = CloneTree(parents: parents) else { preconditionFailure("no tree") }
    return (tree, present)
  }

  private static func certain(_ tree: CloneTree, _ present: [SiteSet], _ sites: Int) -> SiteTree {
    let presence = present.map { own in (0..<sites).map { own.contains($0) ? 1.0 : 0 } }
    guard let placed = SiteTree(tree: tree, probability: 1, presence: presence) else {
      preconditionFailure("a presence for each clone and site")
    }
    return placed
  }

  /// All graphs of a placed tree by trying every site of every vertex, best first.
  private static func exhaustive(_ tree: PlacedTree, sites: Int) -> [MigrationGraph] {
    var labels = [Int](repeating: 0, count: tree.clones.count)
    var graphs = Set<MigrationGraph>()
    func choose(_ vertex: Int) {
      guard vertex < labels.count else {
        var (parents, at, places) = ([0], [0], [Int](repeating: 0, count: labels.count))
        for vertex in labels.indices {
          for site in tree.sites[vertex].sites where site != labels[vertex] {
            parents.append(places[vertex])
            at.append(site)
          }
          for child in tree.children[vertex] {
            places[child] = at.count
            parents.append(places[vertex])
            at.append(labels[child])
          }
        }
        graphs.insert(MigrationGraph(parents: parents, sites: at))
        return
      }
      for site in 0..<sites {
        labels[vertex] = site
        choose(vertex + 1)
      }
    }
    choose(1)
    let least = graphs.map(\.migrations).min()
    return graphs.filter { $0.migrations == least }
  }

  @Test("every labeling with the least migrations is listed", arguments: 1...40)
  func complete(_ seed: Int) throws {
    let source = RandomSource(seed: UInt64(seed))
    let sites = 2 + seed % 2
    let (tree, present) = Self.random(source, clones: 5, sites: sites)
    let placed = PlacedTree(tree, present: present, origin: 0)
    // A site without cells is on no shortest history, but exhaustive search may pass through it.
    let all = Self.exhaustive(placed, sites: sites).filter { graph in
      graph.edges.allSatisfy { placed.occupied.inserting(0).contains($0.to) }
    }
    let found = SankoffLabelings(placed, origin: 0).graphs(most: 1_000_000)
    #expect(found.isComplete)
    #expect(Set(found.graphs.map(\.graph)) == Set(all))
    #expect(found.graphs.allSatisfy { $0.graph.migrations == all.first?.migrations })
  }

  /// The best graphs of all resolutions: every site of every clone, and every way to reach a clone's sites.
  private static func resolved(_ tree: PlacedTree, sites: Int) -> [MigrationGraph] {
    var labels = [Int](repeating: 0, count: tree.clones.count)
    var graphs = Set<MigrationGraph>()
    /// All trees over `left`, rooted in what is reached: each a list of pairs with origins first.
    func spanning(_ reached: [Int], _ left: [Int]) -> [[(Int, Int)]] {
      guard !left.isEmpty else { return [[]] }
      return left.flatMap { to in
        reached.flatMap { from in
          spanning(reached + [to], left.filter { $0 != to }).map { [(from, to)] + $0 }
        }
      }
    }
    func resolve(
      _ vertex: Int, _ parents: [Int], _ at: [Int], _ places: [Int]
    ) {
      guard vertex < labels.count else {
        graphs.insert(MigrationGraph(parents: parents, sites: at))
        return
      }
      let open = tree.children[vertex].reduce(tree.sites[vertex].inserting(labels[vertex])) {
        $0.inserting(labels[$1])
      }
      for pairs in spanning([labels[vertex]], open.sites.filter { $0 != labels[vertex] }) {
        var (parents, at, places) = (parents, at, places)
        var own = [labels[vertex]: places[vertex]]
        for (from, to) in pairs {
          parents.append(own[from] ?? 0)
          own[to] = at.count
          at.append(to)
        }
        for child in tree.children[vertex] {
          places[child] = at.count
          parents.append(own[labels[child]] ?? 0)
          at.append(labels[child])
        }
        resolve(vertex + 1, parents, at, places)
      }
    }
    func choose(_ vertex: Int) {
      guard vertex < labels.count else {
        return resolve(0, [0], [0], [Int](repeating: 0, count: labels.count))
      }
      for site in 0..<sites {
        labels[vertex] = site
        choose(vertex + 1)
      }
    }
    choose(1)
    let best = graphs.map(\.criteria).min()
    return graphs.filter { $0.criteria == best }
  }

  @Test("every best resolution is listed", arguments: 1...40)
  func resolutions(_ seed: Int) throws {
    let source = RandomSource(seed: UInt64(100 + seed))
    let (tree, present) = Self.random(source, clones: 4, sites: 3, share: 0.45)
    let placed = PlacedTree(tree, present: present, origin: 0)
    var search = MigrationSearch(placed, origin: 0, mostSteps: 1_000_000, mostGraphs: 100_000)
    let found = search.run()
    #expect(found.isComplete)
    #expect(Set(found.graphs.map(\.graph)) == Set(Self.resolved(placed, sites: 3)))
    #expect(search.leastMigrations == found.graphs.first?.graph.migrations)
  }

  @Test("the order of sites and clones does not matter", arguments: 1...10)
  func order(_ seed: Int) throws {
    let source = RandomSource(seed: UInt64(200 + seed))
    let sites = 4
    let (tree, present) = Self.random(source, clones: 6, sites: sites)
    // Sites by a turn, clones from the last to the first.
    func site(_ old: Int) -> Int { (old + seed) % sites }
    func clone(_ old: Int) -> Int { 5 - old }
    var parents = [Int](repeating: 0, count: 6)
    var moved = [SiteSet](repeating: SiteSet(), count: 6)
    for (old, parent) in tree.parents.enumerated() {
      parents[clone(old)] = parent == CloneTree.normal ? parent : clone(parent)
      moved[clone(old)] = SiteSet(present[old].sites.map(site))
    }
    for polytomies in MigrationAnalysis.Polytomies.allCases {
      var analysis = MigrationAnalysis()
      analysis.polytomies = polytomies
      let one = try #require(
        analysis.migrations(
          of: [Self.certain(tree, present, sites)], sites: sites, origin: .site(0))
      )
      let turned = try #require(CloneTree(parents: parents))
      let other = try #require(
        analysis.migrations(
          of: [Self.certain(turned, moved, sites)], sites: sites, origin: .site(site(0))))
      #expect(one.histories.count == other.histories.count)
      for pattern in SeedingPattern.allCases {
        #expect(abs(one.probability(of: pattern) - other.probability(of: pattern)) < 1e-12)
      }
      for route in one.routes {
        let same = try #require(
          other.routes.first { $0.from == site(route.from) && $0.to == site(route.to) })
        #expect(abs(route.probability - same.probability) < 1e-12)
        #expect(abs(route.migrations - same.migrations) < 1e-12)
      }
    }
  }

  @Test func `histories and patterns add to one, and routes agree with histories`() throws {
    let source = RandomSource(seed: 7)
    let (tree, _) = Self.random(source, clones: 5, sites: 3)
    let presence = tree.parents.map { _ in (0..<3).map { _ in source.uniform() } }
    let given = try #require(SiteTree(tree: tree, probability: 0.5, presence: presence))
    let found = try #require(
      MigrationAnalysis().migrations(of: [given], sites: 3, origin: .site(0)))
    #expect(abs(found.histories.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
    let patterns = SeedingPattern.allCases.reduce(0) { $0 + found.probability(of: $1) }
    #expect(abs(patterns - 1) < 1e-12)
    // 500 of 32,768 presences are not enough to speak for all: they are drawn.
    #expect(found.draws == 1000 && abs(found.share - 1) < 1e-9)
    #expect(found.placedTrees > 500 && found.placedTrees <= 1000)
    for route in found.routes {
      let share = found.probability { graph in
        graph.edges.contains { $0.from == route.from && $0.to == route.to }
      }
      #expect(abs(share - route.probability) < 1e-12)
      #expect(route.migrations >= 1)
    }
    #expect(found.migrations(quantile: 0.05) <= found.migrations(quantile: 0.95))
  }

  @Test func `a doubtful presence is summed over`() throws {
    // One clone at the primary, its child at a metastasis, surely; a second child there by half.
    let tree = try #require(CloneTree(parents: [-1, 0, 0]))
    let given = try #require(
      SiteTree(tree: tree, probability: 1, presence: [[1, 0], [0, 1], [0, 0.25]]))
    let found = try #require(
      MigrationAnalysis().migrations(of: [given], sites: 2, origin: .site(0)))
    #expect(found.histories.map(\.graph.migrations) == [1, 2])
    #expect(abs(found.histories[0].probability - 0.75) < 1e-12)
    #expect(abs(found.probability(\.isPolyclonal) - 0.25) < 1e-12)
    #expect(found.migrations(quantile: 0.05) == 1 && found.migrations(quantile: 0.95) == 2)
  }

  @Test func `presence patterns come by falling probability and cover what they say`() {
    let source = RandomSource(seed: 11)
    let probabilities = (0..<3).map { _ in (0..<3).map { _ in source.uniform() } }
    let found = PresencePatterns(probabilities, share: 2, most: 1000).patterns
    #expect(found.count == 512)
    #expect(abs(found.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
    for (one, next) in zip(found, found.dropFirst()) {
      #expect(one.probability >= next.probability - 1e-15)
    }
    for pattern in found {
      var expected = 1.0
      for (clone, row) in probabilities.enumerated() {
        for (site, value) in row.enumerated() {
          expected *= pattern.present[clone].contains(site) ? value : 1 - value
        }
      }
      #expect(abs(expected - pattern.probability) < 1e-12)
    }
    #expect(Set(found.map(\.present)).count == 512)
  }
}
