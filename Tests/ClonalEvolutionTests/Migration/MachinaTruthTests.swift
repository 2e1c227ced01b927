import Foundation
import Testing
import _TestSupport

@testable import ClonalEvolution

/// Simulated metastases whose migrations are known: github.com/raphael-group/machina, data/sims.
enum MachinaSimulations {
  static let folder = TestFolders.publicData("machina_sims/data/sims")
  static let absence =
    "the simulations of MACHINA are not beside the repository: put data/sims of "
    + "github.com/raphael-group/machina into shared/data/machina_sims/data"

  /// The simulations by folder and seed.
  static let all = [
    ("m5/mS", 0), ("m5/mS", 10), ("m5/M", 76), ("m5/M", 209), ("m5/M", 473), ("m8/S", 0),
    ("m8/mS", 0), ("m8/mS", 10), ("m8/M", 76),
  ]

  private static func pairs(_ path: String) throws -> [[String]] {
    let url = try #require(folder).appending(path: path)
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      $0.split(whereSeparator: \.isWhitespace).map(String.init)
    }.filter { $0.count == 2 }
  }

  /// The true tree with the sites of clones, and the true migrations.
  static func truth(_ name: String, _ seed: Int) throws -> (SiteTree, sites: Int, MigrationGraph) {
    let edges = try pairs("\(name)/T_seed\(seed).tree")
    let labels = Dictionary(
      uniqueKeysWithValues: try pairs("\(name)/T_seed\(seed).vertex.labeling").map {
        ($0[0], $0[1])
      })
    let leaves = Set(try pairs("\(name)/T_seed\(seed).labeling").map { $0[0] })
    let sites = ["P"] + Set(labels.values).subtracting(["P"]).sorted()
    func site(_ vertex: String) throws -> Int {
      try #require(labels[vertex].flatMap { sites.firstIndex(of: $0) })
    }
    let root = "GL"
    let clones = Set(edges.flatMap { $0 }).subtracting(leaves).subtracting([root]).sorted()
    func clone(_ vertex: String) throws -> Int { try #require(clones.firstIndex(of: vertex)) }
    var parents = [Int](repeating: CloneTree.normal, count: clones.count)
    var presence = clones.map { _ in [Double](repeating: 0, count: sites.count) }
    var below: [String: [String]] = [:]
    for edge in edges {
      below[edge[0], default: []].append(edge[1])
      if leaves.contains(edge[1]) {
        presence[try clone(edge[0])][try site(edge[1])] = 1
      } else if edge[0] != root {
        parents[try clone(edge[1])] = try clone(edge[0])
      }
    }
    var (order, up, at) = ([root], [0], [0])
    var next = 0
    while next < order.count {
      for child in below[order[next]] ?? [] {
        order.append(child)
        up.append(next)
        at.append(try site(child))
      }
      next += 1
    }
    let inner = try #require(CloneTree(parents: parents))
    let tree = try #require(SiteTree(tree: inner, probability: 1, presence: presence))
    return (tree, sites.count, MigrationGraph(parents: up, sites: at))
  }

  /// The F1 score of migrations, each counted.
  static func score(_ found: MigrationGraph, _ truth: MigrationGraph) -> Double {
    let common = found.edges.reduce(0) { sum, edge in
      let same = truth.edges.first { $0.from == edge.from && $0.to == edge.to }
      return sum + min(edge.migrations, same?.migrations ?? 0)
    }
    return 2 * Double(common) / Double(found.migrations + truth.migrations)
  }
}

@Suite(
  "Migrations on true trees of simulated metastases",
  .enabled(if: MachinaSimulations.folder != nil, Comment(rawValue: MachinaSimulations.absence)))
struct MachinaTruthTests {
  @Test func `the true migrations are mostly among those with the least`() throws {
    var (listed, least, patterns, score) = (0, 0, 0.0, 0.0)
    for (name, seed) in MachinaSimulations.all {
      let (tree, sites, truth) = try MachinaSimulations.truth(name, seed)
      let found = try #require(
        MigrationAnalysis().migrations(of: [tree], sites: sites, origin: .site(0)))
      #expect(found.isComplete)
      let first = try #require(found.histories.first)
      // No history with fewer migrations than the true one can be missed.
      #expect(first.graph.migrations <= truth.migrations)
      if first.graph.migrations == truth.migrations { least += 1 }
      if found.histories.contains(where: { $0.graph.edges == truth.edges }) { listed += 1 }
      patterns += found.probability(of: truth.pattern)
      score += found.histories.reduce(0) {
        $0 + $1.probability * MachinaSimulations.score($1.graph, truth)
      }
    }
    #expect(least == 7)
    #expect(listed == 7)
    #expect(patterns / 9 > 0.6)
    #expect(score / 9 > 0.8)
  }

  @Test func `resolving polytomies never needs more migrations`() throws {
    var resolve = MigrationAnalysis()
    resolve.polytomies = .resolve
    for (name, seed) in MachinaSimulations.all {
      let (tree, sites, truth) = try MachinaSimulations.truth(name, seed)
      let kept = try #require(
        MigrationAnalysis().migrations(of: [tree], sites: sites, origin: .site(0)))
      let found = try #require(resolve.migrations(of: [tree], sites: sites, origin: .site(0)))
      let (one, other) = (found.histories[0].graph, kept.histories[0].graph)
      #expect(one.migrations <= other.migrations)
      #expect(one.migrations <= truth.migrations)
    }
  }
}
