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
          + "EC50 \(ResponseWording.interval(row.foldChange))-fold"
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

extension CombinationsSummary {
  private static let listed = 12

  /// The summary for a person.
  package var text: String {
    struct Key: Hashable {
      let cells: String
      let drugs: String
    }
    var lines: [String] = plates.compactMap(\.warning)
    var keys: [Key] = []
    var rows: [Key: [CombinationRow]] = [:]
    for row in combinations {
      let key = Key(
        cells: ResponseWording.cells(row.cellLine, row.genotype),
        drugs: "\(row.drugA) with \(row.drugB)")
      if rows[key] == nil { keys.append(key) }
      rows[key, default: []].append(row)
    }
    for key in keys.prefix(Self.listed) {
      lines += ["\(key.cells), \(key.drugs)"]
      lines += (rows[key] ?? []).map { row in
        let value =
          row.quantity.isDose
          ? ResponseWording.dose(
            row.value, row.value.value == nil ? .noCurve : .reached, highest: nil)
          : ResponseWording.interval(row.value)
        return "  \(row.quantity.words): \(value)"
      }
    }
    if keys.count > Self.listed { lines.append("and more: see combinations.tsv") }
    var told: Set<String> = []
    for row in restoration {
      let words =
        "\(ResponseWording.cells(row.cellLine, row.genotype)), \(row.drug) with \(row.partner): "
        + "\(row.answer.words) (reference \(row.reference))"
      if told.insert(words).inserted { lines.append(words) }
    }
    for entry in refused {
      lines.append(
        "\(ResponseWording.cells(entry.cellLine, entry.genotype)), \(entry.drugA) with \(entry.drugB): "
          + entry.reason.words)
    }
    return (lines + ["", "For research use only."]).joined(separator: "\n")
  }
}
