package import Results

extension CombinationsSummary {
  private static let listed = 12

  /// The summary for a person: whether the resistance is overcome, then the models side by side.
  package var text: String {
    var lines = plates.compactMap(\.warning)
    for question in questions { lines += question }
    if hasStartCounts, restoration.contains(where: \.answer.fallsShort) {
      lines.append("  \(RestorationStory.viabilityCaution)")
    }
    if !combinations.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines.append("Models side by side; above 0, or above 1-fold, is more effect than expected:")
      let keys = pairs
      for key in keys.prefix(Self.listed) { lines += words(key) }
      if keys.count > Self.listed { lines.append("and more: see \(CombinationRow.table.fileName)") }
    }
    for entry in refused {
      lines.append(
        "\(ResponseWording.cells(entry.cellLine, entry.genotype)), \(entry.drugA) with \(entry.drugB): "
          + entry.reason.words)
    }
    return (lines + ["", "For research use only."]).joined(separator: "\n")
  }

  // MARK: Does the partner bring the sensitivity back?

  private struct Question: Hashable {
    let drug: String
    let partner: String
    let reference: String
  }

  /// A heading and lines for each pair of drugs.
  private var questions: [[String]] {
    restoration.map { Question(drug: $0.drug, partner: $0.partner, reference: $0.reference) }
      .distinct.map { question in
        let rows = restoration.filter {
          $0.drug == question.drug && $0.partner == question.partner
            && $0.reference == question.reference
        }
        let series = rows.map(RestorationSeries.init).distinct
        var lines = [
          "Does \(question.partner) bring back the sensitivity to \(question.drug) that "
            + "\(question.reference.isEmpty ? "the reference" : question.reference) has?"
        ]
        let answers = Set(rows.map(\.answer))
        if answers.count == 1, let answer = answers.first, answer.isUnclear, series.count > 1 {
          return lines + ["  \(Wording.count(series.count, "line")) of cells: \(answer.words)"]
        }
        for one in series {
          let own = rows.filter { RestorationSeries($0) == one }
          lines.append("  \(RestorationWording.line(own, drug: question.drug))")
        }
        return lines
      }
  }

  // MARK: Models

  private struct Pair: Hashable {
    let cellLine: String
    let genotype: String
    let drugA: String
    let drugB: String
    let hours: Double

    init(_ row: CombinationRow) {
      (cellLine, genotype, hours) = (row.cellLine, row.genotype, row.hours)
      (drugA, drugB) = (row.drugA, row.drugB)
    }
  }

  private var pairs: [Pair] { combinations.map(Pair.init).distinct }

  private func words(_ pair: Pair) -> [String] {
    var values: [CombinationQuantity: IntervalFields] = [:]
    for row in combinations where Pair(row) == pair { values[row.quantity] = row.value }
    func value(_ quantity: CombinationQuantity) -> IntervalFields {
      values[quantity] ?? IntervalFields()
    }
    let excesses: [(String, CombinationQuantity)] = [
      ("Bliss", .bliss), ("HSA", .highestSingleAgent), ("Loewe", .loewe),
      ("ZIP", .zeroInteractionPotency),
    ]
    let models = excesses.map { "\($0.0) \(ResponseWording.excess(value($0.1)))" }
    let isDetermined = value(.efficacy).value != nil || value(.potencyOfA).value != nil
    let surface =
      isDetermined
      ? "potency of \(pair.drugA) \(ResponseWording.fold(value(.potencyOfA))), of \(pair.drugB) "
        + "\(ResponseWording.fold(value(.potencyOfB))); gain of efficacy "
        + ResponseWording.excess(value(.efficacy))
      : "not determined, as where a drug alone has hardly an effect"
    return [
      "\(ResponseWording.cells(pair.cellLine, pair.genotype)), \(pair.drugA) with \(pair.drugB)",
      "  excess over \(models.joined(separator: ", "))",
      "  MuSyC: \(surface)",
    ]
  }
}

/// The rows of one genotype of one cell line.
private struct RestorationSeries: Hashable {
  let cellLine: String
  let genotype: String
  let hours: Double

  init(_ row: RestorationRow) {
    (cellLine, genotype, hours) = (row.cellLine, row.genotype, row.hours)
  }
}

/// What a partner does to a resistance, in words.
package enum RestorationWording {
  /// One genotype: the answer, and the numbers behind it.
  ///
  /// - Parameters:
  ///   - rows: The rows of one genotype of one cell line, by the partner's dose; at least one, or it traps.
  ///   - drug: The drug whose sensitivity is looked at.
  package static func line(_ rows: [RestorationRow], drug: String) -> String {
    let first = rows[0]
    var text =
      "\(ResponseWording.cells(first.cellLine, first.genotype)): \(first.answer.words)"
    guard let alone = rows.first(where: { $0.partnerDose == 0 })?.gap, alone.value != nil else {
      return text
    }
    text += "; needs \(ResponseWording.fold(alone)) as much \(drug) alone"
    if let best = RestorationStory.Case(rows: rows).closest {
      text +=
        ", \(ResponseWording.fold(best.gap)) with \(ResponseWording.dose(best.partnerDose)) \(best.partner)"
    }
    return text
  }
}

extension RestorationAnswer {
  /// Whether the wells do not tell.
  var isUnclear: Bool {
    switch self {
    case .restores, .sensitizes, .onlyAdds, .notResistant: false
    case .referenceNotInhibited, .resistanceUncertain, .noCurve, .shiftUncertain: true
    }
  }
}
