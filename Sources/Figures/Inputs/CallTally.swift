import TumorModel
import Wording

/// How many calls have each label: all of those that a figure speaks of, drawn or not.
struct CallTally: Hashable {
  private var counts: [OriginLabel: Int] = [:]
  private(set) var total = 0

  init(_ labels: some Sequence<OriginLabel>) {
    for label in labels {
      counts[label, default: 0] += 1
      total += 1
    }
  }

  subscript(_ label: OriginLabel) -> Int { counts[label] ?? 0 }

  /// Calls of each kind of pre-existing mutation.
  var preexisting: Int { counts.reduce(0) { $0 + ($1.key.isPreexisting ? $1.value : 0) } }

  /// `3 pre-existing, 2 acquired, 1 indeterminate`, then the other labels that there are; the numbers
  /// add to ``total``.
  var words: String {
    var parts = [
      "\(Wording.grouped(preexisting)) pre-existing",
      "\(Wording.grouped(self[.acquired])) acquired",
      "\(Wording.grouped(self[.indeterminate])) indeterminate",
    ]
    for (label, words) in [
      (OriginLabel.lost, "lost"), (.artefact, "artefact"), (.absentFromBoth, "in neither sample"),
      (.germline, "inherited"),
    ] where self[label] > 0 {
      parts.append("\(Wording.grouped(self[label])) \(words)")
    }
    return parts.joined(separator: ", ")
  }
}
