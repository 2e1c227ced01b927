import ClonalEvolution
import Testing
import TumorModel
import _TestSupport

@Suite struct ExpectedFrequencyTests {
  @Test(arguments: ReferenceCase.cases("expected_vaf"))
  func `agrees with the closed form`(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let map = try #require(
      ExpectedFrequency(
        purity: inputs["rho"].double, tumorCopies: inputs["nt"].double,
        normalCopies: inputs["nn"].double, multiplicity: inputs["m"].double,
        errorRate: inputs["e01"].double, missRate: inputs["e10"].double,
        captureOdds: inputs["w"].double))
    let cellFraction = inputs["c"].double
    let frequency = map.frequency(at: cellFraction)
    #expect(reference.agrees(frequency, reference.expected["vaf"].double))
    let inverse = try #require(map.cellFraction(fromFrequency: frequency))
    #expect(abs(inverse - cellFraction) < 1e-12)
  }

  @Test(arguments: [0.5, 0.92, 1, 1.3])
  func `rises with the clone and inverts, capture bias or none`(_ odds: Double) throws {
    for (purity, copies, multiplicity) in [(0.1, 2.0, 1.0), (0.7, 3.4, 2.0), (1, 1, 1)] {
      let map = try #require(
        ExpectedFrequency(
          purity: purity, tumorCopies: copies, multiplicity: multiplicity, errorRate: 1e-3,
          missRate: 2e-3, captureOdds: odds))
      var last = -1.0
      for step in 0...100 {
        let cellFraction = Double(step) / 100
        let frequency = map.frequency(at: cellFraction)
        #expect(frequency > last)
        #expect((1e-3...1 - 2e-3 + 1e-15).contains(frequency))
        last = frequency
        let inverse = try #require(map.cellFraction(fromFrequency: frequency))
        #expect(abs(inverse - cellFraction) < 1e-12)
        let (before, after) = (cellFraction - 1e-6, cellFraction + 1e-6)
        let difference = (map.frequency(at: after) - map.frequency(at: before)) / 2e-6
        #expect(abs(map.slope(at: cellFraction) - difference) < 1e-6)
      }
      #expect(map.frequency(at: 0) == 1e-3)
    }
  }

  @Test func `the sensitivity is what a clonal mutation adds`() throws {
    let map = try #require(
      ExpectedFrequency(
        purity: 0.4, tumorCopies: 4, multiplicity: 3, errorRate: 0.01, missRate: 0.02))
    #expect(abs(map.frequency(at: 1) - map.frequency(at: 0) - map.sensitivity) < 1e-15)
  }

  @Test func `the inverse is not clipped`() throws {
    let map = try #require(
      ExpectedFrequency(purity: 0.5, tumorCopies: 2, multiplicity: 1, errorRate: 1e-3))
    #expect(try #require(map.cellFraction(fromFrequency: 0)) < 0)
    #expect(try #require(map.cellFraction(fromFrequency: 0.5)) > 1)
  }

  @Test func `nothing can be seen without a mutated copy or at a homozygous deletion`() throws {
    for (purity, copies) in [(0.5, 2.0), (0.5, 0.0), (1.0, 0.0)] {
      let map = try #require(
        ExpectedFrequency(
          purity: purity, tumorCopies: copies, multiplicity: 0, errorRate: 1e-3))
      #expect(!map.isAssessable)
      #expect(map.cellFraction(fromFrequency: 0.2) == nil)
      #expect(map.frequency(at: 1) == 1e-3)
    }
  }

  @Test(
    arguments: [
      (0, 2, 1, 0, 0, 1), (1.01, 2, 1, 0, 0, 1), (0.5, 2, 3, 0, 0, 1), (0.5, -1, 0, 0, 0, 1),
      (0.5, 2, -1, 0, 0, 1), (0.5, 2, 1, 0.6, 0.4, 1), (0.5, 2, 1, -0.1, 0, 1),
      (0.5, 2, 1, 0, 0, 0), (.nan, 2, 1, 0, 0, 1), (0.5, .nan, 1, 0, 0, 1), (0.5, 2, .nan, 0, 0, 1),
      (0.5, 2, 1, .nan, 0, 1), (0.5, 2, 1, 0, 0, .nan), (0.5, .infinity, 1, 0, 0, 1),
    ] as [(Double, Double, Double, Double, Double, Double)])
  func `a value out of range is refused`(
    _ values: (Double, Double, Double, Double, Double, Double)
  ) {
    let map = ExpectedFrequency(
      purity: values.0, tumorCopies: values.1, multiplicity: values.2, errorRate: values.3,
      missRate: values.4, captureOdds: values.5)
    #expect(map == nil)
  }
}
