package import Results

/// Whether one drug brings back the sensitivity to another, over all cells of an experiment, in words.
package struct RestorationStory {
  /// One genotype of a cell line at one time.
  package struct Case {
    /// By the dose of the partner.
    package let rows: [RestorationRow]

    /// What the partner does.
    package var answer: RestorationAnswer { rows[0].answer }
    /// The row without the partner.
    package var alone: RestorationRow? { rows.first { $0.partnerDose == 0 } }
    /// The row whose distance to the reference is known to be the smallest: the one with the lowest upper
    /// end of the interval.
    package var closest: RestorationRow? {
      let combined = rows.filter { $0.partnerDose > 0 && $0.gap.value != nil }
      func rank(_ row: RestorationRow) -> (Double, Double) {
        (row.gap.high ?? .infinity, row.gap.value ?? .infinity)
      }
      return combined.min { rank($0) < rank($1) }
    }
  }

  /// The drug whose sensitivity is asked for.
  package let drug: String
  /// The drug that is added.
  package let partner: String
  /// The cells, in the order of the table.
  package let cases: [Case]
  /// The factor up to which doses count as equal, as the table records it; `nil` where it does not.
  package let margin: String?

  /// One story per drug and partner, in the order of the table.
  ///
  /// - Parameter margin: The factor up to which doses count as equal.
  package static func stories(_ rows: [RestorationRow], margin: String?) -> [RestorationStory] {
    rows.map { [$0.drug, $0.partner] }.distinct.map { pair in
      let own = rows.filter { $0.drug == pair[0] && $0.partner == pair[1] }
      let keys = own.map { [$0.cellLine, $0.genotype, "\($0.hours)"] }
      let groups = Dictionary(grouping: zip(keys, own)) { $0.0 }
      let cases = keys.distinct.map { key in
        Case(rows: (groups[key] ?? []).map(\.1).sorted { $0.partnerDose < $1.partnerDose })
      }
      return RestorationStory(drug: pair[0], partner: pair[1], cases: cases, margin: margin)
    }
  }

  /// Whether the question has an answer in any cells: the drug then acts on the reference.
  package var isAnswerable: Bool {
    cases.contains { $0.answer != .referenceNotInhibited }
  }

  /// What is asked.
  package var question: String {
    "Does \(partner) restore the sensitivity to \(drug), or does it only add its own effect?"
  }

  /// That the wells do not answer the question, in a sentence.
  package var openSentence: String {
    "Whether \(partner) restores the sensitivity to \(drug) cannot be told: \(drug) does not halve the "
      + "response of \(reference) at any dose tested."
  }

  /// Most cells of an answer that are named.
  private static let mostNamed = 8

  /// The answer: which cells, by what the partner does to them.
  package var answer: String {
    func cells(_ answers: Set<RestorationAnswer>) -> String? { named(answers) }
    var parts: [String] = []
    let restored = cells([.restores])
    if let restored {
      parts.append("\(Self.capital(partner)) restores the sensitivity to \(drug) in \(restored).")
    }
    if let more = cells([.sensitizes]) {
      let start =
        restored == nil
        ? "\(Self.capital(partner)) increases the sensitivity to \(drug)" : "It increases it"
      parts.append("\(start) in \(more), but is not shown to restore that of \(reference).")
    }
    if let stays = cells([.onlyAdds]) {
      parts.append(
        parts.isEmpty
          ? "\(Self.capital(partner)) only adds its own effect in \(stays): the resistance to \(drug) stays."
          : "It only adds its own effect in \(stays): the resistance stays.")
    }
    if let none = cells([.notResistant]) { parts.append("Not resistant to \(drug): \(none).") }
    let open = Set(RestorationAnswer.allCases.filter(\.isUnclear))
    if let unclear = cells(open) {
      parts.append(
        parts.isEmpty
          ? "It cannot be told whether \(partner) restores the sensitivity to \(drug): \(unclear)."
          : "It cannot be told in \(unclear).")
    }
    return parts.joined(separator: " ")
  }

  private var reference: String {
    let names = cases.map(\.rows[0].reference).distinct
    return names.count == 1 ? names[0] : "the reference genotypes"
  }

  /// The cells with some answers: a genotype alone where it has the same on every cell line.
  private func named(_ answers: Set<RestorationAnswer>) -> String? {
    let found = cases.filter { answers.contains($0.answer) }
    guard !found.isEmpty else { return nil }
    let names = found.map { one -> String in
      let all = cases.filter { $0.rows[0].genotype == one.rows[0].genotype }
      let same = all.filter { answers.contains($0.answer) }
      if same.count == all.count { return one.rows[0].genotype }
      return "\(one.rows[0].genotype) (\(place(one)))"
    }.distinct
    return names.count <= Self.mostNamed
      ? Wording.list(names) : "\(names.count) of \(cases.count) populations of cells"
  }

  /// The cell line, and the time where there are several.
  private func place(_ one: Case) -> String {
    let row = one.rows[0]
    return Set(cases.map(\.rows[0].hours)).count > 1
      ? "\(row.cellLine), \(Wording.number(row.hours)) h" : row.cellLine
  }

  /// The cells of a case.
  package func name(_ one: Case) -> String {
    let row = one.rows[0]
    let cells = ResponseWording.cells(row.cellLine, row.genotype)
    return Set(cases.map(\.rows[0].hours)).count > 1
      ? "\(cells), \(Wording.number(row.hours)) h" : cells
  }

  /// How resistant the cells are without the partner.
  package var sentences: [String] {
    let gaps = cases.compactMap { one in
      one.alone?.resistantAnswer == .reached ? one.alone?.gap.value : nil
    }
    guard let low = gaps.min(), let high = gaps.max() else { return [] }
    let times =
      low == high
      ? ResponseCells.short(low) : "\(ResponseCells.short(low)) to \(ResponseCells.short(high))"
    return [
      "Without \(partner) the cells need \(times) times the \(drug) that halves the response of \(reference) "
        + "(the IC50)."
    ]
  }

  /// What to bear in mind of answers by viability where counts at the start would give growth rates as well;
  /// `nil` where no answer says that the partner falls short.
  package var viabilityCaution: String? {
    cases.contains { $0.answer.fallsShort } ? Self.viabilityCaution : nil
  }

  /// That viability may hide a restored sensitivity.
  static let viabilityCaution =
    "These doses are of viability. Where a partner alone stops growth or kills cells, few divisions are left for "
    + "the drug to prevent, and a restored sensitivity may look smaller by viability than by growth rates (GR)."

  /// What the answers of the table mean, each that is there once.
  package var legend: [String] {
    let bound = margin.map { "a factor of \(Self.factor($0))" } ?? "the margin"
    return RestorationAnswer.allCases.filter { answer in
      cases.contains { $0.answer == answer }
    }.map { answer in
      let words: String
      switch answer {
      case .restores:
        words =
          "at some dose of \(partner) the cells need no more \(drug) than \(reference) without it, within "
          + bound
      case .sensitizes:
        words =
          "they need less \(drug) with \(partner), and the interval of the ratio does not end within \(bound)"
      case .onlyAdds:
        words = "no dose of \(partner) lowers the \(drug) that they need by more than \(bound)"
      case .notResistant: words = "they need no more \(drug) than \(reference), within \(bound)"
      case .referenceNotInhibited, .resistanceUncertain, .noCurve, .shiftUncertain:
        words = answer.words
      }
      return "\(answer.glyph) \(answer.brief): \(words)."
    }
  }

  private static func factor(_ text: String) -> String {
    Double(text).map(Wording.number) ?? text
  }

  private static func capital(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }
}

extension RestorationAnswer {
  /// The answer in a word or two.
  package var brief: String {
    switch self {
    case .restores: "restored"
    case .sensitizes: "increased"
    case .onlyAdds: "only adds"
    case .notResistant: "not resistant"
    case .referenceNotInhibited, .resistanceUncertain, .noCurve, .shiftUncertain: "unclear"
    }
  }

  /// Whether the words say that the partner does less than restore: what a measure of too little would say too.
  var fallsShort: Bool { self == .sensitizes || self == .onlyAdds }

  /// A sign that tells it without colour.
  package var glyph: String {
    switch self {
    case .restores: "●"
    case .sensitizes: "◐"
    case .onlyAdds: "○"
    case .notResistant: "–"
    case .referenceNotInhibited, .resistanceUncertain, .noCurve, .shiftUncertain: "?"
    }
  }
}
