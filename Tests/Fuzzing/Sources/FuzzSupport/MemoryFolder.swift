public import Foundation

/// A folder held in memory, which goes where the process ends as it should.
public struct MemoryFolder: ~Copyable {
  /// The folder's path.
  public let path: String

  /// Makes an empty folder.
  public init() {
    var name = Array("/dev/shm/metachron-fuzz-XXXXXX".utf8CString)
    precondition(mkdtemp(&name) != nil, "no folder can be made in /dev/shm")
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    MemoryFolders.removeAtExit(path)
  }

  /// Replaces a file, or removes it.
  ///
  /// - Parameters:
  ///   - name: The name in the folder.
  ///   - bytes: The content; `nil` to remove the file.
  public func write(_ name: String, _ bytes: Data?) {
    let file = "\(path)/\(name)"
    guard let bytes else {
      unlink(file)
      return
    }
    precondition(
      FileManager.default.createFile(atPath: file, contents: bytes), "\(file) cannot be written")
  }

  /// Makes a folder inside.
  public func makeFolder(_ name: String) { mkdir("\(path)/\(name)", 0o700) }
}

/// The folders that are removed when the process ends.
private enum MemoryFolders {
  nonisolated(unsafe) private static var paths: [String] = []

  static func removeAtExit(_ path: String) {
    if paths.isEmpty {
      atexit {
        for path in MemoryFolders.paths { try? FileManager.default.removeItem(atPath: path) }
      }
    }
    paths.append(path)
  }
}
