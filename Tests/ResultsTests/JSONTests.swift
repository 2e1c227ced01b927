import Foundation
import Results
import Testing
import TumorModel
import _TestSupport

@Suite("JSON that is declared")
struct JSONTests {
  private struct Inner: JSONObject, Hashable {
    var depth = 0
    var name: String?
    static let properties: [JSONProperty<Inner>] = [
      JSONProperty("depth", \.depth, unit: .reads, .reads, meaning: "Reads"),
      JSONProperty("name", \.name, meaning: "A name"),
    ]
  }

  private struct Outer: JSONObject, Hashable {
    var precision = Double.infinity
    var share: Double?
    var isGood = true
    var verdict = IdentityVerdict.match
    var inner = [Inner()]
    var counts: [String: Int] = [:]
    var shares: [Double] = []
    static let properties: [JSONProperty<Outer>] = [
      JSONProperty("precision", \.precision, .precision, meaning: "Precision"),
      JSONProperty("cell_share", \.share, unit: .shareOfCells, .fraction, meaning: "Share"),
      JSONProperty("is_good", \.isGood, meaning: "Whether it is good"),
      JSONProperty("verdict", \.verdict, meaning: "Verdict"),
      JSONProperty("inner", \.inner, meaning: "Inner objects"),
      JSONProperty("counts", \.counts, meaning: "Counts"),
      JSONProperty("shares", \.shares, .fraction, meaning: "Shares"),
    ]
  }

  private func decoded(_ json: String) throws -> Outer {
    try JSONDecoder().decode(Outer.self, from: Data(json.utf8))
  }

  @Test func `comes back, fits its schema, and leaves out what is not known`() throws {
    var outer = Outer()
    for share in [nil, 0, 0.25] as [Double?] {
      for precision in [Double.infinity, 400] {
        (outer.share, outer.precision, outer.shares) = (share, precision, [0, 1])
        outer.counts = ["a b": 3]
        let json = try JSONText.text(outer)
        #expect(try decoded(json) == outer)
        #expect(json.contains("\"cell_share\"") == (share != nil))
        #expect(json.contains("\"precision\" : \"inf\"") == precision.isInfinite)
        let schema = try JSONText.schema(of: Outer.self, title: "test")
        #expect(try SchemaValidator.problems(json, schema: schema) == [])
      }
    }
  }

  @Test(arguments: [
    ("\"is_good\" : true", "\"is_good\" : 1"), ("\"precision\" : \"inf\"", "\"precision\" : 0"),
    ("\"precision\" : \"inf\"", "\"precision\" : \"-inf\""), ("\"depth\" : 0", "\"depth\" : -1"),
    ("\"verdict\" : \"match\"", "\"verdict\" : \"maybe\""), ("\"depth\" : 0", "\"deep\" : 0"),
    ("\"shares\" : [\n\n  ]", "\"shares\" : [0.5, 1.5]"),
  ])
  func `what does not fit is refused by the schema and on reading`(
    good: String, bad: String
  ) throws {
    let json = try JSONText.text(Outer())
    #expect(json.contains(good), "\(json)")
    let changed = json.replacing(good, with: bad)
    let schema = try JSONText.schema(of: Outer.self, title: "test")
    #expect(try !SchemaValidator.problems(changed, schema: schema).isEmpty)
    #expect(throws: DecodingError.self) { try decoded(changed) }
  }

  @Test func `a schema tells meaning, unit and range`() throws {
    let schema = try JSONText.schema(of: Outer.self, title: "test")
    let value = try #require(
      try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any])
    #expect(value["title"] as? String == "test")
    #expect(
      (value["required"] as? [String])?.sorted()
        == ["counts", "inner", "is_good", "precision", "shares", "verdict"])
    let share = try #require(
      (value["properties"] as? [String: Any])?["cell_share"] as? [String: Any])
    #expect(share["description"] as? String == "Share (share of cells)")
    #expect(share["minimum"] as? Double == 0 && share["maximum"] as? Double == 1)
  }

  @Test func `a row's keys are its columns`() throws {
    var row = DepthNeededRow()
    (row.cellFraction, row.power) = (0.05, 0.95)
    #expect(try JSONText.text(row) == "{\n  \"ccf\" : 0.05,\n  \"power\" : 0.95\n}")
    row.depth = 371
    let json = try JSONText.text(row)
    #expect(try JSONDecoder().decode(DepthNeededRow.self, from: Data(json.utf8)) == row)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        DepthNeededRow.self, from: Data("{\"ccf\": 1.5, \"power\": 0.5}".utf8))
    }
  }

  @Test func `documentation lists nested keys by their path`() {
    #expect(
      Outer.jsonSchema(nil).markdownRows().filter { $0.contains("inner") || $0.contains("shares") }
        == [
          "| `inner` | Inner objects | list of objects | – |",
          "| `inner[].depth` | Reads (reads) | whole number | from 0 |",
          "| `inner[].name` | A name; may be absent | text | – |",
          "| `shares` | Shares | list of numbers | 0 to 1 |",
        ])
  }
}
