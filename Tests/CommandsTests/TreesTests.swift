import ClonalEvolution
import Foundation
import NumericalMethods
import Results
import Testing
import Wording
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// Trees of clones from files to tables.
@Suite("Trees from the command line")
struct TreesTests {
  private static let header =
    "mutation_id\tsample_id\tref_counts\talt_counts\tmajor_cn\tminor_cn\tnormal_cn\ttumour_content"

  /// A PyClone-VI table of three samples with four clones: 1 is the trunk, 2 and 3 come from it, 4 from 2.
  /// Synthetic.
  private static func table(seed: UInt64 = 17) -> String {
    let random = RandomSource(seed: seed)
    let fractions = [[1, 1, 1], [0.65, 0.5, 0.1], [0.25, 0.1, 0.8], [0.4, 0, 0]]
    var lines = [header]
    for (clone, own) in fractions.enumerated() {
      for index in 0..<40 {
        for (sample, fraction) in zip(["A", "B", "C"], own) {
          let alternate = random.binomial(trials: 150, probability: max(0.4 * fraction, 3e-4))
          lines.append(
            "c\(clone)m\(index)\t\(sample)\t\(150 - alternate)\t\(alternate)\t1\t1\t2\t0.8")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func `a PyClone-VI table gives trees in all notations`() async throws {
    try await withTemporaryFolder { folder in
      let input = folder + "/input.tsv"
      try Self.table().write(toFile: input, atomically: true, encoding: .utf8)
      let results = folder + "/results"
      #expect(await Metachron.start(["trees", input, "-o", results, "-q"]) == 0)
      let trees = try tableRows(results, TreeRow.self)
      let first = try #require(trees.first)
      #expect(first.clones.elements == [1, 2, 3, 4] && first.rank == 1 && first.isCredible)
      let fractions = try tableRows(results, CloneFractionRow.self).filter { $0.sample == "A" }
      // The clones by their fractions in A: trunk, then .65, .4, .25.
      let order = fractions.sorted { $0.cellFraction > $1.cellFraction }.map(\.clone)
      #expect(order.count == 4 && order[0] == 1)
      let parents = Dictionary(
        uniqueKeysWithValues: zip(first.clones.elements, first.parents.elements))
      #expect(parents[order[0]] == 0 && parents[order[1]] == order[0])
      #expect(parents[order[2]] == order[1] && parents[order[3]] == order[0])
      #expect(abs(trees.reduce(0) { $0 + $1.probability } - 1) < 1e-4)
      let edges = try tableRows(results, TreeEdgeRow.self)
      for clone in 1...4 {
        let own = edges.filter { $0.child == clone }
        #expect(abs(own.reduce(0) { $0 + $1.probability } - 1) < 1e-3)
        #expect(own.count { $0.isInConsensus } == 1)
      }
      let proportions = try tableRows(results, CloneProportionRow.self)
      #expect(proportions.count == 15)
      for sample in ["A", "B", "C"] {
        let sum = proportions.filter { $0.sample == sample }.reduce(0) { $0 + $1.proportion }
        #expect(abs(sum - 1) < 1e-4)
      }
      let newick = try String(contentsOfFile: results + "/trees.nwk", encoding: .utf8)
      #expect(newick.hasPrefix("[patient=") && newick.contains("rank=1"))
      #expect(newick.split(separator: "\n").count == trees.count { $0.isCredible })
      let graph = try String(contentsOfFile: results + "/trees.dot", encoding: .utf8)
      #expect(graph.hasPrefix("// clone trees of metachron\ndigraph ") && graph.contains("0 -> 1 "))
      let json = try Data(contentsOf: URL(filePath: results + "/trees.json"))
      let summary = try JSONDecoder().decode(TreesSummary.self, from: json)
      let history = try #require(summary.histories.first)
      #expect(history.clones == [1, 2, 3, 4] && history.consensus == first.parents.elements)
      #expect(history.edges.map(\.child) == edges.map(\.child))
      #expect(history.edges.map(\.isInConsensus) == edges.map(\.isInConsensus))
      for (one, other) in zip(history.proportions, proportions) {
        #expect(one.sample == other.sample && abs(one.proportion - other.proportion) < 1e-5)
      }
      #expect(summary.text.contains("clone 1 from the root"))
      // Clones alone, in the same folder: trees of other clones do not stay.
      #expect(await Metachron.start(["clones", input, "-o", results, "-q"]) == 0)
      for name in CloneFiles.names(of: .trees) {
        #expect(!FileManager.default.fileExists(atPath: "\(results)/\(name)"), "\(name)")
      }
    }
  }

  @Test func `any number of threads gives the same bytes`() async throws {
    try await withTemporaryFolder { folder in
      let study = folder + "/study"
      #expect(
        await Metachron.start([
          "simulate", "study", "--patients", "6", "--seed", "5", "-o", study,
        ]) == 0)
      for threads in ["1", "4"] {
        #expect(
          await Metachron.start([
            "trees", study + "/samples.csv", "-o", "\(folder)/\(threads)", "--threads", threads,
            "-q",
          ]) == 0)
      }
      for name in CloneFiles.names(of: .trees) {
        let texts = try ["1", "4"].map {
          try String(contentsOfFile: "\(folder)/\($0)/\(name)", encoding: .utf8)
        }
        #expect(texts[0] == texts[1], "\(name)")
      }
      let found = try tableRows(folder + "/1", TreeRow.self)
      #expect(Set(found.map(\.patient)).count == 6)
      // The document is written patient by patient and is one object all the same.
      let json = try Data(contentsOf: URL(filePath: folder + "/1/trees.json"))
      let summary = try JSONDecoder().decode(TreesSummary.self, from: json)
      #expect(summary.patients == 6 && summary.histories.map(\.patient).count == 6)
      #expect(
        summary.clones == summary.histories.reduce(0) { $0 + $1.clones.count + $1.unplaced.count })
    }
  }

  /// Clusters that Pairtree was given are the clones, whatever their reads.
  @Test func `clusters of a params.json are taken as they are`() async throws {
    try await withTemporaryFolder { folder in
      let ssm = """
        id\tname\tvar_reads\ttotal_reads\tvar_read_prob
        s0\tS_0\t480,470\t1000,1000\t0.5,0.5
        s1\tS_1\t475,482\t1000,1000\t0.5,0.5
        s2\tS_2\t200,100\t1000,1000\t0.5,0.5
        s3\tS_3\t205,104\t1000,1000\t0.5,0.5
        s4\tS_4\t203,99\t1000,1000\t0.5,0.5

        """
      try ssm.write(toFile: folder + "/a.ssm", atomically: true, encoding: .utf8)
      let parameters =
        #"{"samples": ["X", "Y"], "clusters": [["s0", "s1"], ["s2"], ["s3", "s4"]], "garbage": []}"#
      try parameters.write(
        toFile: folder + "/a.params.json", atomically: true, encoding: .utf8)
      #expect(
        await Metachron.start(["trees", folder + "/a.ssm", "-o", folder + "/out", "-q"]) == 0)
      let clones = try tableRows(folder + "/out", CloneRow.self).filter { $0.sample == "X" }
      let numbers = Dictionary(
        uniqueKeysWithValues: clones.map { ($0.gene.isEmpty ? $0.identifier : $0.gene, $0.clone) })
      #expect(Set(numbers.values.compactMap { $0 }) == [1, 2, 3])
      #expect(numbers["S_0"] == numbers["S_1"] && numbers["S_3"] == numbers["S_4"])
      #expect(numbers["S_2"] != numbers["S_3"])
      // A driver's mutation has a row of its place.
      let driver = folder + "/driver.ssm"
      try ssm.replacing("S_2", with: "ERBB2").write(
        toFile: driver, atomically: true, encoding: .utf8)
      #expect(await Metachron.start(["trees", driver, "-o", folder + "/driver", "-q"]) == 0)
      let places = try tableRows(folder + "/driver", DriverPlaceRow.self)
      let own = try #require(
        try tableRows(folder + "/driver", CloneRow.self).first { $0.gene == "ERBB2" })
      #expect(places.map(\.gene).allSatisfy { $0 == "ERBB2" })
      #expect(places.first?.clone == own.clone && places.first?.parent != nil)
      #expect(abs(places.reduce(0) { $0 + $1.probability } - 1) < 0.01)
      #expect(abs((places.first?.probability ?? 0) - own.probability) < 1e-4)
      // A mutation of no given cluster is no artefact, and its own reads are shown.
      let fewer = parameters.replacing(#"["s3", "s4"]"#, with: #"["s3"]"#)
      try fewer.write(toFile: folder + "/a.params.json", atomically: true, encoding: .utf8)
      #expect(
        await Metachron.start(["trees", folder + "/a.ssm", "-o", folder + "/fewer", "-q"]) == 0)
      let rest = try tableRows(folder + "/fewer", CloneRow.self).filter { $0.group == .ungrouped }
      #expect(rest.count == 2 && rest.allSatisfy { $0.clone == nil && $0.cellFraction != nil })
      #expect(try tableRows(folder + "/fewer", CloneRow.self).allSatisfy { $0.group != .artefact })
      let twice = parameters.replacing(#"["s2"]"#, with: #"["s2", "s0"]"#)
      try twice.write(toFile: folder + "/a.params.json", atomically: true, encoding: .utf8)
      #expect(await Metachron.start(["trees", folder + "/a.ssm", "-q"]) == 65)
    }
  }

