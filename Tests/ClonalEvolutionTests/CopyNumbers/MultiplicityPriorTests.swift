import ClonalEvolution
import Testing
import _TestSupport

@Suite struct MultiplicityPriorTests {
  @Test(arguments: ReferenceCase.cases("multiplicity_prior"))
  func `agrees with the reference`(_ reference: ReferenceCase) throws {
    let (major, minor) = (reference.inputs["major"].int, reference.inputs["minor"].int)
    let prior = MultiplicityPrior.timing(major: major, minor: minor, intermediate: false)
    let expected = reference.expected["timing"].members
    #expect(prior.map(\.copies) == expected.keys.compactMap { Int($0) }.sorted())
    for (copies, weight) in prior {
      let value = try #require(expected[String(copies)]).double
      #expect(reference.agrees(weight, value))
    }
  }

  @Test func `weights are positive, add to one and rise in copies`() {
    for major in 1...30 {
      for minor in 0...major {
        let priors = [
          MultiplicityPrior.timing(major: major, minor: minor),
          MultiplicityPrior.timing(major: major, minor: minor, intermediate: true),
          MultiplicityPrior.timing(major: major, minor: minor, intermediate: false),
        ]
        for prior in priors {
          #expect(abs(prior.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
          #expect(prior.allSatisfy { $0.weight > 0 && (1...major).contains($0.copies) })
          #expect(Set(prior.map(\.copies)).count == prior.count)
          #expect(prior.map(\.copies) == prior.map(\.copies).sorted())
        }
      }
    }
  }

  @Test func `from four copies on sequential gains are possible`() throws {
    #expect(MultiplicityPrior.timing(major: 3, minor: 0).map(\.copies) == [1, 3])
    let plain = MultiplicityPrior.timing(major: 10, minor: 1, intermediate: false)
    let spread = MultiplicityPrior.timing(major: 10, minor: 1)
    #expect(plain.map(\.copies) == [1, 10])
    #expect(spread.map(\.copies) == Array(1...10))
    let between = spread[1..<9].map(\.weight)
    #expect(abs(between.reduce(0, +) - 0.05) < 1e-15)
    #expect(abs(spread[0].weight - 0.95 * plain[0].weight) < 1e-15)
    // With 4+2 copies, two copies arise in both ways.
    let both = MultiplicityPrior.timing(major: 4, minor: 2)
    #expect(abs(both[1].weight - (0.95 * 0.125 + 0.025)) < 1e-15)
  }

  @Test func `nothing is left to carry a mutation at a homozygous deletion`() {
    #expect(MultiplicityPrior.timing(major: 0, minor: 0).isEmpty)
  }
}
