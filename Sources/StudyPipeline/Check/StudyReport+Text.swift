import DelimitedText
import GenomicFiles
import Studies
import TumorModel
import Wording

extension StudyReport {
  /// The widest place or name that other lines are aligned to.
  private static let widest = 44

  /// The table as people read it: level, place, and what there is to say.
  package var text: String {
    var rows = findings.map {
      ($0.level.rawValue, $0.location.description, $0.text)
    }
    rows += answers.map { ("sample", $0.facts.sample.id, "[\($0.scope.rawValue)] \($0.text)") }
    let width = rows.map(\.1.count).filter { $0 <= Self.widest }.max() ?? 0
    return rows.map { level, place, words in
      Wording.padded(level, 8) + Wording.padded(Self.plain(place), width) + "  "
        + Self.plain(words)
    }.joined(separator: "\n")
  }

  /// Text that a terminal shows as it is.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
  }
}
