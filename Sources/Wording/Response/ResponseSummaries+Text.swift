import DrugResponse
package import Results

extension ResponseCurvesSummary {
  private static let listed = 40

  /// The summary for a person: how genotypes differ, then the curves, of the last time alone.
  package var text: String {
    let plateCount = Set(plates.map(\.plate)).count
    var lines = [
      Wording.count(curves.count, "curve")
        + (plateCount > 0 ? " on \(Wording.count(plateCount, "plate"))" : "")
    ]
    lines += plates.compactMap(\.warning)
    for measure in curves.map(\.measure).distinct {
      let last = curves.filter { $0.measure == measure }.map(\.hours).max()
      let own = curves.filter { $0.measure == measure && $0.hours == last }
      let told = comparisons.filter {
        $0.measure == measure && $0.hours == last && $0.foldChange.value != nil
      }
      // Viability tells all; other measures are told where there are few curves.
      guard measure == .viability || own.count <= Self.few else {
        lines += ["", "\(measure.axisWords): see \(ResponseCurveRow.table.fileName)"]
        continue
      }
      if !told.isEmpty {
        lines += ["", "\(measure.axisWords), genotypes compared by \(measure.doseWords):"]
      }
      lines += told.prefix(Self.listed).map { "  \($0.sentence)" }
      let times = Set(curves.map(\.hours)).count > 1
      lines += ["", "\(measure.axisWords)" + (times ? ", \(Wording.number(last ?? 0)) h:" : ":")]
      lines += own.prefix(Self.listed).map { "  \($0.sentence)" }
      if own.count > Self.listed || (times && measure != .proliferationRate) {
        lines.append("  and more: see \(ResponseCurveRow.table.fileName)")
      }
    }
    return (lines + ["", "For research use only."]).joined(separator: "\n")
  }

  private static let few = 12
}

extension ResponseCurveRow {
  /// The curve in a line.
  var sentence: String {
    let words: String
    switch answer {
    case .responds:
      let isRising = (eInfinity.value ?? 0) > (e0.value ?? 0)
      words =
        (isRising
          ? "rises with the dose, "
          : "\(measure.doseWords) \(ResponseWording.dose(absolute, absoluteAnswer, highest: highestDose)); ")
        + "response at the highest dose \(ResponseWording.interval(maximum))"
    case .flat: words = "no effect up to \(highestDose.map(ResponseWording.dose) ?? "any dose")"
    case .notFitted: words = "no curve: fewer than three doses, or too few wells"
    }
    return "\(ResponseWording.cells(cellLine, genotype)), \(drug): \(words)"
  }
}

extension ResponseComparisonRow {
  /// The comparison in a line.
  var sentence: String {
    "\(genotype) over \(reference) in \(cellLine), \(drug): \(ResponseWording.fold(foldChange))"
      + (foldP.map { ", p \(Wording.probability($0))" } ?? "")
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
