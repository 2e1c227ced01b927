import Foundation
package import TumorSimulation

/// The folder of a synthetic study.
package enum SimulatedFolder {
  /// Writes files into a folder; each appears whole or not at all.
  package static func write(_ files: [StudyFile], to folder: String) throws {
    let root = URL(filePath: folder, directoryHint: .isDirectory)
    for file in files {
      let url = root.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: url, options: .atomic)
    }
  }
}
