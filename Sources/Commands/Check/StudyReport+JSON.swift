import GenomicFiles
import TumorModel

/// The report as JSON.
struct CheckSummary: Codable, Hashable, Sendable {
  /// An error or a warning.
  struct Finding: Codable, Hashable, Sendable {
    var level: String
    var kind: String
    var path: String
    var line: Int?
    var column: Int?
    var patient: String?
    var sample: String?
    var message: String
  }

  /// A sample.
  struct Sample: Codable, Hashable, Sendable {
    var patient: String
    var sample: String
    var role: String
    var scope: String
    var message: String
    var sites: Int
    var counted: Int
    var withAlternate: Int
    var zeroDepth: Int
    var withoutCounts: Int
    var uncalled: Int
    var notAssayed: Int
    var medianDepth: Int?
    var purity: Double?
    var withCopyNumber: Int
    var lod95CCF: Double?
  }

  var sheet: String
  var version: String
  var errors: Int
  var warnings: Int
  var findings: [Finding]
  var samples: [Sample]

  init(_ report: StudyReport) {
    sheet = report.sheet
    version = ToolVersion.number
    errors = report.count(.error)
    warnings = report.count(.warning)
    findings = report.findings.map {
      Finding(
        level: $0.level.rawValue, kind: $0.kind.rawValue, path: $0.location.path,
        line: $0.location.line, column: $0.location.column, patient: $0.patient,
        sample: $0.sample, message: $0.text)
    }
    samples = report.answers.map { answer in
      let facts = answer.facts
      return Sample(
        patient: facts.sample.patient, sample: facts.sample.id, role: facts.sample.role.rawValue,
        scope: answer.scope.rawValue, message: answer.text, sites: facts.sites,
        counted: facts.counted, withAlternate: facts.mutated, zeroDepth: facts.zeroDepth,
        withoutCounts: facts.withoutCounts, uncalled: facts.uncalled,
        notAssayed: facts.notAssayed, medianDepth: facts.medianDepth,
        purity: facts.sample.purity?.value, withCopyNumber: facts.withCopyNumber,
        lod95CCF: answer.limit)
    }
  }
}
