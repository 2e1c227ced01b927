import Foundation
import Reporting

extension MultiQCContent {
  /// Writes both files into a set.
  ///
  /// - Throws: `FileFailure` when a file cannot be written.
  func write(to outputs: OutputSet) throws -> [OutputFile] {
    try [
      (Self.callsFile, Self.json(callsSection)), (Self.pairsFile, Self.json(pairsSection)),
    ].map { name, data in
      let file = try outputs.file(name)
      try data.withUnsafeBytes { bytes in try file.write(bytes) }
      try file.finish()
      return file
    }
  }
}
