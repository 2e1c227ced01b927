package import Foundation
package import Results

/// Files that appear whole or not at all, also where the process is interrupted.
package enum WholeFile {
  /// Writes bytes.
  ///
  /// - Throws: `FileFailure` when the file cannot be written.
  package static func write(_ data: Data, to path: String) throws {
    try write(to: path) { file in try data.withUnsafeBytes { try file.write($0) } }
  }

  /// Writes what a closure gives.
  package static func write(to path: String, _ body: (OutputFile) throws -> Void) throws {
    let url = URL(filePath: path)
    let outputs = try OutputSet(folder: url.deletingLastPathComponent().path)
    let interrupts = InterruptGuard { outputs.discard() }
    defer {
      interrupts.end()
      outputs.discard()
    }
    let file = try outputs.file(url.lastPathComponent)
    try body(file)
    try file.finish()
    try outputs.commit()
  }
}
