import DelimitedText
import Foundation
import Results

/// The first line of a small text file; empty where there is none.
package enum FirstLine {
  package static func of(_ path: String) -> String {
    guard let handle = FileHandle(forReadingAtPath: StandardInput.place(of: path)),
      let data = try? handle.read(upToCount: 1024)
    else { return "" }
    let line = String(decoding: data, as: UTF8.self).prefix { !$0.isNewline }
    return line.first == "\u{FEFF}" ? String(line.dropFirst()) : String(line)
  }

  /// Whether a file says in its first line that its data are simulated.
  package static func isSynthetic(_ path: String) -> Bool {
    TableHeader.isSynthetic(firstLine: of(path))
  }
}
