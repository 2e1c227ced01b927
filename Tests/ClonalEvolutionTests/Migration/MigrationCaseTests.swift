import Testing

@testable import ClonalEvolution

@Suite("Migrations of known tumours")
struct MigrationCaseTests {
  private func migrations(
    _ parents: [Int], _ present: [[Int]], sites: Int, origin: MigrationOrigin = .site(0),
    polytomies: MigrationAnalysis.Polytomies = .keep
  ) throws -> PatientMigrations {
    let presence = present.map { own in (0..<sites).map { own.contains($0) ? 1.0 : 0 } }
    var analysis = MigrationAnalysis()
    analysis.polytomies = polytomies
    let tree = try #require(CloneTree(parents: parents))
    let given = try #require(SiteTree(tree: tree, probability: 1, presence: presence))
    return try #require(analysis.migrations(of: [given], sites: sites, origin: origin))
  }

  @Test func `one site has no migration`() throws {
    for polytomies in MigrationAnalysis.Polytomies.allCases {
      let found = try migrations([-1, 0, 0], [[0], [0], [0]], sites: 1, polytomies: polytomies)
      #expect(found.histories.map(\.graph.migrations) == [0])
      #expect(found.probability(of: .none) == 1)
      #expect(found.routes.isEmpty)
    }
  }

  @Test func `each pattern is known by its graph`() throws {
    // Two metastases from two clones of the primary.
    #expect(try migrations([-1, 0, 0], [[0], [1], [2]], sites: 3).probability(of: .primary) == 1)
    // The second metastasis descends from the first.
    let single = try migrations([-1, 0, 1, 1], [[0], [1], [2], [1]], sites: 3)
    #expect(single.probability(of: .singleSource) == 1)
    #expect(single.routes.map { [$0.from, $0.to] } == [[0, 1], [1, 2]])
    #expect(single.routes.map { $0.clones.map(\.clone) } == [[1], [2]])
    // A clone of the first metastasis, and one of the primary, in the second.
    let several = try migrations(
      [-1, 0, 1, 1, 0], [[0], [1], [2], [1], [2]], sites: 3)
    #expect(several.probability(of: .multiSource) == 1)
    // A clone of the metastasis in the primary.
    let back = try migrations([-1, 0, 1, 1, 1], [[0], [1], [0], [1], [1]], sites: 2)
    #expect(back.probability(of: .reseeding) == 1)
    #expect(back.routes.map { [$0.from, $0.to] } == [[0, 1], [1, 0]])
  }

  @Test func `two clones that went one way are polyclonal seeding`() throws {
    let found = try migrations([-1, 0, 0, 0], [[0], [1], [1], [0]], sites: 2)
    #expect(found.probability(\.isPolyclonal) == 1)
    #expect(found.histories[0].graph.comigrations == 1)
    #expect(found.histories[0].graph.migrations == 2)
    #expect(found.routes[0].migrations == 2)
    #expect(found.routes[0].clones.map(\.clone) == [1, 2])
  }

  @Test func `a resolved polytomy brings lineages of one site together`() throws {
    let found = try migrations(
      [-1, 0, 0, 0], [[0], [1], [1], [0]], sites: 2, polytomies: .resolve)
    #expect(found.histories.map(\.graph.migrations) == [1])
    #expect(found.probability(\.isPolyclonal) == 0)
  }

  @Test func `migrations that descend from each other are no comigration`() throws {
    // To the metastasis, back, and there again: one path.
    let graph = MigrationGraph(parents: [0, 0, 1, 2], sites: [0, 1, 0, 1])
    #expect(graph.migrations == 3)
    #expect(graph.edges.count == 2)
    #expect(graph.comigrations == 3)
    #expect(graph.pattern == .reseeding)
    // Beside each other they may have gone together.
    let beside = MigrationGraph(parents: [0, 0, 0], sites: [0, 1, 1])
    #expect(beside.comigrations == 1 && beside.migrations == 2)
  }

  @Test func `a primary without samples is where migrations begin`() throws {
    let found = try migrations([-1, 0, 0], [[], [0], [1]], sites: 2, origin: .unsampled)
    #expect(found.isOriginUnsampled && found.origin == 2)
    // From the primary to both, or on from one to the other: parsimony does not tell.
    #expect(found.histories.allSatisfy { $0.graph.migrations == 2 })
    #expect(found.histories.count == 3)
    #expect(found.histories[0].graph.pattern == .primary)
    for site in 0..<2 {
      let sampled = try migrations([-1, 0, 0], [[], [0], [1]], sites: 2, origin: .site(site))
      #expect(sampled.histories.map(\.graph.migrations) == [1])
    }
  }

  @Test(
    "all clones at every site go from the primary",
    arguments: [2, 5, 13], MigrationAnalysis.Polytomies.allCases)
  func everywhere(_ sites: Int, _ polytomies: MigrationAnalysis.Polytomies) throws {
    let all = Array(0..<sites)
    let found = try migrations(
      [-1, 0, 0, 1, 1], [all, all, all, all, all], sites: sites, polytomies: polytomies)
    let best = try #require(found.histories.map(\.graph).min { $0.criteria < $1.criteria })
    #expect(best.migrations == 5 * (sites - 1))
    #expect(best.pattern == .primary && best.comigrations == sites - 1)
  }

  @Test func `too many labelings are said to be cut`() throws {
    // Fourteen clones that are nowhere themselves above two sites each: 2¹⁴ labelings and more.
    let parents = [-1] + (1...14).map { _ in 0 } + (1...14).flatMap { [$0, $0] }
    let present = [[0]] + (1...14).map { _ in [Int]() } + (1...14).flatMap { _ in [[1], [2]] }
    let found = try migrations(parents, present, sites: 3)
    #expect(!found.isComplete)
    #expect(!found.histories.isEmpty)
  }

  @Test func `what is no tree with sites is refused`() throws {
    let tree = try #require(CloneTree(parents: [-1, 0]))
    #expect(SiteTree(tree: tree, probability: 1, presence: [[1]]) == nil)
    #expect(SiteTree(tree: tree, probability: 1, presence: [[1], [1.5]]) == nil)
    #expect(SiteTree(tree: tree, probability: .nan, presence: [[1], [1]]) == nil)
    let good = try #require(SiteTree(tree: tree, probability: 1, presence: [[1], [1]]))
    let analysis = MigrationAnalysis()
    #expect(analysis.migrations(of: [], sites: 1, origin: .site(0)) == nil)
    #expect(analysis.migrations(of: [good], sites: 2, origin: .site(0)) == nil)
    #expect(analysis.migrations(of: [good], sites: 1, origin: .site(1)) == nil)
    #expect(analysis.migrations(of: [good], sites: 31, origin: .unsampled) == nil)
  }
}
