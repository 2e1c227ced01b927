import DelimitedText
import GenomicFiles

/// Recognises the sample sheet of the nf-core pipeline sarek, which looks like a study sheet.
enum SarekSheet {
  private static let own: Set<String> = [
    "status", "lane", "fastq_1", "fastq_2", "spring_1", "spring_2", "bam", "bai", "cram", "crai",
    "table", "vcf", "variantcaller",
  ]

  /// The header line of the study sheet to write instead.
  static let header = "patient,sample,role,day,sex,mutations,segments,alignment"

  /// Refuses the sheet of sarek: it tells neither roles nor order.
  static func refuse(_ table: SmallTable) throws(InputErrors) {
    let names = table.names
    guard names.contains("patient"), names.contains("sample"), !names.contains("role"),
      let column = table.header.fields.first(where: { own.contains($0.text.lowercased()) })
    else { return }
    throw ErrorCollector(path: table.path).failure(
      .refused(
        problem: "this is a sample sheet of sarek (column \(column.text)), which tells neither "
          + "what a biopsy is nor when it was taken",
        expected: "a study sheet with the header line '\(header)': as role primary, recurrence, "
          + "metastasis or plasma, and normal where status is 0; as day the days from diagnosis; "
          + "as mutations the caller's file; as alignment the BAM or CRAM"),
      line: table.header.number, column: column.column, source: table.header.source)
  }
}
