import Foundation
import Testing
import _TestSupport

/// The modules of the package as they stand on disk.
enum House {
  /// What each module imports, of the package, of C libraries and of the system, in the order of the
  /// article on the modules.
  static let graph: KeyValuePairs<String, [String]> = [
    "DelimitedText": ["Glibc", "Synchronization"],
    "GenomicFiles": ["DelimitedText", "Glibc", "HTSlib", "Synchronization", "TumorModel"],
    "Studies": [
      "DelimitedText", "Dispatch", "FoundationEssentials", "GenomicFiles", "Glibc", "HTSlib",
      "Synchronization", "TumorModel",
    ],
    "TumorModel": ["Glibc"],
    "NumericalMethods": ["CGSL", "CLaneKernels", "Glibc", "Synchronization"],
    "ClonalEvolution": ["Glibc", "NumericalMethods", "Synchronization", "TumorModel"],
    "CohortStatistics": ["Glibc", "NumericalMethods", "TumorModel"],
    "DrugResponse": ["Glibc", "NumericalMethods"],
    "PlateFiles": ["DelimitedText", "DrugResponse"],
    "VariantKnowledge": ["TumorModel"],
    "TumorSimulation": ["Glibc", "NumericalMethods", "TumorModel"],
    "Results": [
      "CCrypto", "ClonalEvolution", "CohortStatistics", "DelimitedText", "DrugResponse",
      "Foundation", "Glibc", "Synchronization", "TumorModel",
    ],
    "Wording": [
      "ClonalEvolution", "CohortStatistics", "DelimitedText", "DrugResponse", "Glibc", "Results",
      "TumorModel", "VariantKnowledge",
    ],
    "Figures": [
      "ClonalEvolution", "CohortStatistics", "DelimitedText", "DrugResponse", "Foundation", "Glibc",
      "Results", "TumorModel", "Wording",
    ],
    "Report": [
      "CVegaRuntime", "CZlib", "Figures", "Foundation", "Results", "TumorModel", "Wording",
    ],
    "StudyPipeline": [
      "ClonalEvolution", "CohortStatistics", "DelimitedText", "DrugResponse", "Figures",
      "Foundation", "GenomicFiles", "Glibc", "HTSlib", "NumericalMethods", "PlateFiles", "Report",
      "Results", "Studies", "Synchronization", "TumorModel", "TumorSimulation", "VariantKnowledge",
      "Wording",
    ],
    "Commands": [
      "ArgumentParser", "ClonalEvolution", "DelimitedText", "DrugResponse", "Figures", "Foundation",
      "GenomicFiles", "PlateFiles", "Results", "Studies", "StudyPipeline", "TumorModel",
      "TumorSimulation", "VariantKnowledge", "Wording",
    ],
    "HTSlib": ["CHTSlib", "CHTSlibShims", "Glibc"],
    "metachron": ["Commands", "Foundation"],
  ]

  /// The import graph as the article has it.
  static var importText: String {
    graph.map { ([$0.key, $0.value.joined(separator: ", ")].filter { !$0.isEmpty }) }
      .map { $0.joined(separator: ": ") + "\n" }.joined()
  }

  /// The folder graph as the article has it: modules with folders, and whom each folder names.
  static var folderText: String {
    graph.compactMap { module, _ -> String? in
      let files = House.files(of: module)
      let folders = Set(files.map(\.folder)).sorted()
      guard folders.count > 1 else { return nil }
      let graph = FolderGraph(files)
      let lines = folders.map { folder in
        let targets = graph.targets(of: folder).sorted().joined(separator: ", ")
        return "  " + folder + (targets.isEmpty ? "" : ": " + targets) + "\n"
      }
      return module + "\n" + lines.joined()
    }.joined(separator: "\n")
  }

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
  func `a module imports what the table says, of the system too`(module: String) throws {
    let listed = try #require(
      House.graph.first { $0.key == module }?.value, "add \(module) to the graph of imports")
    let found = House.files(of: module).reduce(into: Set<String>()) {
      $0.formUnion($1.text.imports)
    }
    #expect(found.sorted() == listed)
  }

  private static let article =
    "Sources/ClonalEvolution/Documentation.docc/Design/design-0001-house.md"

  @Test func `the article has the graph of imports`() throws {
    let expected = House.importText
    #expect(
      try GeneratedArticle.block(Self.article, below: "### Import graph", expected: expected)
        == expected)
  }

  @Test func `the article has the graph of folders`() throws {
    let expected = House.folderText
    #expect(
      try GeneratedArticle.block(Self.article, below: "### Folder graph", expected: expected)
        == expected)
  }

  @Test(arguments: House.modules)
  func `what is printed goes through one writer, which tells what could not be`(module: String) {
    for file in House.files(of: module) {
      let printing = file.text.code.firstMatch(of: /\bprint\(|\bfputs\(|FileHandle\.standard/)
      #expect(printing == nil, "\(module)/\(file.folder)")
    }
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
