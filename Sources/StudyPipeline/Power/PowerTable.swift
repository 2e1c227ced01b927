package import ClonalEvolution
import DelimitedText
package import Results
import Wording

/// What `metachron power` prints: the power to detect a clone at several depths, or the depth that a
/// power needs.
package struct PowerTable: JSONObject, Hashable {
  package var purity = 1.0
  package var totalCopies = 2
  package var normalCopies = 2
  package var multiplicity = 1
  package var errorRate = 0.0
  package var precision = Double.infinity
  package var alpha = 0.0
  package var cellFractions: [Double] = []
  package var rows: [PowerRow] = []
  package var needs: [DepthNeededRow] = []

  package init() {}

  package static let properties: [JSONProperty<PowerTable>] = [
    JSONProperty(
      "purity", \.purity, unit: .shareOfCells, .positiveFraction, meaning: "Tumour purity"),
    JSONProperty(
      "total_copies", \.totalCopies, unit: .copiesPerTumorCell, .copies,
      meaning: "Copies of the locus"),
    JSONProperty(
      "normal_copies", \.normalCopies, unit: .copiesPerNormalCell, .copies,
      meaning: "Copies of the locus"),
    JSONProperty(
      "multiplicity", \.multiplicity, unit: .copiesPerTumorCell, .copies,
      meaning: "Mutated copies in a mutated cell"),
    JSONProperty(
      "error_rate", \.errorRate, unit: .probability, Bounds(0, 0.5),
      meaning: "P(read alternate, given a reference molecule)"),
    JSONProperty(
      "precision", \.precision, .precision,
      meaning: "Beta-binomial precision of allele counts; `inf` for the binomial"),
    JSONProperty(
      "alpha", \.alpha, unit: .probability, .probability,
      meaning: "Greatest P(errors alone reach `k_star`)"),
    JSONProperty(
      "cell_fractions", \.cellFractions, unit: .shareOfTumorCells, .positiveFraction,
      meaning: "Cancer cell fractions that `power` of each row is given for"),
    JSONProperty("rows", \.rows, meaning: "What each depth of `--depth` can show"),
    JSONProperty("needs", \.needs, meaning: "The depth that each fraction of `--ccf` needs"),
  ]

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

  /// What the numbers hold for, in a comment line.
  package var setting: String {
    "# purity \(Wording.number(purity)), \(Wording.count(totalCopies, "copy", "copies")) in tumour cells "
      + "(\(multiplicity) mutated), \(normalCopies) in normal cells, error rate "
      + "\(Wording.rate(errorRate)), precision of allele counts "
      + (precision.isFinite ? Wording.number(precision) : "infinite (no scatter)")
      + ", P(errors alone reach k*) at most \(Wording.number(alpha))"
  }

  /// The table as tab-separated text for a person: what it holds for, then numbers of three digits.
  package var text: String {
    let exact = self
    var rounded = exact
    for index in rounded.rows.indices {
      rounded.rows[index].power = exact.rows[index].power.map(Wording.rounded)
      rounded.rows[index].limitOfDetection = exact.rows[index].limitOfDetection.map(Wording.rounded)
    }
    return setting + "\n" + rounded.table
  }

  private var table: String {
    var text = TableWriter()
    if !rows.isEmpty {
      let table = PowerRow.table(cellFractions: cellFractions)
      text.appendHeader(of: table)
      for row in rows { text.append(row, of: table) }
    }
    if !needs.isEmpty {
      text.appendHeader(of: DepthNeededRow.self)
      for row in needs { text.append(row) }
    }
    return String(text.text.dropLast())
  }
}
