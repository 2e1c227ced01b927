import ClonalEvolution

/// The power to detect a clone at several depths, or the depth that a power needs.
struct PowerTable: Codable, Hashable, Sendable {
  /// The power at one depth.
  struct Row: Codable, Hashable, Sendable {
    var depth: Int
    var criticalCount: Int
    var power: [Double]
    /// Absent if even a clonal mutation is missed more often than in 5 % of cases.
    var lod95: Double?
  }

  /// The depth that a cancer cell fraction needs.
  struct Need: Codable, Hashable, Sendable {
    var cellFraction: Double
    var power: Double
    /// Absent when no depth up to ten million is enough.
    var depth: Int?
  }

  var purity: Double
  var totalCopies: Int
  var normalCopies: Int
  var multiplicity: Int
  var errorRate: Double
  /// `inf` for the binomial.
  var precision: String
  var alpha: Double
  var cellFractions: [Double]
  var rows: [Row]
  var needs: [Need]

  /// The cancer cell fractions of a power curve.
  static let curve = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1]

  /// Computes the table.
  ///
  /// - Parameters:
  ///   - depths: The depths of the rows; none for the inverse alone.
  ///   - setting: Everything but the depth.
  ///   - cellFractions: The cancer cell fractions of the columns.
  ///   - target: The power of the inverse; `nil` for none.
  ///   - alpha: P(an error alone reaches the critical count).
  init(
    depths: [DetectionPower], setting: DetectionPower, cellFractions: [Double], target: Double?,
    alpha: Double
  ) {
    purity = setting.purity
    totalCopies = setting.tumorCopies
    normalCopies = setting.normalCopies
    multiplicity = setting.multiplicity
    errorRate = setting.errorRate
    precision = setting.precision == .infinity ? "inf" : "\(setting.precision)"
    self.alpha = alpha
    self.cellFractions = cellFractions
    rows = depths.map { setting in
      Row(
        depth: setting.depth, criticalCount: setting.criticalCount(alpha: alpha),
        power: cellFractions.map { setting.power(at: $0, alpha: alpha) },
        lod95: setting.limitOfDetection(alpha: alpha))
    }
    needs =
      target.map { target in
        cellFractions.map {
          Need(
            cellFraction: $0, power: target,
            depth: setting.depthNeeded(for: $0, power: target, alpha: alpha))
        }
      } ?? []
  }
}
