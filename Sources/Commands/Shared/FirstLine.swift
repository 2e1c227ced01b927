import Foundation

/// The first line of a small text file; empty where there is none.
enum FirstLine {
  static func of(_ path: String) -> String {
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: 1024)
    else { return "" }
    let line = String(decoding: data, as: UTF8.self).prefix { !$0.isNewline }
    return line.first == "\u{FEFF}" ? String(line.dropFirst()) : String(line)
  }
}
