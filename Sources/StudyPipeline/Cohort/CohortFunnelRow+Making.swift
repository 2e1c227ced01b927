package import CohortStatistics
package import Results

extension CohortFunnelRow {
  /// The rows of a gene: every step, then every outcome of the assessable patients.
  package static func rows(of target: CohortTarget, _ funnel: FunnelTally) -> [CohortFunnelRow] {
    func row(_ stage: FunnelPlace, _ patients: Int) -> CohortFunnelRow {
      var row = CohortFunnelRow()
      (row.gene, row.className) = (target.gene, target.className)
      (row.stage, row.patients) = (stage, patients)
      return row
    }
    let steps = funnel.steps.map { step in
      var row = row(.step(step.step), step.patients)
      row.excluded = step.excluded
      // Where calls have no answer, their reasons are why; one patient may have several.
      row.reasons =
        step.reasons.isEmpty
        ? FieldList(step.exits.map { CountedReason(.exit($0.kind), $0.patients) })
        : FieldList(step.reasons.map { CountedReason(.call($0.kind), $0.patients) })
      return row
    }
    let outcomes = CohortOutcome.allCases.filter { $0 != .notAssessable }.map { outcome in
      var row = row(.outcome(outcome), funnel[outcome])
      if outcome == .indeterminate {
        row.reasons = FieldList(
          funnel.reasonsOfIndeterminate.map { CountedReason(.call($0.kind), $0.patients) })
      }
      return row
    }
    return steps + outcomes
  }
}
