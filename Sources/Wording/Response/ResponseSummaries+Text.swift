import DrugResponse
package import Results

extension ResponseCurvesSummary {
  private static let listed = 40

  /// The summary for a person.
  package var text: String {
    var lines = [
      "\(Wording.count(curves.count, "curve")) on \(Wording.count(Set(plates.map(\.plate)).count, "plate"))"
    ]
    lines += plates.compactMap(\.warning)
    lines.append("")
    for row in curves.prefix(Self.listed) {
      let words =
        switch row.answer {
        case .responds:
          "\(row.measure.doseWords) \(ResponseWording.dose(row.absolute, row.absoluteAnswer, highest: row.highestDose)); "
            + "response at the highest dose \(ResponseWording.interval(row.maximum))"
        case .flat: "no effect up to \(row.highestDose.map(ResponseWording.dose) ?? "any dose")"
        case .notFitted: "no curve: fewer than three doses, or too few wells"
        }
      lines.append("\(ResponseWording.cells(row.cellLine, row.genotype)), \(row.drug): \(words)")
    }
    if curves.count > Self.listed { lines.append("and more: see response_curves.tsv") }
    let told = comparisons.filter { $0.foldChange.value != nil }
    if !told.isEmpty { lines.append("") }
    for row in told.prefix(Self.listed) {
      lines.append(
        "\(row.genotype) over \(row.reference) in \(row.cellLine), \(row.drug)\(row.measure.suffix): "
          + "EC50 \(ResponseWording.fold(row.foldChange))"
          + (row.foldP.map { ", p \(Wording.probability($0))" } ?? ""))
    }
    return (lines + ["", "For research use only."]).joined(separator: "\n")
  }
}

extension PlateQualityRow {
  /// What is to be known before the plate is trusted; `nil` for nothing.
  var warning: String? {
    var words: [String] = []
    if let zPrime, grade != .excellent {
      words.append("Z' \(Wording.number(zPrime)), \(grade == .marginal ? "marginal" : "unusable")")
    }
    if let edgeP, let value = edge.value, edgeP < 0.01, abs(value) >= 0.1 {
      words.append(
        "outer wells \(value < 0 ? "lower" : "higher") by \(Wording.percent(abs(value)))")
    }
    return words.isEmpty ? nil : "Plate \(plate): \(words.joined(separator: "; "))"
  }
}
