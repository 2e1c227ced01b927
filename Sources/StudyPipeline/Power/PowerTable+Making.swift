package import ClonalEvolution
package import Results

extension PowerTable {
  /// Computes the table.
  ///
  /// - Parameters:
  ///   - depths: The depths of the rows; none for the inverse alone.
  ///   - setting: Everything but the depth.
  ///   - cellFractions: The cancer cell fractions of the columns.
  ///   - target: The power of the inverse; `nil` for none.
  ///   - alpha: P(an error alone reaches the critical count).
  package init(
    depths: [DetectionPower], setting: DetectionPower, cellFractions: [Double], target: Double?,
    alpha: Double
  ) {
    self.init()
    purity = setting.purity
    totalCopies = setting.tumorCopies
    normalCopies = setting.normalCopies
    multiplicity = setting.multiplicity
    errorRate = setting.errorRate
    precision = setting.precision
    self.alpha = alpha
    self.cellFractions = cellFractions
    rows = depths.map { setting in
      var row = PowerRow()
      row.depth = setting.depth
      row.criticalCount = setting.criticalCount(alpha: alpha)
      row.power = cellFractions.map { setting.power(at: $0, alpha: alpha) }
      row.limitOfDetection = setting.limitOfDetection(alpha: alpha)
      return row
    }
    guard let target else { return }
    needs = cellFractions.map { fraction in
      var row = DepthNeededRow()
      (row.cellFraction, row.power) = (fraction, target)
      row.depth = setting.depthNeeded(for: fraction, power: target, alpha: alpha)
      return row
    }
  }
}
