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
}