  @Test func `a trunk of few mutations tells the purity where clones are given`() async throws {
    try await withTemporaryFolder { folder in
      let random = RandomSource(seed: 71)
      var lines = ["id\tname\tvar_reads\ttotal_reads\tvar_read_prob"]
      for index in 0..<32 {
        let share = index < 2 ? 0.5 : 0.19
        let counts = [0.5, share].map { random.binomial(trials: 100, probability: $0) }
        let reads =
          index < 2 ? counts : [random.binomial(trials: 100, probability: 0.3), counts[1]]
        lines.append("s\(index)\tS_\(index)\t\(reads[0]),\(reads[1])\t100,100\t0.5,0.5")
      }
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: folder + "/a.ssm", atomically: true, encoding: .utf8)
      let rest = (2..<32).map { "\"s\($0)\"" }.joined(separator: ", ")
      try #"{"samples": ["X", "Y"], "clusters": [["s0", "s1"], [\#(rest)]], "garbage": []}"#.write(
        toFile: folder + "/a.params.json", atomically: true, encoding: .utf8)
      #expect(
        await Metachron.start(["trees", folder + "/a.ssm", "-o", folder + "/out", "-q"]) == 0)
      let found = try tableRows(folder + "/out", CloneFractionRow.self).filter { $0.sample == "Y" }
      #expect(found.count == 2 && found[0].cellFraction > 0.95)
      #expect((0.28...0.5).contains(found[1].cellFraction), "\(found[1].cellFraction)")
    }
  }

  @Test func `wrong usage and empty input are told in words`() async throws {
    try await withTemporaryFolder { folder in
      let input = folder + "/input.tsv"
      try (Self.header + "\n").write(toFile: input, atomically: true, encoding: .utf8)
      #expect(await Metachron.start(["trees", input, "-q"]) == 65)
      #expect(await Metachron.start(["trees", folder + "/none.tsv", "-q"]) == 66)
      #expect(await Metachron.start(["trees", input, "--sweeps", "0"]) == 64)
      try (Self.header + "\nm0\tA\t65\t35\t1\t1\t2\t0.7\n")
        .write(toFile: input, atomically: true, encoding: .utf8)
      #expect(await Metachron.start(["trees", input, "-o", folder + "/one", "-q"]) == 0)
      #expect(try tableRows(folder + "/one", TreeRow.self).map(\.newick) == ["(1)0;"])
    }
  }
}

/// Pairtree's example against its truth.
@Suite(
  "Pairtree's example",
  .enabled(
    if: TestFolders.publicData("pairtree_example/example.ssm") != nil, "\(PublicData.absence)"))
struct PairtreeExampleTests {
  @Test func `has its tree`() async throws {
    let table = try #require(TestFolders.publicData("pairtree_example/example.ssm"))
    var run = ClonesRun(source: try StudySource(sheet: table.path))
    run.trees = CloneTreeAnalysis()
    let history = try #require(try await run.run().trees.histories.first)
    // Its clusters are a chain.
    #expect(history.clones == [1, 2, 3] && history.unplaced.isEmpty)
    #expect(history.consensus == [0, 1, 2] && history.trees.first?.parents == [0, 1, 2])
  }
}
