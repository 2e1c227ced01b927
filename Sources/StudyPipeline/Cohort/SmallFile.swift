import Foundation
import Results

/// Text files that are read whole.
package enum SmallFile {
  /// The lines without their ends.
  ///
  /// - Throws: `FileFailure` when the file cannot be read.
  package static func lines(_ path: String) throws -> [Substring] {
    guard access(path, R_OK) == 0, let data = FileManager.default.contents(atPath: path) else {
      throw FileFailure(path: path, action: .read, code: errno == 0 ? EIO : errno)
    }
    return String(decoding: data, as: UTF8.self).split(omittingEmptySubsequences: false) {
      $0 == "\n" || $0 == "\r\n"
    }
  }
}
