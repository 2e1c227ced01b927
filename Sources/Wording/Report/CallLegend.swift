import ClonalEvolution
package import TumorModel

/// What the calls of a card mean, in a few words each, with the numbers of the rule that made them.
package enum CallLegend {
  /// A call, and why it is open.
  package struct Call: Hashable, Sendable {
    let label: OriginLabel
    let reason: IndeterminateReason?

    package init(_ label: OriginLabel, _ reason: IndeterminateReason? = nil) {
      (self.label, self.reason) = (label, reason)
    }
  }

  /// Calls that mean the same to a reader, and what that is.
  package struct Entry: Hashable, Sendable {
    /// The calls, in the order of the palette.
    package var labels: [OriginLabel]
    /// Such as `acquired: …`.
    package let words: String
  }

  /// Explains calls, each meaning once.
  ///
  /// - Parameters:
  ///   - calls: The calls that are shown.
  ///   - threshold: c*, the cancer cell fraction that an acquired call excludes earlier, 0 to 1.
  package static func entries(_ calls: some Sequence<Call>, threshold: Double) -> [Entry] {
    let shown = Set(calls)
    return OriginLabel.allCases.reduce(into: []) { entries, label in
      let meanings = Set(shown.filter { $0.label == label }.map { words($0, threshold: threshold) })
      for words in meanings.sorted() {
        if let place = entries.firstIndex(where: { $0.words == words }) {
          entries[place].labels.append(label)
        } else {
          entries.append(Entry(labels: [label], words: words))
        }
      }
    }
  }

  private static func words(_ call: Call, threshold: Double) -> String {
    let presence = "probability at least \(Wording.number(OriginGate.presence))"
    return switch call.label {
    case .acquired:
      "acquired: no clone of \(Wording.exactPercent(threshold)) or more of the earlier sample's tumour "
        + "cells (probability of one at most \(Wording.number(OriginGate.exclusion))); a smaller one "
        + "is not excluded"
    case .preexistingSubclonal, .preexistingClonal, .preexisting:
      "pre-existing: the earlier sample had it (\(presence))"
    case .lost: "lost: the earlier sample had it, the later one does not (\(presence))"
    case .artefact: "artefact: errors explain the reads better than a clone"
    case .absentFromBoth: "\(call.label.words): only another sample of the patient has it"
    case .germline: "inherited: the normal sample has it"
    case .indeterminate:
      call.reason == .notAssessable
        ? "not assessable: one of the samples says nothing of it"
        : "indeterminate: both samples were read, but not well enough for any other call"
    }
  }
}
