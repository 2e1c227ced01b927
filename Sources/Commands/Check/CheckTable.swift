import GenomicFiles
import Reporting
import TumorModel

/// The report as one table: errors, warnings, then one row a sample.
enum CheckTable {
  /// Names and meanings of the columns.
  static let columns: [(name: String, meaning: String)] = [
    ("level", "`error`, `warning` or `sample`"),
    ("kind", "What an error or warning is about; of a sample, its scope (both below)"),
    ("patient", "Identifier of the patient; empty where a finding is about no single one"),
    ("sample", "Identifier of the sample; empty where a finding is about no single one"),
    ("path", "The file, as the sheet names it"),
    ("line", "The line, from 1; of several, the first; empty where the file as a whole is meant"),
    ("column", "The column, in bytes from 1; empty where the line as a whole is meant"),
    ("message", "The finding, or what the sample can and cannot answer"),
    ("role", "Role of the sample"),
    ("sites", "Sites of the patient, the union of its samples' mutations; samples alone"),
    ("counted", "Of these, sites with reads in the sample"),
    ("uncalled", "Of these, sites without a row in the sample's table, though it has others"),
    ("median_depth", "Median reads of the counted sites"),
    ("purity", "Purity that the sheet states, as a share of cells"),
    ("with_copy_number", "Sites whose copy number the segments tell"),
    (
      "lod95_ccf",
      "Smallest cancer cell fraction found with 95 % power at the median depth; empty if even a "
        + "clonal mutation would be missed, or nothing can be compared"
    ),
  ]

  /// The report as tab-separated text.
  static func text(_ report: StudyReport) -> TableWriter {
    var table = TableWriter()
    table.line("# metachron \(ToolVersion.number) check")
    for column in columns { table.field(column.name) }
    table.endRow()
    for finding in report.findings {
      table.field(finding.level.rawValue)
      table.field(finding.kind.rawValue)
      table.field(finding.patient ?? "")
      table.field(finding.sample ?? "")
      append(finding.location, to: &table)
      table.field(finding.text)
      table.emptyFields(8)
      table.endRow()
    }
    for answer in report.answers {
      let facts = answer.facts
      table.field("sample")
      table.field(answer.scope.rawValue)
      table.field(facts.sample.patient)
      table.field(facts.sample.id)
      append(facts.location, to: &table)
      table.field(answer.text)
      table.field(facts.sample.role.rawValue)
      table.field(facts.sites)
      table.field(facts.counted)
      table.field(facts.uncalled)
      table.field(facts.medianDepth)
      table.field(facts.sample.purity?.value)
      table.field(facts.withCopyNumber)
      table.field(answer.limit)
      table.endRow()
    }
    return table
  }

  private static func append(_ location: TextLocation, to table: inout TableWriter) {
    table.field(location.path)
    table.field(location.line)
    table.field(location.column)
  }
}
