import DelimitedText
import GenomicFiles
import Studies
package import Results
import Studies
package import TumorModel

/// What `metachron check --json` prints.
package struct CheckSummary: JSONObject, Hashable {
  /// An error or a warning.
  package struct Finding: JSONObject, Hashable {
    package var level = ""
    package var kind = ""
    package var path = ""
    package var line: Int?
    package var column: Int?
    package var patient: String?
    package var sample: String?
    package var message = ""

    package init() {}

    package static let properties: [JSONProperty<Finding>] = [
      JSONProperty("level", \.level, meaning: "`error` or `warning`"),
      JSONProperty("kind", \.kind, meaning: "What it is about"),
      JSONProperty("path", \.path, meaning: "The file, as the sheet names it"),
      JSONProperty("line", \.line, .positiveCount, meaning: "The line, counted from 1"),
      JSONProperty(
        "column", \.column, .positiveCount, meaning: "The byte in the line, counted from 1"),
      JSONProperty("patient", \.patient, meaning: "Identifier of the patient"),
      JSONProperty("sample", \.sample, meaning: "Identifier of the sample"),
      JSONProperty("message", \.message, meaning: "The finding in words"),
    ]
  }

  /// A sample.
  package struct Sample: JSONObject, Hashable {
    package var patient = ""
    package var sample = ""
    package var role = SampleRole.primary
    package var scope = SampleAnswer.Scope.none
    package var message = ""
    package var sites = 0
    package var counted = 0
    package var withAlternate = 0
    package var zeroDepth = 0
    package var withoutCounts = 0
    package var otherReads = 0
    package var uncalled = 0
    package var notAssayed = 0
    package var medianDepth: Int?
    package var purity: Double?
    package var withCopyNumber = 0
    package var limitOfDetection: Double?
    package var leftOut: Int?

    package init() {}

    package static let properties: [JSONProperty<Sample>] = [
      JSONProperty("patient", \.patient, meaning: "Identifier of the patient"),
      JSONProperty("sample", \.sample, meaning: "Identifier of the sample"),
      JSONProperty("role", \.role, meaning: "Role of the sample"),
      JSONProperty("scope", \.scope, meaning: "How much the sample can say about origins"),
      JSONProperty(
        "message", \.message, meaning: "What the sample can and cannot answer, in words"),
      JSONProperty("sites", \.sites, unit: .sites, .count, meaning: "Sites of the patient"),
      JSONProperty(
        "counted", \.counted, unit: .sites, .count,
        meaning: "Of these, sites with reads in the sample"),
      JSONProperty(
        "with_alternate", \.withAlternate, unit: .sites, .count,
        meaning: "Of these, sites with alternate reads"),
      JSONProperty(
        "zero_depth", \.zeroDepth, unit: .sites, .count, meaning: "Sites at which no read was found"
      ),
      JSONProperty(
        "without_counts", \.withoutCounts, unit: .sites, .count,
        meaning: "Sites listed without counts"),
      JSONProperty(
        "other_reads", \.otherReads, unit: .sites, .count,
        meaning:
          "Sites whose record of the reference alone has more other reads than errors explain"),
      JSONProperty(
        "uncalled", \.uncalled, unit: .sites, .count,
        meaning: "Sites without a row in the sample's table, though it has others"),
      JSONProperty(
        "not_assayed", \.notAssayed, unit: .sites, .count,
        meaning: "Sites that the assay does not cover, or about which nothing is known"),
      JSONProperty(
        "median_depth", \.medianDepth, unit: .reads, .reads,
        meaning: "Median reads of the counted sites"),
      JSONProperty(
        "purity", \.purity, unit: .shareOfCells, .positiveFraction,
        meaning: "Purity stated in the sheet, or in its file of purities"),
      JSONProperty(
        "with_copy_number", \.withCopyNumber, unit: .sites, .count,
        meaning: "Sites whose copy number is known from the segments"),
      JSONProperty(
        "lod95_ccf", \.limitOfDetection, unit: .shareOfTumorCells, .positiveFraction,
        meaning:
          "Smallest cancer cell fraction found with \(GateText.limitPower) power at the median "
          + "depth"),
      JSONProperty(
        "left_out", \.leftOut, unit: .reads, .count,
        meaning: "Reads at the sites in the sample's alignment that were not counted"),
    ]
  }

  package var sheet = ""
  package var version = ""
  package var errors = 0
  package var warnings = 0
  package var findings: [Finding] = []
  package var samples: [Sample] = []

  package init() {}

  package static let properties: [JSONProperty<CheckSummary>] = [
    JSONProperty("sheet", \.sheet, meaning: "The study sheet, or the folder of the study"),
    JSONProperty("version", \.version, meaning: "Version of metachron"),
    JSONProperty("errors", \.errors, .count, meaning: "Number of errors"),
    JSONProperty("warnings", \.warnings, .count, meaning: "Number of warnings"),
    JSONProperty("findings", \.findings, meaning: "Errors, then warnings"),
    JSONProperty("samples", \.samples, meaning: "The samples, in the order of the sheet"),
  ]

  /// Sums a report up.
  package init(_ report: StudyReport) {
    sheet = report.sheet
    version = ToolVersion.number
    errors = report.count(.error)
    warnings = report.count(.warning)
    findings = report.findings.map(Finding.init)
    samples = report.answers.map(Sample.init)
  }
}

extension SampleAnswer.Scope: NamedFieldValue {}

extension CheckSummary.Finding {
  fileprivate init(_ finding: Studies.Finding) {
    (level, kind) = (finding.level.rawValue, finding.kind.rawValue)
    path = finding.location.path
    (line, column) = (finding.location.line, finding.location.column)
    (patient, sample) = (finding.patient, finding.sample)
    message = finding.text
  }
}

extension CheckSummary.Sample {
  fileprivate init(_ answer: SampleAnswer) {
    let facts = answer.facts
    (patient, sample, role) = (facts.sample.patient, facts.sample.id, facts.sample.role)
    (scope, message) = (answer.scope, answer.text)
    (sites, counted, withAlternate) = (facts.sites, facts.counted, facts.mutated)
    (zeroDepth, withoutCounts) = (facts.zeroDepth, facts.withoutCounts)
    otherReads = facts.otherReads
    (uncalled, notAssayed) = (facts.uncalled, facts.notAssayed)
    (medianDepth, purity) = (facts.medianDepth, facts.sample.purity?.value)
    (withCopyNumber, limitOfDetection) = (facts.withCopyNumber, answer.limit)
    leftOut = facts.tally?.leftOut.total
  }
}
