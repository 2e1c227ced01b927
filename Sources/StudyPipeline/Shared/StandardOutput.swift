package import DelimitedText
import Glibc
package import Results

/// What a command prints: every byte is written, or the command fails.
package enum StandardOutput {
  /// Writes text and a line feed, on a terminal with what it would not show made visible.
  ///
  /// - Throws: `FileFailure`, for example on a full disk.
  package static func write(_ text: String) throws(FileFailure) {
    let shown = isatty(STDOUT_FILENO) == 1 ? TerminalText.visible(text) : text
    try put(Array((shown + "\n").utf8))
  }

  /// Writes rows.
  ///
  /// - Throws: `FileFailure`, for example on a full disk.
  package static func write(_ table: borrowing TableWriter) throws(FileFailure) {
    try put(table.withBytes { Array($0) })
  }

  private static func put(_ bytes: [UInt8]) throws(FileFailure) {
    let code = bytes.withUnsafeBytes { StandardStreams.write($0, to: STDOUT_FILENO) }
    if code == EPIPE { StandardStreams.endByBrokenPipe() }
    guard code == 0 else {
      throw FileFailure(path: "standard output", action: .write, code: code)
    }
  }
}
