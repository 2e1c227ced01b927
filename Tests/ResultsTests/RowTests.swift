import DelimitedText
import Foundation
import Testing
import TumorModel

@testable import Results

/// What the tests ask of a table, whatever its rows are.
protocol TestedTable: Sendable {
  var fileName: String { get }
  func line(_ draw: inout Draw) throws -> String
  func rewritten(_ line: String) throws -> String
  func throughJSON(_ line: String) throws -> String?
  func refusals(of line: String) throws -> [String]
}

extension Table: TestedTable {
  private func decoder() throws(TableFailure) -> RowDecoder<Row> {
    try RowDecoder(header: columns.map(\.name), path: "dir/t.tsv", line: 3)
  }

  private func row(_ line: String) throws -> Row {
    let decoder = try decoder()
    var row = Row()
    try Array(line.utf8).withUnsafeBufferPointer { try decoder.decode($0, line: 7, into: &row) }
    return row
  }

  private func text(_ row: Row) -> String {
    var table = TableWriter(capacity: 64)
    table.append(row)
    return String(table.text.dropLast())
  }

  /// A row drawn at random, as text.
  func line(_ draw: inout Draw) throws -> String {
    try columns.map { column in
      try #require(
        FieldText.of(type(of: column.keyPath).valueType, &draw, column.bounds),
        "no values are drawn for \(fileName), \(column.name)")
    }.joined(separator: "\t")
  }

  func rewritten(_ line: String) throws -> String { text(try row(line)) }

  func throughJSON(_ line: String) throws -> String? {
    guard let row = try row(line) as? any JSONRow else { return nil }
    func again<Value: JSONRow>(_ row: Value) throws -> String {
      let json = try JSONText.text(row)
      let copy = try JSONDecoder().decode(Value.self, from: Data(json.utf8))
      var table = TableWriter(capacity: 64)
      table.append(copy)
      return String(table.text.dropLast())
    }
    return try again(row)
  }

  /// What is told where each number of a row is out of range, or no number.
  func refusals(of line: String) throws -> [String] {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    var problems: [String] = []
    for (place, column) in columns.enumerated() {
      guard let bounds = column.bounds else { continue }
      var wrong = ["nan", "NaN", "x", "1 ", "--1", "1e999"]
      if !bounds.allowsInfinity { wrong += ["inf", "-inf"] }
      if bounds.low.isFinite { wrong.append("\(Int(bounds.low) - 1)") }
      if !bounds.includesLow { wrong.append("0") }
      if bounds.high.isFinite, bounds.high < 1e17 { wrong.append("\(Int(bounds.high) + 1)") }
      for text in wrong {
        var changed = fields
        changed[place] = text
        let start = fields[..<place].reduce(1) { $0 + $1.utf8.count + 1 }
        let expected = "dir/t.tsv:7:\(start): error: \(column.name) is '\(text)'; expected "
        do {
          _ = try row(changed.joined(separator: "\t"))
          problems.append("\(column.name) takes '\(text)'")
        } catch let failure as TableFailure {
          if !failure.description.hasPrefix(expected) { problems.append(failure.description) }
        }
      }
    }
    return problems
  }
}

@Suite("Rows of every table")
struct RowTests {
  private static let tables = ResultTables.all.compactMap { $0 as? any TestedTable }

  private func lines(of table: any TestedTable, _ number: Int) throws -> [String] {
    var draw = Draw(seed: 20_261_128)
    return try (0..<number).map { _ in try table.line(&draw) }
  }

  @Test(arguments: tables.indices)
  func `come back as they were written`(index: Int) throws {
    let table = Self.tables[index]
    for line in try lines(of: table, 200) {
      #expect(try table.rewritten(line) == line, "\(table.fileName)")
    }
  }

  @Test(arguments: tables.indices)
  func `come back through JSON`(index: Int) throws {
    let table = Self.tables[index]
    for line in try lines(of: table, 50) {
      guard let again = try table.throughJSON(line) else { return }
      #expect(again == line, "\(table.fileName)")
    }
  }

  @Test(arguments: tables.indices)
  func `refuse numbers out of range, with their place`(index: Int) throws {
    let table = Self.tables[index]
    let line = try #require(try lines(of: table, 1).first)
    let problems = try table.refusals(of: line)
    #expect(problems == [], "\(table.fileName): \(problems.joined(separator: " / "))")
  }

  @Test func `every table is tested`() {
    #expect(Self.tables.count == ResultTables.all.count)
  }
}

