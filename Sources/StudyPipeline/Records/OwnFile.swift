import Foundation
import Results

/// Tells the files that commands wrote into folders of results from a user's own of the same names.
enum OwnFile {
  /// Whether a file was written by a command, or is empty: then nothing is lost with it.
  static func isOurs(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return true }
    defer { try? handle.close() }
    guard let head = try? handle.read(upToCount: 4096) else { return false }
    if head.isEmpty { return true }
    let text = String(decoding: head, as: UTF8.self)
    if TableHeader.isOwn(firstLine: String(text.prefix { !$0.isNewline })) { return true }
    let marks = jsonMarks[URL(filePath: path).lastPathComponent] ?? [pageMark]
    if marks.contains(where: text.contains) { return true }
    guard marks != [pageMark], let all = try? Data(contentsOf: URL(filePath: path)) else {
      return false
    }
    return marks.contains { all.range(of: Data($0.utf8)) != nil }
  }

  /// How pages name what made them.
  private static let pageMark = "<meta name=\"generator\" content=\"metachron\">"

  /// What only our own files of these names have.
  private static let jsonMarks = [
    Manifest.fileName: ["\"prior_patients\""],
    ResultTables.summary: ["\"compared_patients\""],
    CohortSummary.fileName: ["\"excess_genes\"", "\"likelihood_ratios\""],
    RunRecord.fileName: ["\"stages\""],
    TreeFiles.document: ["\"histories\""],
    TreeFiles.newick: ["[patient="],
    TreeFiles.graph: [TreeFiles.graphMark],
  ]
}
