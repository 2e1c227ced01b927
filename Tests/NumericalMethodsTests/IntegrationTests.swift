import Foundation
import NumericalMethods
import Testing

@Suite struct IntegrationTests {
  @Test(arguments: [1, 2, 5, 16, 31, 64])
  func `rules are exact for polynomials`(_ points: Int) {
    let table = GaussLegendre.table(points: points)
    #expect(table.count == points)
    #expect(table.nodes == table.nodes.sorted())
    for degree in 0..<(2 * points) {
      let expected = degree.isMultiple(of: 2) ? 2 / Double(degree + 1) : 0
      let value = table.integrate(over: -1...1) { pow($0, Double(degree)) }
      #expect(abs(value - expected) < 1e-13)
    }
  }

  @Test func `the same table is had on every thread`() async {
    let tables = await withTaskGroup(of: GaussLegendreTable.self) { group in
      for _ in 0..<16 { group.addTask { GaussLegendre.table(points: 48) } }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(tables.count == 1)
  }

  @Test func `adaptive rules reach a singular end`() throws {
    let value = try AdaptiveIntegration.integrate({ 1 / $0.squareRoot() }, over: 0...4)
    #expect(agree(value.value, 4, within: 1e-9))
    #expect(value.error < 1e-6)
  }

  @Test func `the two adaptive rules agree`() throws {
    let function = { (x: Double) in exp(-x * x) * cos(5 * x) }
    let first = try AdaptiveIntegration.integrate(function, over: -2...3)
    let second = try AdaptiveIntegration.integrateWithCquad(function, over: -2...3)
    #expect(agree(first.value, second.value, within: 1e-9))
  }

  @Test func `an error of the integrand comes out as it is`() {
    #expect(throws: Refusal(number: 3)) {
      try AdaptiveIntegration.integrate(
        { x in
          if x > 0.5 { throw Refusal(number: 3) }
          return x
        }, over: 0...1)
    }
    #expect(throws: Refusal(number: 4)) {
      try AdaptiveIntegration.integrateWithCquad({ _ in throw Refusal(number: 4) }, over: 0...1)
    }
  }

  @Test func `an integrand that is not a number is an error`() {
    #expect(throws: GSLError.self) {
      try AdaptiveIntegration.integrate({ ($0 - 0.5).squareRoot() }, over: 0...1)
    }
    #expect(throws: GSLError(code: .badFunction, routine: "gsl_integration_cquad")) {
      try AdaptiveIntegration.integrateWithCquad({ ($0 - 0.5).squareRoot() }, over: 0...1)
    }
  }

  @Test func `a divergent integral is an error`() {
    #expect(throws: GSLError.self) {
      try AdaptiveIntegration.integrate({ 1 / $0 }, over: 0...1)
    }
  }
}
