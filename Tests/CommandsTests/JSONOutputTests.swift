import TumorModel
import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import Results
import Studies
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

@Suite("JSON that commands write")
struct JSONOutputTests {
  /// What the article must say, word for word.
  static var generated: String { JSONOutputs.all.map(\.markdown).joined(separator: "\n") }

  private static let schemas = TestFolders.repository.appending(
    path: "Sources/Commands/Documentation.docc/Resources/schemas")

  /// What does not fit in a text that a command printed.
  static func problems(_ json: String, name: String) throws -> [String] {
    let output = try #require(JSONOutputs.all.first { $0.name == name })
    return try SchemaValidator.problems(json, schema: output.schemaText())
  }

  @Test func `the article says what the code says`() throws {
    let text = try GeneratedArticle.text(
      "json-outputs.md", endingWith: Self.generated, from: "## metachron check --json")
    #expect(text.hasSuffix(Self.generated), "the article must end with:\n\(Self.generated)")
  }

  @Test(arguments: JSONOutputs.all.map(\.name))
  func `the schema in the documentation is that of the code`(name: String) throws {
    let output = try #require(JSONOutputs.all.first { $0.name == name })
    let file = Self.schemas.appending(path: "\(name).schema.json")
    if GeneratedArticle.isUpdating {
      try FileManager.default.createDirectory(at: Self.schemas, withIntermediateDirectories: true)
      try (output.schemaText() + "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == output.schemaText() + "\n")
  }

  @Test(arguments: JSONOutputs.all.map(\.name))
  func `keys are words joined by underscores, each with a meaning`(name: String) throws {
    let output = try #require(JSONOutputs.all.first { $0.name == name })
    for property in Self.properties(output.schema) {
      #expect(
        property.name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil, "\(property.name)")
      #expect(!property.description.isEmpty, "\(property.name)")
    }
  }

  private static func properties(_ schema: JSONSchema) -> [JSONSchema.Property] {
    switch schema {
    case .object(let properties): properties + properties.flatMap { Self.properties($0.schema) }
    case .array(let element), .map(let element): properties(element)
    default: []
    }
  }

  @Test func `power fits its schema`() throws {
    let clone = ["--ccf", "0.001,0.25", "--power", "0.9"]
    for arguments in [
      ["--depth", "0,30,500"], clone, clone + ["--depth", "3", "--precision", "40"],
    ] {
      let table = try PowerCommand.parse(["--purity", "0.4"] + arguments).table()
      #expect(try Self.problems(JSONText.text(table), name: "power") == [])
    }
  }

  @Test func `design fits its schema`() throws {
    let both = SampleSizes(
      fraction: 0.8, halfWidth: 0.1, null: 0.5, power: 0.8, alpha: 0.05, accuracy: 0.9)
    let unattainable = SampleSizes(
      fraction: 0.8, halfWidth: nil, null: 0.7999, power: 0.8, alpha: 0.05, accuracy: 1)
    for sizes in [both, unattainable] {
      #expect(try Self.problems(JSONText.text(sizes), name: "design") == [])
    }
  }

  @Test func `the plan of a cohort fits its schema`() throws {
    var summary = CohortSummary()
    summary.version = ToolVersion.number
    summary.patients = 40
    let target = CohortTarget(gene: "ERBB2", className: .activating)
    summary.targets = [target]
    var powers = CohortSummary.Powers()
    (powers.gene, powers.className) = (target.gene, target.className)
    powers.patientsByPower = [1, 2, 6, 1]
    summary.powers = [powers]
    var main = CohortFractionRow()
    (main.gene, main.className) = (target.gene, target.className)
    (main.patients, main.effective) = (10, 7)
    (main.estimate, main.low, main.high) = (0.7, 0.3, 0.95)
    summary.fractions = [main]
    let folder = FileManager.default.temporaryDirectory.path + "/mc-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for table in ResultTables.ofCohort {
      let data = Data("synthetic".utf8)
      try data.write(to: URL(filePath: "\(folder)/\(table.fileName)"))
      summary.outputs.append(
        Manifest.File(path: table.fileName, sha256: SHA256.checksum(of: "synthetic")))
    }
    try JSONText.text(summary).write(
      toFile: "\(folder)/\(CohortSummary.fileName)", atomically: false, encoding: .utf8)
    let plan = try FurtherPlan(folder: folder, gene: nil, width: 0.3)
    #expect(plan.assessable == 10 && plan.patients == 40 && plan.informativeness == 0.7)
    #expect(plan.patientsByPower == [1, 2, 6, 1])
    #expect(try Self.problems(JSONText.text(plan), name: "design-cohort") == [])
  }

  @Test func `check fits its schema`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/mc-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sheet = folder + "/samples.csv"
    try "patient,sample,role,mutations\nP,A,primary,none.maf\nP,B,metastasis,\n".write(
      toFile: sheet, atomically: false, encoding: .utf8)
    let report = StudyReport(sheet: sheet, options: ReadOptions())
    let summary = CheckSummary(report)
    #expect(summary.errors > 0 && !summary.samples.isEmpty)
    #expect(try Self.problems(JSONText.text(summary), name: "check") == [])
  }

  @Test func `origins, explain and cohort fit their schemas`() async throws {
    try await withTemporaryFolder { folder in
      let (results, cohort) = (folder + "/results", folder + "/cohort")
      var run = OriginsRun(
        source: try FakeStudy.made(6), folder: results, parameters: OriginParameters())
      run.genes = ["ERBB2"]
      let summary = try await run.run()
      #expect(summary.genes.first?.calls.isEmpty == false && summary.calls.total > 0)
      #expect(try Self.problems(JSONText.text(summary), name: "origins") == [])

      let explanations = try Explainer.explanations(of: "ERBB2", patient: "P0", in: results)
      #expect(explanations.count == 1 && explanations.first?.pair != nil)
      #expect(try Self.problems(JSONText.text(explanations), name: "explain") == [])

      let targets = CohortTarget.targets(genes: ["ERBB2"], className: nil, classified: [])
      let found = try CohortRun(folders: [results], output: cohort, targets: targets).run()
      #expect(found.patients == 6 && !found.funnel.isEmpty && !found.fractions.isEmpty)
      #expect(try Self.problems(JSONText.text(found), name: "cohort") == [])
      for (path, name) in [
        ("\(results)/\(OriginsSummary.fileName)", "origins"),
        ("\(cohort)/\(CohortSummary.fileName)", "cohort"),
      ] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(try Self.problems(text, name: name) == [], "\(name)")
      }
    }
  }

  @Test func `identity fits its schema`() async throws {
    try await withTemporaryFolder { folder in
      #expect(
        await Metachron.start(
          [
            "simulate", "study", "--patients", "12", "--seed", "7", "--exchanges", "1",
            "--second-primaries", "1", "--germline", "-o", folder,
          ]) == 0)
      let source = try StudySource(sheet: folder + "/samples.csv")
      let summary = try await IdentityRun(source: source).run()
      #expect(!summary.swaps.isEmpty && !summary.mismatches.isEmpty)
      #expect(try Self.problems(JSONText.text(summary), name: "identity") == [])
    }
  }

  @Test func `what is not of a schema is found`() throws {
    var table = PowerTable()
    table.purity = 0
    #expect(
      try Self.problems(JSONText.text(table), name: "power") == ["$.purity: not above 0.0"])
    #expect(
      try Self.problems("{\"purty\": 1, \"rows\": [{\"depth\": 1.5}]}", name: "power").count == 13)
  }
}
