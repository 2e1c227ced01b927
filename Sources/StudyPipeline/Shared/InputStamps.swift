package import DelimitedText
package import Results

/// The state of input files before they were read.
///
/// A file is read once for its content and once for its checksum. Where its state is the same after
/// both, the checksum is of the bytes that were read.
package struct InputStamps: Sendable {
  private var stamps: [String: FileStamp] = [:]

  /// Creates an empty collection.
  package init() {}

  /// Takes note of files as they are now, unless that was done before.
  package mutating func add(_ paths: [String]) {
    for path in paths where stamps[path] == nil { stamps[path] = FileStamp(path: path) }
  }

  /// Takes note of files as they were; what was seen first stays.
  package mutating func merge(_ others: [String: FileStamp]) {
    stamps.merge(others) { first, _ in first }
  }

  /// Checks that files are as they were.
  ///
  /// - Throws: `TableFailure` at the first that is not; files that were not looked at pass.
  package func requireUnchanged(_ paths: [String]) throws(TableFailure) {
    for path in paths {
      guard let stamp = stamps[path], FileStamp(path: path) != stamp else { continue }
      throw TableFailure(
        path: path,
        "changed while it was read; expected a file that nothing writes to meanwhile: run the "
          + "command again")
    }
  }
}
