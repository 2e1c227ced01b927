package import DelimitedText
import HTSlib
package import Results

/// A file of an `OutputSet` whose text is packed by bgzip, or left plain.
package struct PackedFile {
  private let file: OutputFile
  private var compressor: BlockCompressor?

  /// Starts packing into a file.
  package init(_ file: OutputFile, isPacked: Bool = true) {
    self.file = file
    compressor = isPacked ? BlockCompressor() : nil
  }

  /// Where the bytes are until the set is committed.
  package var temporaryPath: String { file.temporaryPath }
  /// The SHA-256 of the bytes once the file is finished.
  package var checksum: String? { file.checksum }

  /// Appends text.
  ///
  /// - Throws: `FileFailure`, for example on a full disk.
  package mutating func write(_ text: [UInt8]) throws(FileFailure) {
    guard compressor != nil else { return try put(text) }
    var packed: [UInt8] = []
    compressor?.append(text, to: &packed)
    try put(packed)
  }

  /// Appends rows.
  ///
  /// - Throws: `FileFailure`, for example on a full disk.
  package mutating func write(_ table: borrowing TableWriter) throws(FileFailure) {
    try write(table.withBytes { Array($0) })
  }

  /// Packs what is left, with the end mark of bgzip, and closes the file.
  ///
  /// - Throws: `FileFailure`, for example on a full disk.
  package mutating func finish() throws(FileFailure) {
    var last: [UInt8] = []
    compressor?.finish(to: &last)
    try put(last)
    try file.finish()
  }

  private func put(_ bytes: [UInt8]) throws(FileFailure) {
    let result = bytes.withUnsafeBytes { bytes in
      Result<Void, FileFailure> { () throws(FileFailure) in try file.write(bytes) }
    }
    try result.get()
  }
}
