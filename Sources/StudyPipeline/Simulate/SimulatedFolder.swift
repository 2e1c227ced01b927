import Foundation
import Results
package import TumorSimulation

/// The folder of a synthetic study.
package enum SimulatedFolder {
  /// Writes files into a folder; they appear when all are whole, or not at all.
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
    for file in files where !isForced {
      let path = "\(folder)/\(file.path)"
      guard FileManager.default.fileExists(atPath: path), !isSimulated(path) else { continue }
      throw CommandFailure(
        .usage,
        "\(path): error: is a file that metachron simulate did not write; expected another output "
          + "folder, or --force to replace it")
    }
    // Folders before those in them.
    let inner = Set(files.map { Self.inner($0.path) }).union([""]).sorted()
    let (sets, interrupts) = try InterruptGuard.over {
      try inner.map { try OutputSet(folder: $0.isEmpty ? folder : "\(folder)/\($0)") }
    } cleanUp: { sets in
      for set in sets.reversed() { set.discard() }
    }
    defer {
      interrupts.end()
      for set in sets.reversed() { set.discard() }
    }
    for file in files {
      let folder = Self.inner(file.path)
      guard let place = inner.firstIndex(of: folder) else { continue }
      let name = folder.isEmpty ? file.path : String(file.path.dropFirst(folder.count + 1))
      try sets[place].write(Data(file.text.utf8), to: name)
    }
    for set in sets.reversed() { try set.commit() }
  }

  /// The folder within the study's that a file is in; empty for that folder itself.
  private static func inner(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
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
