package import Results
import TumorModel

/// The sentences of a report's section on one patient.
package enum PatientWording {
  /// A call that stands for the patient.
  package static func headline(_ call: OriginRow) -> String {
    "\(call.title): \(call.call.words)" + (call.reason.map { " (\($0.words))" } ?? "")
  }

  /// All calls, where none stands for the patient.
  package static func headline(_ calls: [OriginRow]) -> String {
    let acquired = calls.count { $0.call == .acquired }
    let before = calls.count { $0.call.isPreexisting }
    return
      "\(Wording.count(calls.count, "call")): \(Wording.grouped(before)) pre-existing, "
      + "\(Wording.grouped(acquired)) acquired"
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
