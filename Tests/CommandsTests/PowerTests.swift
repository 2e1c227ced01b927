import ArgumentParser
import ClonalEvolution
import Results
import Testing
import Wording
import _TestSupport

@testable import Commands
@testable import StudyPipeline

@Suite("The power command")
struct PowerTests {
  /// Whether the power is computed; a stub of it answers 0.
  private static let isComputed = (DetectionPower(depth: 30, purity: 1)?.criticalCount() ?? 0) > 0

  @Test(
    "gives the reference values", .enabled(if: isComputed, "the power is not computed yet"),
    arguments: ReferenceCase.cases("lod95"))
  func reference(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let command = try PowerCommand.parse([
      "--depth", "\(inputs["n"].int)", "--purity", "\(inputs["rho"].double)", "--total-cn",
      "\(inputs["nt"].int)", "--multiplicity", "\(inputs["m"].int)", "--error-rate",
      "\(inputs["e"].double)", "--alpha", "\(inputs["alpha"].double)",
    ])
    let table = try command.table()
    let row = try #require(table.rows.first)
    #expect(row.criticalCount == reference.expected["k_crit"].int)
    #expect(table.cellFractions.last == 1)
    let clonal = try #require(row.power.last)
    #expect(reference.agrees(clonal, reference.expected["power_clonal"].double))
    if reference.expected["lod_ccf"] == .null {
      #expect(row.limitOfDetection == nil)
    } else {
      #expect(
        reference.agrees(try #require(row.limitOfDetection), reference.expected["lod_ccf"].double))
    }
  }

  @Test("inverts the power", .enabled(if: isComputed, "the power is not computed yet"))
  func inverse() throws {
    let table = try PowerCommand.parse([
      "--ccf", "0.05,0.25", "--power", "0.95", "--purity", "0.5",
    ]).table()
    #expect(table.rows.isEmpty)
    for need in table.needs {
      let depth = try #require(need.depth)
      let enough = try #require(DetectionPower(depth: depth, purity: 0.5))
      let fewer = try #require(DetectionPower(depth: depth - 1, purity: 0.5))
      #expect(enough.power(at: need.cellFraction) >= 0.95)
      #expect(fewer.power(at: need.cellFraction) < 0.95)
    }
  }

  @Test func `prints a row per depth, and one per fraction of the inverse`() throws {
    let table = try PowerCommand.parse([
      "--depth", "30,60,120", "--purity", "0.5", "--total-cn", "2",
    ]).table()
    #expect(
      table.text.hasPrefix(
        "# purity 0.5, 2 copies in tumour cells (1 mutated), 2 in normal cells, error rate 0.001, "
          + "precision of allele counts infinite (no scatter),"))
    let lines = table.text.split(separator: "\n").dropFirst()
    // A person reads no six figures; JSON has them.
    for field in lines.dropFirst().flatMap({ $0.split(separator: "\t") }) {
      #expect(field.drop { $0 != "." }.count <= 5, "\(field)")
    }
    #expect(
      lines.first == """
        depth\tk_star\tpower_0.01\tpower_0.02\tpower_0.05\tpower_0.1\tpower_0.2\tpower_0.3\t\
        power_0.5\tpower_1\tlod95_ccf
        """)
    #expect(lines.dropFirst().map { $0.prefix { $0 != "\t" } } == ["30", "60", "120"])
    let inverse = try PowerCommand.parse([
      "--ccf", "0.05", "--power", "0.95", "--purity", "0.5",
    ]).table()
    #expect(inverse.text.contains("\nccf\tpower\tdepth\n0.05\t0.95\t"))
    #expect(try JSONText.text(inverse).contains("\"ccf\" : 0.05"))
  }
}
