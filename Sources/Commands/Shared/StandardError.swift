import Foundation

/// Lines for people: everything that is no table.
enum StandardError {
  static func write(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static func write(_ lines: [String]) {
    for line in lines { write(line) }
  }

  /// Whether a person is watching.
  static var isTerminal: Bool { isatty(2) == 1 }
}
