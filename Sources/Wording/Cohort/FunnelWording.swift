package import CohortStatistics
package import Results
import TumorModel

/// A gene's funnel in words: the same steps, and the same ones left out, wherever it is told.
package struct FunnelWording {
  private let rows: [CohortFunnelRow]
  private let target: CohortTarget

  /// Takes the rows of `funnel.tsv` of a gene; those of other genes and classes are left out.
  package init(_ rows: [CohortFunnelRow], of target: CohortTarget) {
    self.target = target
    self.rows = rows.filter { CohortTarget(gene: $0.gene, className: $0.className) == target }
  }

  /// What the patients of a step have in common; `nil` of a class where every mutation counts.
  package static func words(_ step: FunnelStep, of target: CohortTarget) -> String? {
    if step == .ofClass, target.isAnyClass { return nil }
    return step.words(gene: target.gene, className: target.isAnyClass ? nil : target.className)
  }

  /// Whether an outcome is told: the three answers always, the others where a patient has them.
  package static func isTold(_ outcome: CohortOutcome, patients: Int) -> Bool {
    switch outcome {
    case .acquired, .preexisting, .indeterminate: true
    case .lost, .artefact: patients > 0
    case .notAssessable: false
    }
  }

  /// `168 patients -> 12 with a mutation of ERBB2 in a non-primary sample -> …`.
  package var line: String { ([all] + steps).joined(separator: " -> ") }

  /// The same as a sentence.
  package var sentence: String { "Of \(all): \(Wording.list(steps))." }

  /// Why patients are excluded on the way; `nil` where none is.
  package var excluded: String? {
    let reasons = FunnelStep.allCases.compactMap { row(.step($0))?.reasons.words }
      .filter { !$0.isEmpty }
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }

  /// What the assessable patients' calls come to, such as `1 indeterminate (1 underpowered)`.
  package var outcomes: [String] {
    CohortOutcome.allCases.compactMap { outcome in
      guard let row = row(.outcome(outcome)), Self.isTold(outcome, patients: row.patients) else {
        return nil
      }
      let reasons = row.reasons.words
      return "\(Wording.grouped(row.patients)) \(outcome.words)"
        + (reasons.isEmpty ? "" : " (\(reasons))")
    }
  }

  /// In how many assessable patients the mutation was acquired, and what the others' calls are, such as
  /// `Acquired in 3 of 5 assessable patients, pre-existing in 1, indeterminate in 1.`
  package var verdict: String {
    let acquired = patients(.acquired)
    if patients(.assessable) == 1,
      let only = CohortOutcome.allCases.first(where: {
        $0 != .notAssessable && patients($0) > 0
      })
    {
      return only.words.prefix(1).uppercased() + only.words.dropFirst()
        + " in the only assessable patient."
    }
    let first =
      "Acquired in \(acquired == 0 ? "none" : Wording.grouped(acquired)) of "
      + Wording.count(patients(.assessable), "assessable patient")
    let others = CohortOutcome.allCases.compactMap { outcome -> String? in
      let number = patients(outcome)
      guard number > 0, outcome != .acquired, outcome != .notAssessable else { return nil }
      return "\(outcome.words) in \(Wording.grouped(number))"
    }
    return ([first] + others).joined(separator: ", ") + "."
  }

  /// Why calls are open for want of power, with their number; `nil` where none is.
  package var underpowered: String? {
    let open = rows.filter { $0.stage == .outcome(.indeterminate) }.flatMap(\.reasons.elements)
      .first { $0.reason == .call(.underpowered) }
    guard let open, open.count > 0 else { return nil }
    return open.count == 1
      ? "1 is indeterminate because it is underpowered: its earlier sample has too few reads or tumour "
        + "cells to show the mutation, had it been there."
      : "\(Wording.grouped(open.count)) are indeterminate because they are underpowered: their earlier "
        + "samples have too few reads or tumour cells to show the mutation, had it been there."
  }

  /// The funnel for a terminal: steps, exclusions and outcomes, a line each.
  package var lines: [String] {
    [line] + (excluded.map { ["Excluded: \($0)"] } ?? []) + [outcomes.joined(separator: ", ")]
  }

  private var all: String { Wording.count(patients(.patients), "patient") }

  private var steps: [String] {
    counts.dropFirst().map { "\(Wording.grouped($0.patients)) \($0.words)" }
  }

  /// The steps, from all patients on, with the number of patients that reach each.
  package var counts: [(patients: Int, words: String)] {
    FunnelStep.allCases.compactMap { step in
      if step == .profiled, patients(.profiled) == patients(.patients) { return nil }
      return Self.words(step, of: target).map { (patients(step), $0) }
    }
  }

  private func patients(_ step: FunnelStep) -> Int { row(.step(step))?.patients ?? 0 }

  private func patients(_ outcome: CohortOutcome) -> Int { row(.outcome(outcome))?.patients ?? 0 }

  private func row(_ stage: FunnelPlace) -> CohortFunnelRow? { rows.first { $0.stage == stage } }
}
