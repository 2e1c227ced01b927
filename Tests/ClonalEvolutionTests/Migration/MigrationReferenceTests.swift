import ClonalEvolution
import Testing
import _TestSupport

@Suite("Migrations that others have computed")
struct MigrationReferenceTests {
  /// A tree of a case: the inner vertices are clones, a leaf is a clone's cells at a site.
  private struct Given {
    let tree: SiteTree
    let sites: [String]

    init(_ row: ReferenceCase) throws {
      let children = row.inputs["children"].members
      let labels = row.inputs["leaf_labels"].members.mapValues(\.string)
      let origin = row.inputs["root_label"].string
      let sites = [origin] + Set(labels.values).subtracting([origin]).sorted()
      let names = children.keys.sorted()
      var parents = [Int](repeating: CloneTree.normal, count: names.count)
      var presence = names.map { _ in [Double](repeating: 0, count: sites.count) }
      for (parent, below) in children {
        let place = try #require(names.firstIndex(of: parent))
        for child in below.array.map(\.string) {
          if let label = labels[child] {
            presence[place][try #require(sites.firstIndex(of: label))] = 1
          } else {
            parents[try #require(names.firstIndex(of: child))] = place
          }
        }
      }
      self.sites = sites
      let inner = try #require(CloneTree(parents: parents))
      tree = try #require(SiteTree(tree: inner, probability: 1, presence: presence))
    }
  }

  @Test("Sankoff's recursion", arguments: ReferenceCase.cases("migration_sankoff"))
  func sankoff(_ row: ReferenceCase) throws {
    let given = try Given(row)
    let found = try #require(
      MigrationAnalysis().migrations(
        of: [given.tree], sites: given.sites.count, origin: .site(0)))
    let expected = row.expected["labelings"].array
    #expect(found.histories.count == row.expected["n_optimal_labelings"].int)
    #expect(found.histories.count == expected.count)
    #expect(found.isComplete)
    func key(_ migrations: Int, _ sources: Int, _ edges: [[String]]) -> String {
      "\(migrations) \(sources) \(edges.map { $0.joined(separator: ">") }.sorted())"
    }
    let ours = found.histories.map { history in
      key(
        history.graph.migrations, history.graph.seedingSites,
        history.graph.edges.map { [given.sites[$0.from], given.sites[$0.to]] })
    }
    let theirs = expected.map { labeling in
      key(
        labeling["migrations"].int, labeling["seeding_sites"].int,
        labeling["edges"].array.map { $0.array.map(\.string) })
    }
    #expect(ours.sorted() == theirs.sorted())
    #expect(
      found.histories.allSatisfy {
        $0.graph.migrations == row.expected["min_migrations"].int
      })
    // Fewer comigrations and seeding sites weigh more: exp(−(γ + σ)) of each.
    let costs = found.histories.map { Double($0.graph.criteria.cost) }
    #expect(costs == costs.sorted())
  }
}
