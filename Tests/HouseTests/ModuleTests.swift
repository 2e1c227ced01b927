import Foundation
import Testing

/// The modules of the package as they stand on disk.
enum House {
  /// What each module may import of the package and of C libraries.
  static let imports: [String: Set<String>] = [
    "NumericalMethods": ["CGSL"],
    "HTSlib": ["CHTSlib", "CHTSlibShims"],
    "TumorModel": [],
    "ClonalEvolution": ["NumericalMethods", "TumorModel"],
    "CohortStatistics": ["NumericalMethods", "TumorModel"],
    "TumorSimulation": ["NumericalMethods", "TumorModel"],
    "VariantKnowledge": ["TumorModel"],
    "DelimitedText": [],
    "GenomicFiles": ["DelimitedText", "HTSlib", "TumorModel"],
    "Studies": ["DelimitedText", "GenomicFiles", "HTSlib", "TumorModel"],
    "Results": ["CCrypto", "ClonalEvolution", "CohortStatistics", "DelimitedText", "TumorModel"],
    "Wording": [
      "ClonalEvolution", "CohortStatistics", "DelimitedText", "Results", "TumorModel",
    ],
    "Figures": [
      "ClonalEvolution", "CohortStatistics", "DelimitedText", "Results", "TumorModel", "Wording",
    ],
    "Report": ["CVegaRuntime", "CZlib", "Figures", "Results", "TumorModel", "Wording"],
    "StudyPipeline": [
      "ClonalEvolution", "CohortStatistics", "DelimitedText", "Figures", "GenomicFiles", "HTSlib",
      "NumericalMethods", "Report", "Results", "Studies", "TumorModel", "TumorSimulation",
      "VariantKnowledge", "Wording",
    ],
    "Commands": [
      "ArgumentParser", "ClonalEvolution", "DelimitedText", "Figures", "GenomicFiles", "Results",
      "Studies", "StudyPipeline", "TumorModel", "TumorSimulation", "VariantKnowledge", "Wording",
    ],
    "metachron": ["Commands"],
  ]

  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  /// The modules that have Swift files.
  static let modules: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: sources.path(percentEncoded: false))
    return (names ?? []).filter { !files(of: $0).isEmpty }.sorted()
  }()

  /// The Swift files of a module with the folder each lies in; `.` for the module itself.
  static func files(of module: String) -> [(folder: String, text: SourceText)] {
    let root = sources.appending(path: module).path(percentEncoded: false)
    guard let paths = FileManager.default.enumerator(atPath: root) else { return [] }
    return paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
      .compactMap { path in
        guard let source = try? String(contentsOfFile: root + "/" + path, encoding: .utf8) else {
          return nil
        }
        let parts = path.split(separator: "/")
        return (parts.count > 1 ? String(parts[0]) : ".", SourceText(source))
      }
  }
}

@Suite("How modules are put together")
struct ModuleTests {
  @Test(arguments: House.modules)
  func `folders name one another in no circle`(module: String) {
    #expect(FolderGraph(House.files(of: module)).circles == [])
  }

  @Test(arguments: House.modules)
  func `a module imports what the table allows`(module: String) throws {
    let allowed = try #require(House.imports[module], "add \(module) to the table of imports")
    let known = Set(House.imports.keys).union(House.imports.values.joined())
    let found = House.files(of: module).reduce(into: Set<String>()) {
      $0.formUnion($1.text.imports)
    }
    #expect(found.intersection(known).subtracting(allowed).sorted() == [])
  }

  @Test func `a file format names no type of another`() {
    let files = House.files(of: "GenomicFiles")
    let graph = FolderGraph(files)
    for folder in Set(files.map(\.folder)) {
      #expect(
        graph.targets(of: folder).subtracting(["Input", "Shared"]).sorted() == [], "\(folder)")
    }
    #expect(files.count > 20)
  }
}

@Suite("How code is looked at")
struct SourceTextTests {
  @Test func `comments and strings name nothing, interpolations do`() {
    let text = SourceText(
      #"""
      package import Alpha
      // Beta
      /// A ``Gamma``.
      public struct Delta { let words = "Epsilon \(Zeta.name) Eta" }
      private struct Theta {}
      """#)
    #expect(text.imports == ["Alpha"])
    #expect(text.declaredTypes == ["Delta"])
    #expect(text.names == ["Alpha", "Delta", "Zeta", "Theta"])
  }

  @Test func `a circle is told with its types`() {
    let graph = FolderGraph([
      ("One", SourceText("struct First { let second: Second? }")),
      ("Two", SourceText("struct Second { let third: Third? }")),
      ("Three", SourceText("final class Third { var first: First? }")),
      ("Four", SourceText("enum Fourth { case first(First) }")),
    ])
    #expect(graph.circles == ["One -> Two: Second", "Three -> One: First", "Two -> Three: Third"])
  }
}
