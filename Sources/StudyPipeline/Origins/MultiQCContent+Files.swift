import Foundation
package import Report
package import Results

extension MultiQCContent {
  /// Writes both files into a set.
  ///
  /// - Throws: `FileFailure` when a file cannot be written.
  package func write(to outputs: OutputSet) throws -> [OutputFile] {
    try [
      (Self.callsFile, Self.json(callsSection)), (Self.pairsFile, Self.json(pairsSection)),
    ].map { name, data in
      try outputs.write(data, to: name)
    }
  }
}
