import Foundation
import Testing

@testable import ClonalEvolution

@Suite("Gauss rules of a discrete distribution")
struct MomentQuadratureTests {
  private let nodes = [0.40, 0.44, 0.47, 0.51, 0.56, 0.60]
  private let weights = [0.05, 0.20, 0.30, 0.25, 0.15, 0.05]

  private func moment(_ power: Int, _ rule: (nodes: [Double], weights: [Double])) -> Double {
    zip(rule.nodes, rule.weights).reduce(0) { $0 + $1.1 * pow($1.0 - 0.5, Double(power)) }
  }

  @Test("two nodes keep three moments", arguments: 0...3)
  func two(_ power: Int) {
    let rule = MomentQuadrature(nodes: nodes, weights: weights).two
    #expect(rule.nodes.count == 2)
    #expect(abs(moment(power, rule) - moment(power, (nodes, weights))) < 1e-12)
  }

  @Test("three nodes keep five moments", arguments: 0...5)
  func three(_ power: Int) {
    let rule = MomentQuadrature(nodes: nodes, weights: weights).three
    #expect(rule.nodes.count == 3)
    #expect(abs(moment(power, rule) - moment(power, (nodes, weights))) < 1e-12)
  }

  @Test("nodes stay inside and weights are positive")
  func isProper() {
    let quadrature = MomentQuadrature(nodes: nodes, weights: weights)
    for rule in [quadrature.two, quadrature.three] {
      #expect(rule.nodes.allSatisfy { $0 > 0.40 && $0 < 0.60 })
      #expect(rule.weights.allSatisfy { $0 > 0 })
    }
  }
}
