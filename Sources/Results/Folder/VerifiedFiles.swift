import DelimitedText

/// The files of a sealed folder as they were when their checksums were compared with the seal's.
///
/// A run may put others in their place before they are opened to be read. They then have other
/// stamps, and nothing is made of the two together.
struct VerifiedFiles: Sendable {
  private var stamps: [String: FileStamp] = [:]

  /// Takes note of a file whose checksum is that of the seal.
  mutating func add(_ name: String, _ stamp: FileStamp?) { stamps[name] = stamp }

  /// Opens or reads a file and checks that it still is the one that was compared.
  ///
  /// The check comes after the opening: a file that was renamed away never comes back.
  ///
  /// - Parameters:
  ///   - name: The name in the folder.
  ///   - folder: The folder.
  ///   - seal: The seal's name, for messages.
  /// - Throws: ``TableFailure`` where it is another one, and what the body throws.
  func reading<Value>(
    _ name: String, of folder: String, seal: String, _ body: (_ path: String) throws -> Value
  ) throws -> Value {
    let path = "\(folder)/\(name)"
    let value = Result { try body(path) }
    if let stamp = stamps[name], FileStamp(path: path) != stamp {
      throw TableFailure(
        path: path,
        "changed while it was read: another run has put results in place; expected the file that "
          + "\(seal) recorded on opening: run the command again")
    }
    return try value.get()
  }
}