@Suite("Fields with bytes of their own meaning")
struct FieldTests {
  private func roundTrip<Value: FieldValue & Equatable>(_ value: Value) {
    let text = FieldText.written(value)
    #expect(FieldText.read(Value.self, text) == value, "\(text)")
    #expect(!text.contains("\t") && !text.contains("\n"), "\(text)")
  }

  @Test(arguments: ["a;b", "a,b", "(a)", "50%", "%3B", "a\tb", "a\nb", "a:b", "é", "*", " "])
  func `names come back from lists and findings`(name: String) {
    roundTrip(FieldList([name, "x", name]))
    roundTrip(PairFinding.belongsTo(side: .earlier, SampleOwner(patient: name, kind: .misplaced)))
    roundTrip(PairFinding.leftOut(samples: [name, "B", name]))
    roundTrip(
      FieldList([
        PairFinding.tumorInNormal(normal: name, share: 0.5, low: 0.25, high: 1),
        .seenInNormal(normal: name, mutations: 3), .orderUnknown,
      ]))
  }

  @Test func `a class of mutations is a whole name, and activating holds the conflicting ones`() {
    for known in MutationClass.allCases { roundTrip(known) }
    for text in ["a", "activatin", "Activating", "neutral_", "", "any "] {
      #expect(FieldText.read(MutationClass.self, text) == nil, "\(text)")
    }
    let activating = FunctionalClass.allCases.filter(MutationClass.activating.includes)
    #expect(activating == [.activating, .activatingConflicting])
    #expect(!MutationClass.activating.includes(nil) && MutationClass.any.includes(nil))
    let neutral = MutationClass(rawValue: "neutral")
    #expect(neutral?.includes(.neutral) == true)
    #expect(neutral?.includes(.neutralConflicting) == false)
    var row = OriginRow()
    for (text, isActivating) in [
      ("activating", true), ("activating_conflicting", true), ("activating_no", false), ("", false),
    ] {
      row.functionalClass = text
      #expect(row.isActivating == isActivating, "\(text)")
    }
  }

  @Test func `a number in a note or a mixture is written in decimal digits`() {
    #expect(FieldText.read(CohortNote.self, "binned(0x10)") == nil)
    #expect(FieldText.read(PairFinding.self, "tumorInNormal(N,0x1,0.1,1)") == nil)
    #expect(FieldText.read(CopyNumberMixture.self, "0x1:1+1") == nil)
    #expect(FieldText.read(CopyNumberMixture.self, "0.4:1+1,0.6:2+1") != nil)
  }

  @Test func `every finding has a name of its own and comes back`() {
    for finding in PairFinding.examples { roundTrip(finding) }
    #expect(Set(PairFinding.examples.map(\.code)).count == PairFinding.examples.count)
  }

  @Test(arguments: [
    "none", "belongsTo", "belongsTo(earlier,P)", "belongsTo(middle,P,exchanged)",
    "belongsTo(earlier,P,contamination)", "orderUnknown(P)",
    "seenInNormal(N,-1)", "seenInNormal(N,x)", "tumorInNormal(N,0.1,0.1,1.5)", "leftOut(A",
    "fitUnsettled(A)", "",
  ])
  func `what is no finding is refused`(text: String) {
    #expect(FieldText.read(PairFinding.self, text) == nil)
  }

  @Test func `a joint earlier side is an asterisk, and an empty one is nothing`() {
    #expect(FieldText.written(ComparedSample.joint) == "*")
    #expect(FieldText.read(ComparedSample.self, "*") == .joint)
    #expect(FieldText.read(ComparedSample.self, "A*") == .sample("A*"))
    #expect(FieldText.read(ComparedSample.self, "") == nil)
  }

  @Test func `a depth that nothing reaches is a word`() {
    roundTrip(DepthNeeded.unattainable)
    roundTrip(DepthNeeded.reads(810))
    for text in ["", "-1", "1.5", "unattainable "] {
      #expect(FieldText.read(DepthNeeded.self, text) == nil)
    }
  }

  @Test func `numbers are read strictly`() {
    for text in ["", " 1", "1 ", "nan", "NaN", "0x10", "1,5", "+-1", "1e999", "infinity"] {
      #expect(FieldText.read(Double.self, text) == nil, "\(text)")
    }
    for text in ["", "+1", "1.0", "--1", "-", "1234567890123456789"] {
      #expect(FieldText.read(Int.self, text) == nil, "\(text)")
    }
    #expect(FieldText.read(Double.self, "inf") == .infinity)
    #expect(FieldText.read(Int.self, "-12") == -12)
    #expect(FieldText.read(Int?.self, "") == .some(nil))
  }
}
