import DrugResponse
package import Results

/// The sentences of a report on an experiment with drugs.
package enum ExperimentWording {
  /// What was tested, in a sentence.
  package static func tested(
    drugs: [String], cellLines: [String], genotypes: Int, plates: Int
  ) -> String {
    let cells = cellLines.filter { !$0.isEmpty }
    let parts = [
      cells.isEmpty ? "cells that the table does not name" : nil,
      genotypes > 0 ? Wording.count(genotypes, "genotype") : nil,
      plates > 0 ? Wording.count(plates, "plate") : nil,
    ].compactMap { $0 }
    return Wording.list(drugs) + (cells.isEmpty ? "" : " on \(Wording.list(cells))")
      + (parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))") + "."
  }

  /// The curves without a dose that can be told, each reason in a sentence.
  package static func withoutDose(_ curves: [ResponseCurveRow]) -> [String] {
    let rows = curves.filter { $0.measure == .viability }
    func sentence(_ start: String, _ isMeant: (ResponseCurveRow) -> Bool) -> String? {
      let names = rows.filter(isMeant).map { row in
        "\(row.drug) on \(ResponseWording.cells(row.cellLine, row.genotype))"
      }.distinct
      guard !names.isEmpty else { return nil }
      let rest = names.count - mostNamed
      return "\(start): \(Wording.list(Array(names.prefix(mostNamed))))"
        + (rest > 0 ? ", and \(rest) more." : ".")
    }
    return [
      sentence("No effect within the doses tested") { $0.answer == .flat },
      sentence("No dose tested leaves half of the cells, so that there is no IC50") {
        $0.answer == .responds && $0.absoluteAnswer == .notReached
      },
      sentence("No curve could be fitted") { $0.answer == .notFitted },
    ].compactMap { $0 }
  }

  private static let mostNamed = 8

  /// The title of a page on an experiment.
  package static func title(drugs: [String], cellLines: [String]) -> String {
    let cells = cellLines.filter { !$0.isEmpty }
    return "Drug response: \(Wording.list(drugs))"
      + (cells.isEmpty ? "" : " on \(Wording.list(cells))")
  }

  /// The heading of how to read tables and pictures.
  package static let howToRead = "How to read it"

  /// What is asked of single drugs.
  package static let singleQuestion = "Do the genotypes differ in their sensitivity?"

  /// The answer of single drugs.
  package static func singleAnswer(
    _ changes: [ResponseComparisonRow], curves: [ResponseCurveRow]
  ) -> String {
    let told = changes.filter { $0.foldChange.value != nil }
    guard !told.isEmpty else {
      let rows = curves.filter { $0.measure == .viability }
      let reached = rows.count { $0.absoluteAnswer == .reached }
      return "IC50 reached in \(reached) of \(Wording.count(rows.count, "curve"))."
    }
    let less = told.filter { ($0.foldChange.low ?? 0) > 1 }
    let more = told.filter { ($0.foldChange.high ?? .infinity) < 1 }
    return "Of \(Wording.count(told.count, "comparison")) with the reference, \(less.count) "
      + "\(less.count == 1 ? "needs" : "need") more of the drug and \(more.count) less."
  }

  /// What stands above the doses of a story.
  package static func restorationCaption(drug: String, partner: String) -> String {
    "IC50: the dose of \(drug) that halves what is left with the partner's dose alone; times the IC50 in the "
      + "reference without \(partner). 95 % intervals in brackets."
  }

  /// That some pictures are left out.
  package static func notDrawn(_ count: Int) -> String {
    "\(Wording.grouped(count)) more are not drawn here; metachron figure draws them."
  }

  /// What stands above the models of combination.
  package static let models =
    "The models differ in what they expect of drugs that do not interact, and stand side by side. Excesses are "
    + "of viability: above 0 for fewer cells than expected."

  /// How far the plates can be trusted, in sentences.
  package static func plates(_ rows: [PlateQualityRow]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let values = rows.compactMap(\.zPrime)
    var sentences: [String] = []
    if let low = values.min(), let high = values.max() {
      let range = low == high ? Wording.number(low) : Wording.range(low, high)
      sentences.append(
        "\(Wording.count(rows.count, "plate")), Z' \(range): "
          + AssayWindow.Grade.allCases.compactMap { grade in
            let count = rows.count { $0.grade == grade }
            return count == 0 ? nil : "\(count) \(grade.rawValue)"
          }.joined(separator: ", ") + ".")
    } else {
      sentences.append(
        "\(Wording.count(rows.count, "plate")) without positive controls or blanks: Z' cannot be told."
      )
    }
    return sentences + rows.compactMap(\.warning).map { "\($0)." }
  }

  /// That a folder holds tables made from different measurements; `nil` where they are of the same.
  ///
  /// - Parameter tables: The names of tables, by what they were made from.
  package static func mixed(_ tables: [[String]]) -> String? {
    guard tables.count > 1 else { return nil }
    return
      "The tables in this folder were made from different files, as the checksums in their first lines say. "
      + "Numbers that stand side by side here need not belong together: "
      + tables.map { Wording.list($0) }.joined(separator: "; ") + "."
  }

  /// The plates that Z' calls unusable or marginal, in a sentence; `nil` for none.
  package static func failedPlates(_ rows: [PlateQualityRow]) -> String? {
    func sentence(_ grade: AssayWindow.Grade, _ meaning: String) -> String? {
      let found = rows.filter { $0.grade == grade }
      guard !found.isEmpty else { return nil }
      let names = found.map { row in
        "\(row.plate)" + (row.zPrime.map { " (Z' \(ResponseCells.short($0)))" } ?? "")
      }
      let rest = names.count - mostNamed
      return
        "\(found.count) of \(Wording.count(rows.count, "plate")) \(found.count == 1 ? "is" : "are") "
        + "\(grade.rawValue) by Z', \(meaning): \(Wording.list(Array(names.prefix(mostNamed))))"
        + (rest > 0 ? ", and \(rest) more." : ".")
    }
    let sentences = [
      sentence(.unusable, "so that doses that rest on such wells cannot be trusted"),
      sentence(.marginal, "so that small differences there may be noise"),
    ].compactMap { $0 }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// Doses of pairs of drugs that have wells and no row of a model.
  package static func notScored(_ names: [String]) -> String? {
    names.isEmpty
      ? nil
      : "Not scored by any model: \(Wording.list(names)). metachron response combinations tells why."
  }

  /// What to bear in mind about an experiment.
  package static func cautions(
    hasCombinations: Bool, isLoeweMissing: Bool, hasGrowth: Bool
  ) -> [String] {
    var sentences = [
      "Cells in a dish are not a patient: a dose here is not a dose of a treatment.",
      "Intervals are of 95 % and hold for the wells that were measured. They do not cover what differs "
        + "between days or batches where an experiment was not repeated.",
      "p values are not corrected for the number of comparisons.",
    ]
    if hasCombinations {
      sentences.append(
        "The models of combination ask different questions, and none of them is the synergy. An excess of "
          + "effect is not a restored sensitivity: the answer above rests on the doses that are needed."
      )
      sentences.append(
        "Terms of the MuSyC surface are uncertain where a drug alone has no effect within the doses tested: "
          + "their intervals are then wide.")
    }
    if isLoeweMissing {
      sentences.append(
        "Loewe's dose additivity is undefined where a drug alone never reaches the effect of both.")
    }
    if hasGrowth {
      sentences.append(
        "GR values correct for how fast cells divide. Cell lines of different speed are compared by them "
          + "and not by viability.")
    }
    return sentences
  }

  /// How the tables and pictures of an experiment are read.
  package static let reading = [
    "EC50: the dose half-way between both ends of the curve. IC50: the dose that leaves half of the cells "
      + "(beside a partner: half of those that the partner alone leaves). "
      + "They differ where a drug leaves many cells alive. Nothing is extrapolated beyond three times the "
      + "highest dose; a dose that is not reached is told as such.",
    "No effect: a constant describes the wells better than a curve, by the Bayesian information criterion.",
    "Restored sensitivity is told by doses: the IC50 of the first drug in the resistant cells beside a dose of the "
      + "second, relative to what that dose alone leaves, against the IC50 in the reference genotype without the "
      + "second drug. A second drug that only adds its own effect leaves that dose where it was.",
    "In the maps of excess, above 0 means that fewer cells are left than the reference model expects; an "
      + "asterisk marks pairs of doses whose interval excludes 0. Bliss expects independent effects, the "
      + "highest single agent the stronger drug alone, Loewe doses that replace one another, and ZIP curves "
      + "that neither drug moves.",
    "MuSyC tells a gain of potency (alpha: fold change of a drug's EC50 by the other, above 1 for more potent) "
      + "from a gain of efficacy (beta: above 0 where both together do more than the stronger one).",
  ]

  /// How an experiment was analysed.
  package static let methods =
    "Responses are relative to the vehicle wells of the same plate and cells. Curves are four-parameter "
    + "log-logistic functions fitted by least squares from several starts; intervals of doses are of Student's t "
    + "on the logarithmic scale, those of models of combination of a bootstrap. Genotypes are compared by the "
    + "ratio of their EC50 and by an extra-sum-of-squares F test of one curve for both."
}

extension CurveAnswer {
  /// What the wells say, in a word or two.
  package var words: String {
    switch self {
    case .responds: "response"
    case .flat: "no effect"
    case .notFitted: "no curve"
    }
  }
}

extension CombinationQuantity {
  /// The heading of a column.
  package func heading(_ drugA: String, _ drugB: String) -> String {
    switch self {
    case .bliss: "Bliss: mean excess"
    case .highestSingleAgent: "Highest single agent: mean excess"
    case .loewe: "Loewe: mean excess"
    case .zeroInteractionPotency: "ZIP: mean delta"
    case .potencyOfA: "MuSyC: potency of \(drugA) by \(drugB), fold"
    case .potencyOfB: "MuSyC: potency of \(drugB) by \(drugA), fold"
    case .efficacy: "MuSyC: gain of efficacy"
    case .eInfinityBoth: "MuSyC: viability far above both EC50"
    case .ec50A: "MuSyC: EC50 of \(drugA)"
    case .ec50B: "MuSyC: EC50 of \(drugB)"
    }
  }
}
