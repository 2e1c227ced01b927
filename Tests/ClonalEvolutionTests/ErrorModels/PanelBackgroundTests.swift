import ClonalEvolution
import NumericalMethods
import Testing
import TumorModel
import _TestSupport

@Suite struct PanelBackgroundTests {
  @Test(arguments: ReferenceCase.cases("panel_background_pvalue"))
  func `agrees with the reference`(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let normals = try zip(inputs["panel_alt"].doubles, inputs["panel_depth"].doubles).map {
      try #require(ReadCounts(alternate: Int($0), depth: Int($1)))
    }
    let counts = try #require(ReadCounts(alternate: inputs["k"].int, depth: inputs["n"].int))
    let background = try #require(PanelBackground(normals: normals))
    let binomial = Binomial(trials: inputs["n"].int, probability: background.mean)
    let values = [
      "mu0": background.mean, "rho_raw": background.rawCorrelation,
      "rho_clipped": background.correlation, "precision": background.precision,
      "p_upper": background.upperTailProbability(of: counts),
      "p_binomial_plugin": binomial.upperTailProbability(above: inputs["k"].int - 1),
    ]
    for (name, expected) in reference.expected.members {
      let value = try #require(values[name])
      #expect(reference.agrees(value, expected.double), "\(name)")
    }
  }

  @Test func `more alternate reads are less probable`() throws {
    let normal = try #require(ReadCounts(alternate: 1, depth: 2_000))
    let background = try #require(PanelBackground(normals: [normal]))
    var last = 1.1
    for alternate in 0...20 {
      let counts = try #require(ReadCounts(alternate: alternate, depth: 200))
      let probability = background.upperTailProbability(of: counts)
      #expect(probability < last)
      last = probability
    }
    let none = try #require(ReadCounts(alternate: 0, depth: 200))
    #expect(background.upperTailProbability(of: none) == 1)
  }

  @Test func `carriers and normals without reads are left out`() throws {
    let clean = try #require(ReadCounts(alternate: 0, depth: 1_000))
    let carrier = try #require(ReadCounts(alternate: 480, depth: 1_000))
    let empty = try #require(ReadCounts(alternate: 0, depth: 0))
    let background = try #require(PanelBackground(normals: [clean, carrier, empty]))
    #expect(background == PanelBackground(normals: [clean]))
    #expect(background.normals == 1)
    #expect(PanelBackground(normals: [carrier, empty]) == nil)
  }
}
