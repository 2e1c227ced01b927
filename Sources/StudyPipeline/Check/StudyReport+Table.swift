import Studies
package import DelimitedText
import GenomicFiles
package import Results
import TumorModel

extension StudyReport {
  /// The report as rows: errors, warnings, then samples.
  package var rows: [CheckRow] {
    findings.map(CheckRow.init) + answers.map(CheckRow.init)
  }

  /// The report as tab-separated text.
  package var table: TableWriter {
    var table = TableWriter()
    table.line("# metachron \(ToolVersion.number) check")
    table.appendHeader(of: CheckRow.self)
    for row in rows { table.append(row) }
    return table
  }
}

extension CheckRow {
  /// An error or a warning.
  fileprivate init(_ finding: Finding) {
    self.init()
    level =
      switch finding.level {
      case .error: .error
      case .warning: .warning
      }
    kind = finding.kind.rawValue
    (patient, sample) = (finding.patient ?? "", finding.sample ?? "")
    fill(finding.location)
    message = finding.text
  }

  /// A sample.
  fileprivate init(_ answer: SampleAnswer) {
    self.init()
    let known = answer.facts
    level = .sample
    kind = answer.scope.rawValue
    (patient, sample) = (known.sample.patient, known.sample.id)
    fill(known.location)
    message = answer.text
    facts.role = known.sample.role
    facts.sites = known.sites
    facts.counted = known.counted
    facts.uncalled = known.uncalled
    facts.medianDepth = known.medianDepth
    facts.purity = known.sample.purity?.value
    facts.withCopyNumber = known.withCopyNumber
    facts.limitOfDetection = answer.limit
    facts.leftOut = known.tally?.leftOut.total
  }

  private mutating func fill(_ location: TextLocation) {
    (path, line, column) = (location.path, location.line, location.column)
  }
}
