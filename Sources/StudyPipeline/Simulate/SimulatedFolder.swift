import Foundation
import Results
package import TumorSimulation

/// The folder of a synthetic study.
package enum SimulatedFolder {
  /// Writes files into a folder; each appears whole or not at all.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - folder: The folder, which is made where it is missing.
  ///   - isForced: Whether files that no simulation wrote may be replaced.
  /// - Throws: ``CommandFailure`` before anything is written where one would be, and
  ///   `FileFailure`.
  package static func write(
    _ files: [StudyFile], to folder: String, isForced: Bool = false
  ) throws {
    let root = URL(filePath: folder, directoryHint: .isDirectory)
    for file in files where !isForced {
      let path = "\(folder)/\(file.path)"
      guard FileManager.default.fileExists(atPath: path), !isSimulated(path) else { continue }
      throw CommandFailure(
        .usage,
        "\(path): error: is a file that metachron simulate did not write; expected another output "
          + "folder, or --force to replace it")
    }
    for file in files {
      let url = root.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: url, options: .atomic)
    }
  }

  /// Whether a file says in its first two lines that its data are simulated; of a MAF the first states
  /// the format's version.
  private static func isSimulated(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path),
      let head = try? handle.read(upToCount: 4096)
    else { return false }
    try? handle.close()
    return String(decoding: head, as: UTF8.self)
      .split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false).prefix(2)
      .contains { line in
        // A README says it in a sentence.
        let words = line.lowercased()
        return [words, "# " + words].contains(where: TableHeader.isSynthetic)
      }
  }
}
