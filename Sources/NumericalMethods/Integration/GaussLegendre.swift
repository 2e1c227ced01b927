import CGSL
import Synchronization

/// Gauss–Legendre quadrature rules.
public enum GaussLegendre {
  private static let tables = Mutex<[Int: GaussLegendreTable]>([:])

  /// The rule with a number of points.
  ///
  /// Computed once and cached; safe on any thread. Look it up outside hot loops.
  ///
  /// - Parameter points: At least 1; anything else traps.
  public static func table(points: Int) -> GaussLegendreTable {
    tables.withLock { tables in
      if let table = tables[points] { return table }
      let table = make(points: points)
      tables[points] = table
      return table
    }
  }

  private static func make(points: Int) -> GaussLegendreTable {
    precondition(GSLRuntime.isPrepared)
    precondition(points >= 1, "at least one point")
    guard let rule = gsl_integration_glfixed_table_alloc(points) else {
      preconditionFailure("no memory for a rule of \(points) points")
    }
    defer { gsl_integration_glfixed_table_free(rule) }
    var nodes: [Double] = []
    var weights: [Double] = []
    for index in 0..<points {
      var node = 0.0
      var weight = 0.0
      let status = gsl_integration_glfixed_point(-1, 1, index, &node, &weight, rule)
      precondition(status == 0, "gsl_integration_glfixed_point: status \(status)")
      nodes.append(node)
      weights.append(weight)
    }
    return GaussLegendreTable(nodes: nodes, weights: weights)
  }
}
