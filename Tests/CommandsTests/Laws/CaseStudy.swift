import Foundation
import Results
import StudyPipeline

@testable import Commands

/// A small study given row by row, as files, and what `metachron origins` makes of it.
struct CaseStudy {
  /// One row of a mutation table.
  struct Row {
    var gene: String
    var chromosome = "17"
    var position = 37_881_332
    var bases = ("G", "T")
    var protein = "p.V777L"
    var sample: String
    /// Alternate reads of all.
    var reads: (Int, Int)
    /// Those of the matched normal, where it was read.
    var normal: (Int, Int)?
  }

  /// The header and lines of the sheet.
  var sheet: [String]
  var rows: [Row]
  /// Whether all autosomes are 1+1 by `cn.tsv`; otherwise the sheet names no segments.
  var hasSegments = false

  /// Writes the files.
  ///
  /// - Returns: The path of the sheet.
  func write(to folder: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let header = [
      "Hugo_Symbol", "Chromosome", "Start_Position", "End_Position", "Variant_Classification",
      "Variant_Type", "Reference_Allele", "Tumor_Seq_Allele1", "Tumor_Seq_Allele2",
      "Tumor_Sample_Barcode", "HGVSp_Short", "t_depth", "t_ref_count", "t_alt_count", "n_depth",
      "n_ref_count", "n_alt_count",
    ]
    let hasNormal = rows.contains { $0.normal != nil }
    let columns = hasNormal ? header : Array(header.dropLast(3))
    let lines = rows.map { row in
      var fields = [
        row.gene, row.chromosome, "\(row.position)", "\(row.position)", "Missense_Mutation", "SNP",
        row.bases.0, row.bases.0, row.bases.1, row.sample, row.protein, "\(row.reads.1)",
        "\(row.reads.1 - row.reads.0)", "\(row.reads.0)",
      ]
      if hasNormal {
        fields += row.normal.map { ["\($0.1)", "\($0.1 - $0.0)", "\($0.0)"] } ?? ["", "", ""]
      }
      return fields
    }
    try write([columns] + lines, separator: "\t", to: folder + "/m.maf")
    try write(sheet.map { [$0] }, separator: "", to: folder + "/samples.csv")
    if hasSegments {
      let segments = (1...22).map { ["\($0)", "1", "240000000", "1", "1"] }
      try write(
        [["chromosome", "start", "end", "major_cn", "minor_cn"]] + segments, separator: "\t",
        to: folder + "/cn.tsv")
    }
    return folder + "/samples.csv"
  }

  private func write(_ lines: [[String]], separator: String, to path: String) throws {
    try lines.map { $0.joined(separator: separator) + "\n" }.joined()
      .write(toFile: path, atomically: false, encoding: .utf8)
  }

  /// What a run says.
  struct Outcome {
    var rows: [OriginRow]
    var summary: OriginsSummary

    /// The row of a gene's mutation, of a pair or of all earlier samples together.
    func row(_ gene: String, earlier: String? = nil, later: String? = nil) -> OriginRow? {
      rows.first {
        $0.gene == gene && (earlier == nil || $0.earlierSample.id == earlier)
          && (later == nil || $0.laterSample.id == later)
      }
    }
  }

  /// Runs `metachron origins` on the study in a folder.
  func origins(in folder: String, genes: String = "ERBB2") async throws -> Outcome? {
    let path = try write(to: folder)
    let results = folder + "/out"
    guard await Metachron.start(["origins", path, "-o", results, "--genes", genes, "-q"]) == 0
    else {
      return nil
    }
    return Outcome(
      rows: try OriginRow.all(results),
      summary: try ResultsFolder(opening: results).summary())
  }
}
