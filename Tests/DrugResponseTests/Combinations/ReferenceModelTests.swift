import DrugResponse
import Foundation
import NumericalMethods
import Testing
import _TestSupport

@Suite("What two drugs are expected to do")
struct ReferenceModelTests {
  private func curve(_ value: JSONValue) -> HillCurve {
    HillCurve(
      e0: value["E0"].double, eInfinity: value["Einf"].double, ec50: value["EC50"].double,
      slope: value["h"].double)
  }

  private func row(_ name: String) throws -> ReferenceCase {
    try #require(ReferenceCase.cases("synergy").first { $0.name == "synergy/" + name })
  }

  @Test func `references at one pair of doses`() throws {
    let row = try row("references")
    let reference = CombinationReference(
      drugA: curve(row.inputs["drug1"]), drugB: curve(row.inputs["drug2"]))
    let (a, b) = (row.inputs["d1"].double, row.inputs["d2"].double)
    #expect(row.agrees(reference.bliss(a, b), row.expected["bliss_ref"].double))
    #expect(row.agrees(reference.highestSingleAgent(a, b), row.expected["hsa_ref"].double))
    let loewe = try reference.loewe(a, b)
    #expect(row.agrees(loewe.response, row.expected["loewe_ref"].double))
    #expect(!loewe.isBeyondWeakerDrug)
    let index = try #require(
      reference.combinationIndex(a, b, at: row.inputs["observed_effect"].double))
    #expect(row.agrees(index, row.expected["loewe_ci"].double))
    // The other package's minimiser stops within 1e-5 of the root.
    let other = try self.row("pypi_synergy_1.0.0_references")
    #expect(other.agrees(reference.bliss(a, b), other.expected["bliss"].double))
    #expect(other.agrees(reference.highestSingleAgent(a, b), other.expected["hsa"].double))
    #expect(other.agrees(loewe.response, other.expected["loewe"].double))
  }

  @Test func `the fitted response of a cell is the mean of two slices`() throws {
    let row = try row("zip_delta_from_slices")
    func slice(_ key: String, _ from: String) -> HillCurve {
      let value = row.inputs[key]
      return HillCurve(
        e0: row.inputs[from].double, eInfinity: value["Emax"].double, ec50: value["C"].double,
        slope: value["h"].double)
    }
    let (first, second) = (slice("slice1", "E2"), slice("slice2", "E1"))
    let fitted =
      0.5
      * (first.response(at: row.inputs["d1"].double)
        + second.response(at: row.inputs["d2"].double))
    #expect(row.agrees(fitted, row.expected["zip_fit"].double))
    let bliss = row.inputs["E1"].double * row.inputs["E2"].double
    #expect(row.agrees(bliss - fitted, row.expected["delta"].double))
  }

  @Test func `a drug combined with itself is dose additive`() throws {
    let curve = HillCurve(e0: 1, eInfinity: 0.1, ec50: 2, slope: 1.7)
    let reference = CombinationReference(drugA: curve, drugB: curve)
    for (a, b) in [(0.1, 0.3), (1.0, 1), (5, 0.01), (20, 70)] {
      let together = try reference.loewe(a, b).response
      #expect(abs(together - curve.response(at: a + b)) < 1e-10)
      let index = try #require(reference.combinationIndex(a, b, at: curve.response(at: a + b)))
      #expect(abs(index - 1) < 1e-9)
    }
    #expect(try reference.loewe(0, 3).response == curve.response(at: 3))
  }

  @Test func `beyond the weaker drug dose additivity is undefined`() throws {
    let weak = HillCurve(e0: 1, eInfinity: 0.6, ec50: 1, slope: 1)
    let strong = HillCurve(e0: 1, eInfinity: 0, ec50: 1, slope: 1)
    let reference = CombinationReference(drugA: weak, drugB: strong)
    let answer = try reference.loewe(1, 10)
    #expect(answer.isBeyondWeakerDrug)
    #expect(abs(answer.response - strong.response(at: 10)) < 1e-12)
    #expect(reference.combinationIndex(1, 10, at: 0.3) == nil)
    #expect(try !reference.loewe(0.1, 0.1).isBeyondWeakerDrug)
  }

  @Test func `independent drugs have no excess under independence`() throws {
    // Without an interaction the surface is Bliss's when the responses multiply.
    let (a, b) = (
      HillCurve(e0: 1, eInfinity: 0.3, ec50: 1, slope: 1.2),
      HillCurve(e0: 1, eInfinity: 0.2, ec50: 1, slope: 0.9)
    )
    let doses = [0, 0.05, 0.2, 0.7, 2, 7, 25]
    let points = doses.flatMap { x in
      doses.map { y in
        CombinationPoint(doseA: x, doseB: y, response: a.response(at: x) * b.response(at: y))
      }
    }
    let scores = try SynergyScores(try Checkerboard(points))
    #expect(scores.cells.count == 36)
    #expect(abs(try #require(scores.meanExcess(.bliss))) < 1e-6)
    #expect(abs(try #require(scores.meanExcess(.zeroInteractionPotency))) < 1e-6)
    #expect(try #require(scores.meanExcess(.highestSingleAgent)) > 0.05)
    // The models stand side by side; where additivity is undefined there is no excess.
    #expect(scores.cells.contains { $0.isBeyondWeakerDrug && $0.excess[.loewe] == nil })
  }

  @Test func `boards that cannot be read say why`() throws {
    let alone = [CombinationPoint(doseA: 1, doseB: 0, response: 0.5)]
    #expect(throws: Checkerboard.Problem.noCombinations) { try Checkerboard(alone) }
    let both = [CombinationPoint(doseA: 1, doseB: 1, response: 0.5)]
    #expect(throws: Checkerboard.Problem.drugA(.tooFewDoses(distinct: 1))) {
      try SynergyScores(try Checkerboard(alone + both))
    }
    #expect(throws: Checkerboard.Problem.negativeDose(-1)) {
      try Checkerboard(both + [CombinationPoint(doseA: -1, doseB: 0, response: 1)])
    }
    #expect(throws: Checkerboard.Problem.notFinite) {
      try Checkerboard(both + [CombinationPoint(doseA: 1, doseB: .nan, response: 1)])
    }
    #expect(throws: Checkerboard.Problem.tooFewCells(cells: 2, parameters: 10)) {
      try MuSyCFit(try Checkerboard(alone + both))
    }
  }
}
