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
    if !problems.isEmpty {
      return problems.map { $0.problem.remedy(sample: $0.sample ?? earlier) }
    }
    return settling + studyWeight + assumptionLines
  }

  /// What would settle an open call: one remedy, for the samples whose evidence is open.
  private var settling: [String] {
    guard row.call == .indeterminate, let reason = row.reason else { return [] }
    switch reason {
    case .underpowered: return [underpoweredRemedy]
    case .conflicting: return [conflictingRemedy]
    default: return [reason.remedy(earlier: earlier)]
    }
  }

  private var underpoweredRemedy: String {
    guard !isLaterWeak else {
      return "Deeper sequencing of \(later), or a purer piece of the same tissue, would decide."
    }
    let isLaterOpen =
      openSides.contains(.later) && (row.later.detectionPower ?? 1) < OriginGate.power
    let samples = isLaterOpen ? "\(earlier) and of \(later)" : earlier
    let needed = depthNeeded(
      row.explanation.depthForQuarter, for: OriginGate.powerCellFraction, power: OriginGate.power)
    switch needed {
    case .unattainable:
      return
        "No depth of \(earlier) decides: errors or the scatter of allele counts hide a clone of "
        + "\(GateWords.clone) there. A purer piece of the same tissue could."
    case .unknown, .met:
      return "Deeper sequencing of \(samples), or a purer piece of the same tissue, would decide."
    case .needed(let words):
      return "Deeper sequencing of \(samples), or a purer piece of the same tissue, would decide. "
        + words
    }
  }

  private var conflictingRemedy: String {
    let open = openSides
    guard open != [.later] else {
      return
        "The doubt is whether the mutation is in \(later): more reads of \(later), or another piece "
        + "of that tumour, could tell."
    }
    let isLaterOpen = open.contains(.later)
    let samples = isLaterOpen ? "\(earlier) and of \(later)" : earlier
    let doubt =
      isLaterOpen
      ? "The doubt is whether \(earlier) had the mutation, and whether it is in \(later)"
      : "The doubt is whether \(earlier) had the mutation"
    switch depthNeeded(
      row.explanation.depthForThreshold, for: threshold, power: DetectionPower.limitPower)
    {
    case .unattainable:
      return
        "\(doubt). No depth of \(earlier) shows a clone of \(Wording.exactPercent(threshold)): errors or "
        + "the scatter of allele counts hide it. Another piece of the earlier tumour could tell."
    case .met:
      return "\(doubt): another piece of the earlier tumour could tell; its depth suffices."
    case .unknown:
      return
        "\(doubt): more reads of \(samples), or another piece of the earlier tumour, could tell."
    case .needed(let words):
      return
        "\(doubt): more reads of \(samples), or another piece of the earlier tumour, could tell. "
        + words
    }
  }

  /// What a depth to be reached asks for.
  private enum Need {
    /// No depth was computed.
    case unknown
    /// The sample has it.
    case met
    /// There is none.
    case unattainable
    /// More reads, told in a sentence.
    case needed(String)
  }

  private func depthNeeded(_ needed: DepthNeeded?, for fraction: Double, power: Double) -> Need {
    switch needed {
    case nil: return .unknown
    case .unattainable: return .unattainable
    case .reads(let depth):
      if let own = row.earlier.depth, own >= depth { return .met }
      let now =
        row.earlier.depth.map { "it has \(Wording.grouped($0))" } ?? "its reads were not counted"
      return .needed(
        "To show a clone of \(Wording.exactPercent(fraction)) in \(earlier) with \(Wording.percent(power)) power, "
          + "\(Wording.count(depth, "read")) are needed; \(now).")
    }
  }

  /// What the study's other patients contribute, where they are few and move the answer, or move the label.
  private var studyWeight: [String] {
    let explanation = row.explanation
    guard let patients = explanation.priorPatients, patients > 0,
      let probabilities = row.probabilities, let acquired = explanation.acquiredByDefault
    else { return [] }
    let before = probabilities.preexistingSubclonal + probabilities.preexistingClonal
    let otherBefore = explanation.preexistingByDefault ?? before
    let label = explanation.callByDefault ?? row.call
    guard
      label != row.call
        || (patients < Self.smallStudy
          && max(abs(acquired - probabilities.acquired), abs(otherBefore - before))
            > Self.noticeable)
    else { return [] }
    let origins =
      "The prior of the origins rests on \(Wording.count(patients, "other patient")) of this study"
    return [
      "\(origins): P(acquired) is \(Wording.probability(probabilities.acquired)) with it and "
        + "\(Wording.probability(acquired)) without other patients; P(pre-existing) "
        + "\(Wording.probability(before)) and \(Wording.probability(otherBefore))"
        + (label == row.call ? "." : ". Without other patients the call would be \(label.words).")
    ]
  }

  /// Whether a row varies several assumptions together.
  func isJoint(_ row: AssumptionRow) -> Bool { row.varied == .all }

  private var assumptionLines: [String] {
    let single = assumptions.filter { !isJoint($0) }
    let together = assumptions.filter(isJoint)
    guard !single.isEmpty else { return [] }
    let values = together.compactMap(\.acquired)
    let range =
      values.count > 1
      ? " Varied together, P(acquired) is "
        + "\(Wording.probabilities(values.min() ?? 0, values.max() ?? 0))." : ""
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
