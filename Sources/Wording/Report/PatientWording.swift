package import Results
import TumorModel

/// The sentences of a report's section on one patient.
package enum PatientWording {
  /// A call that stands for the patient.
  package static func headline(_ call: OriginRow) -> String {
    "\(call.title): \(call.call.words)" + (call.reason.map { " (\($0.words))" } ?? "")
  }

  /// The calls of all mutations, where none stands for the patient.
  ///
  /// - Parameter calls: One call per mutation.
  package static func headline(_ calls: [OriginRow]) -> String {
    let numbers = [
      ("acquired", calls.count { $0.call == .acquired }),
      ("pre-existing", calls.count { $0.call.isPreexisting }),
      (OriginLabel.lost.words, calls.count { $0.call == .lost }),
      (OriginLabel.indeterminate.words, calls.count { $0.call == .indeterminate }),
    ]
    let others = calls.count - numbers.map(\.1).reduce(0, +)
    let told = (numbers + [(others == 1 ? "other" : "others", others)]).filter { $0.1 > 0 }
    return
      ([Wording.count(calls.count, "mutation")]
      + [Wording.list(told.map { "\(Wording.grouped($0.1)) \($0.0)" })])
      .filter { !$0.isEmpty }.joined(separator: ": ")
  }
}

extension ManifestSample {
  /// When the sample was taken.
  package var dayWords: String { day.map { "Day \($0)" } ?? "Day not known" }

  /// What the sample is.
  package var words: String {
    let site = site.map { " of \($0)" } ?? ""
    let specimen = specimen.map { ", \($0.words)" } ?? ""
    let purity = purity.map { ", purity \(Wording.number($0))" } ?? ", purity not stated"
    return "\(role.words)\(site): \(id)\(specimen)\(purity)"
  }
}

extension ManifestTreatment {
  /// From when to when it was given.
  package var dayWords: String { "Day \(start)" + (stop.map { " to \($0)" } ?? " on") }

  /// What was given.
  package var words: String {
    let kind = kind.isEmpty ? "" : " (\(TreatmentWords.words(kind)))"
    let best = bestResponse.isEmpty ? "" : ", best response \(bestResponse)"
    return "\(agent)\(kind)\(best)"
  }
}
