import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

/// A folder of made input files that goes away with the value that owns it.
final class StudyFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "study-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ data: Data, to name: String) throws {
    try data.write(to: url.appending(path: name))
  }

  func read(build: GenomeBuild? = nil) throws -> Study {
    try StudyReader.read(sheet: path("samples.csv"), options: ReadOptions(build: build))
  }

  /// Reads the folder's sheet and refuses every row that cannot be read.
  func readStrictly(build: GenomeBuild? = nil) throws -> Study {
    var options = ReadOptions(build: build)
    options.rows.isStrict = true
    return try StudyReader.read(sheet: path("samples.csv"), options: options)
  }

  /// The messages of strictly reading the folder's sheet, which must fail, without the folder's name.
  func failure(build: GenomeBuild? = nil) throws -> String {
    let error = try #require(throws: InputErrors.self) { _ = try self.readStrictly(build: build) }
    return relative(error.errors.map(\.message).joined(separator: "\n"))
  }

  func failureCategory() throws -> InputErrorCategory {
    try #require(throws: InputErrors.self) { _ = try self.readStrictly() }.category
  }

  func warnings(of study: Study) -> [String] { study.warnings.map { relative($0.description) } }

  func relative(_ text: String) -> String {
    text.replacingOccurrences(of: url.path + "/", with: "")
      .replacingOccurrences(of: url.path, with: "folder")
  }
}

/// Short spellings of tables: fields are separated by spaces, lines by line ends.
enum Table {
  /// A tab-separated table; `~` stands for an empty field.
  static func tabs(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ").map { $0 == "~" ? "" : String($0) }.joined(separator: "\t")
    }.joined(separator: "\n") + "\n"
  }

  static let plainHeader =
    "Hugo_Symbol Chromosome Start_Position Variant_Classification Reference_Allele "
    + "Tumor_Seq_Allele2 Tumor_Sample_Barcode t_depth t_ref_count t_alt_count HGVSp_Short"

  /// A table with the usual columns.
  static func maf(_ rows: String) -> String { tabs(plainHeader + "\n" + rows) }
}

extension StudyFolder {
  static let twoSamples = """
    patient,sample,role,mutations
    P1,S1,primary,study.maf
    P1,S2,metastasis,study.maf

    """

  /// Two samples of one patient with the rows of a usual table.
  static func pair(_ rows: String) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(twoSamples, to: "samples.csv")
    try folder.write(Table.maf(rows), to: "study.maf")
    return folder
  }
}
