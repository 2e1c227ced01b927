import ClonalEvolution
import Results
import TumorModel

extension ExplanationWording {
  /// A change of a probability that is worth telling.
  private static let noticeable = 0.05
  /// From so many patients on, a learnt prior is not that of a small study.
  private static let smallStudy = 20

  /// What would settle or change the call.
  var change: [String] {
    if !problems.isEmpty { return problems.map { $0.problem.remedy(sample: $0.sample) } }
    return settling + studyWeight + assumptionLines
  }

  /// What would settle an open call.
  private var settling: [String] {
    guard row.call == .indeterminate, let reason = row.reason else { return [] }
    let remedy = reason.remedy(earlier: earlier)
    switch reason {
    case .underpowered where isLaterWeak:
      return ["Deeper sequencing of \(later), or a purer piece of the same tissue, would decide."]
    case .underpowered, .conflicting: return [remedy] + depthLines
    default: return [remedy]
    }
  }

  /// The depths that show a clone.
  var depthLines: [String] {
    [
      (row.explanation.depthForThreshold, threshold, 95),
      (row.explanation.depthForQuarter, OriginGate.powerCellFraction, 80),
    ].compactMap { needed, fraction, power in
      let what =
        "To show a clone of \(Wording.number(fraction)) in \(earlier) with \(power) % power"
      switch needed {
      case nil: return nil
      case .unattainable:
        return "\(what), no depth suffices: errors or the scatter of allele counts hide it."
      case .reads(let depth):
        let now =
          row.earlier.depth.map { "it has \(Wording.grouped($0))" } ?? "its reads were not counted"
        return "\(what), \(Wording.count(depth, "read")) are needed; \(now)."
      }
    }
  }

  /// What the study's other patients contribute, where they are few and move the answer.
  private var studyWeight: [String] {
    let explanation = row.explanation
    guard let patients = explanation.priorPatients, patients > 0, patients < Self.smallStudy,
      let probabilities = row.probabilities, let acquired = explanation.acquiredByDefault
    else { return [] }
    let before = probabilities.preexistingSubclonal + probabilities.preexistingClonal
    let otherBefore = explanation.preexistingByDefault ?? before
    let label = explanation.callByDefault ?? row.call
    guard
      label != row.call || abs(acquired - probabilities.acquired) > Self.noticeable
        || abs(otherBefore - before) > Self.noticeable
    else { return [] }
    let origins =
      "The prior of the origins rests on \(Wording.count(patients, "patient")) of this study"
    return [
      "\(origins): P(acquired) is \(Wording.number(probabilities.acquired)) with it and "
        + "\(Wording.number(acquired)) with the default prior; P(pre-existing) "
        + "\(Wording.number(before)) and \(Wording.number(otherBefore))"
        + (label == row.call ? "." : ". With the default prior the call would be \(label.words).")
    ]
  }

  /// Whether the row varies several assumptions together.
  private func isJoint(_ row: AssumptionRow) -> Bool { row.varied == .all }

  private var assumptionLines: [String] {
    let single = assumptions.filter { !isJoint($0) }
    let together = assumptions.filter(isJoint)
    guard !single.isEmpty else { return [] }
    let values = together.compactMap(\.acquired)
    let range =
      values.count > 1
      ? " Varied together, they leave P(acquired) at "
        + "\(Wording.range(values.min() ?? 0, values.max() ?? 0))." : ""
    let flips = single.filter(\.flips).map { "\($0.call.words) with \($0.assumption)" }
    if !flips.isEmpty { return ["The call would be \(Wording.list(flips)).\(range)"] }
    let tried =
      "None of the \(single.count) assumptions that were varied one at a time changes the call"
    return [
      together.contains(where: \.flips)
        ? "\(tried), but several of them together do.\(range)" : "\(tried).\(range)"
    ]
  }
}
