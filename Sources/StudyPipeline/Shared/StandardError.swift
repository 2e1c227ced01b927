import Foundation

/// Lines for people: everything that is no table.
package enum StandardError {
  package static func write(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  package static func write(_ lines: [String]) {
    for line in lines { write(line) }
  }

  /// Whether a person is watching.
  package static var isTerminal: Bool { isatty(2) == 1 }
}
