import Foundation
import Testing

@testable import ClonalEvolution

@Suite("The posterior of a purity")
struct PurityPosteriorTests {
  private static let start = (0..<32).map { 0.05 + 0.93 * (Double($0) + 0.5) / 32 }

  /// A mixture of normal densities.
  private static func density(
    _ parts: [(mean: Double, deviation: Double, weight: Double)]
  ) -> ([Double]) -> [Double] {
    { purities in
      purities.map { x in
        log(
          parts.reduce(1e-300) { sum, part in
            let z = (x - part.mean) / part.deviation
            return sum + part.weight / part.deviation * exp(-0.5 * z * z)
          })
      }
    }
  }

  private static func modes(
    _ parts: [(mean: Double, deviation: Double, weight: Double)]
  ) -> [PurityMode] {
    let posterior = PurityPosterior(start: start, logDensity: density(parts))
    let modes = posterior.modes(relativeTo: posterior.logDensity.max() ?? 0, genome: .usual)
    let total = modes.reduce(0) { $0 + $1.weight }
    return modes.map { mode in
      var mode = mode
      mode.weight /= total
      return mode
    }.filter { $0.weight > 0.001 }
  }

  @Test func `two narrow modes between the nodes keep their weights`() throws {
    let modes = Self.modes([(0.3511, 0.006, 0.7), (0.6433, 0.01, 0.3)])
    try #require(modes.count == 2)
    #expect(abs(modes[0].mean - 0.3511) < 0.001)
    #expect(abs(modes[0].weight - 0.7) < 0.03)
    #expect(abs(modes[1].weight - 0.3) < 0.03)
    #expect(abs(modes[1].quantile(0.99) - (0.6433 + 2.33 * 0.01)) < 0.004)
    #expect(abs(modes[1].quantile(0.01) - (0.6433 - 2.33 * 0.01)) < 0.004)
  }

  @Test func `modes within two nodes are one`() {
    #expect(Self.modes([(0.40, 0.006, 0.5), (0.44, 0.006, 0.5)]).count == 1)
    #expect(Self.modes([(0.40, 0.006, 0.5), (0.50, 0.006, 0.5)]).count == 2)
  }

  @Test func `a broad density is one mode with the whole range`() throws {
    let modes = Self.modes([(0.4, 0.15, 1)])
    try #require(modes.count == 1)
    #expect(abs(modes[0].mean - 0.4) < 0.02)
    #expect(modes[0].deviation > 0.1)
  }

  @Test(arguments: [0.003, 0.02, 0.06, 0.2])
  func `few purities in place of many keep the mean`(deviation: Double) throws {
    let mode = try #require(Self.modes([(0.5, deviation, 1)]).first)
    for width in [0.01, 0.05, 0.2] {
      let rule = mode.rule(width: width)
      #expect(rule.nodes.count <= 12)
      #expect(abs(rule.weights.reduce(0, +) - 1) < 1e-9)
      let mean = zip(rule.nodes, rule.weights).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(mean - mode.mean) < 0.004)
    }
  }
}
