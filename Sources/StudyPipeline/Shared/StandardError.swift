import Glibc

/// Lines for people: everything that is no table.
///
/// Nobody may be listening, and the disk behind it may be full: what cannot be written is lost, and
/// the exit code stays what it would have been.
package enum StandardError {
  /// Writes a line, with what a terminal would not show made visible.
  package static func write(_ text: String) { put(TerminalText.visible(text) + "\n") }

  package static func write(_ lines: [String]) {
    for line in lines { write(line) }
  }

  /// Writes text as it is.
  package static func put(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { StandardStreams.write($0, to: STDERR_FILENO) }
  }

  /// Whether a person is watching.
  package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
