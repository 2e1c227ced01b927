import Glibc
import NumericalMethods

/// Whether values depend on where a well lies on the plate.
///
/// Wells of one condition should differ by noise alone. Their residuals are fitted by a linear model with
/// one term for the edge, one for the row and one for the column, each in units of the condition's mean:
/// ```
/// value - mean = mean · (edge · e + row · r + column · c) + noise
/// ```
public struct PositionEffect: Hashable, Sendable {
  /// By how much wells of the outermost ring differ from the inner ones, relative to the mean.
  public let edge: Estimate
  /// The p-value of the edge's effect.
  public let edgePValue: Double
  /// The change of values from the first row to the last, relative to the mean.
  public let rows: Estimate
  /// The p-value of the trend over rows.
  public let rowPValue: Double
  /// The change of values from the first column to the last, relative to the mean.
  public let columns: Estimate
  /// The p-value of the trend over columns.
  public let columnPValue: Double
  /// The number of wells used.
  public let wells: Int

  /// Looks for effects on one plate.
  ///
  /// The model is fitted within conditions: wells are replicates if their cells, role, treatments and
  /// time agree.
  ///
  /// - Parameters:
  ///   - wells: The wells of one plate.
  ///   - level: The level of confidence.
  /// - Returns: `nil` where replicates are too few or lie in places that cannot be told apart.
  public init?(_ wells: [PlateWell], level: Double = 0.95) {
    guard let format = PlateFormat.holding(wells.map(\.position)) else { return nil }
    var rows: [(columns: SIMD4<Double>, residual: Double)] = []
    var groups = 0
    for key in unique(wells.map(Condition.init)) {
      let members = wells.filter { Condition($0) == key }
      let mean = members.reduce(0) { $0 + $1.value } / Double(members.count)
      guard members.count >= 2, mean > 0 else { continue }
      let columns = members.map { well in
        SIMD4(
          format.isEdge(well.position) ? 1 : 0,
          Double(well.position.row) / Double(format.rows - 1),
          Double(well.position.column) / Double(format.columns - 1), 0)
      }
      let center = columns.reduce(SIMD4<Double>.zero, +) / Double(members.count)
      for (index, member) in members.enumerated() {
        rows.append((mean * (columns[index] - center), member.value - mean))
      }
      groups += 1
    }
    let freedom = Double(rows.count - groups - 3)
    guard freedom >= 1, let fit = ThreeTerms(rows) else { return nil }
    let student = StudentT(degreesOfFreedom: freedom)
    let critical = student.quantile(at: 0.5 * (1 + level))
    func estimate(_ index: Int) -> (Estimate, Double) {
      let error = (fit.residual / freedom * fit.inverse[index][index]).squareRoot()
      let value = fit.coefficients[index]
      return (
        Estimate(value: value, lower: value - critical * error, upper: value + critical * error),
        error == 0 ? (value == 0 ? 1 : 0) : student.twoSidedProbability(beyond: value / error)
      )
    }
    (edge, edgePValue) = estimate(0)
    (self.rows, rowPValue) = estimate(1)
    (columns, columnPValue) = estimate(2)
    self.wells = rows.count
  }

  /// What makes wells replicates.
  private struct Condition: Hashable {
    let cells: CellPopulation
    let role: WellRole
    let treatments: [Treatment]
    let hours: Double

    init(_ well: PlateWell) {
      cells = well.cells
      role = well.role
      treatments = well.treatments.sorted { $0.drug < $1.drug }
      hours = well.hours
    }
  }
}

/// A linear model with three terms.
private struct ThreeTerms {
  let coefficients: SIMD4<Double>
  let inverse: [SIMD4<Double>]
  let residual: Double

  init?(_ rows: [(columns: SIMD4<Double>, residual: Double)]) {
    var products = [SIMD4<Double>](repeating: .zero, count: 3)
    var right = SIMD4<Double>.zero
    var total = 0.0
    for row in rows {
      for index in 0..<3 { products[index] += row.columns[index] * row.columns }
      right += row.residual * row.columns
      total += row.residual * row.residual
    }
    // Gauss and Jordan on three rows; a pivot near 0 means places that cannot be told apart.
    var inverse = [SIMD4<Double>(1, 0, 0, 0), SIMD4(0, 1, 0, 0), SIMD4(0, 0, 1, 0)]
    let scales = (0..<3).map { products[$0][$0] }
    for pivot in 0..<3 {
      guard products[pivot][pivot] > 1e-9 * max(scales[pivot], .leastNormalMagnitude) else {
        return nil
      }
      let factor = products[pivot][pivot]
      products[pivot] /= factor
      inverse[pivot] /= factor
      for other in 0..<3 where other != pivot {
        let share = products[other][pivot]
        products[other] -= share * products[pivot]
        inverse[other] -= share * inverse[pivot]
      }
    }
    let solution = SIMD4(
      (inverse[0] * right).sum(), (inverse[1] * right).sum(), (inverse[2] * right).sum(), 0)
    coefficients = solution
    self.inverse = inverse
    residual = max(0, total - (solution * right).sum())
  }
}
