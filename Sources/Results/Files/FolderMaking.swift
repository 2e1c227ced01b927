import DelimitedText
import Glibc

/// Makes folders, and takes back those that were made in vain.
enum FolderMaking {
  /// Makes a folder and those above it; returns the ones that were made, outermost first.
  static func make(_ folder: String) throws(FileFailure) -> [String] {
    var status = stat()
    if stat(folder, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw FileFailure(path: folder, action: .create, code: ENOTDIR)
      }
      guard access(folder, W_OK | X_OK) == 0 else {
        throw FileFailure(path: folder, action: .write, code: errno)
      }
      return []
    }
    guard errno == ENOENT else { throw FileFailure(path: folder, action: .create, code: errno) }
    var made: [String] = []
    let trimmed = FolderPath.plain(folder)
    if let slash = trimmed.lastIndex(of: "/"), slash != trimmed.startIndex {
      made = try make(String(trimmed[..<slash]))
    }
    do throws(FileFailure) {
      try ProcessEnd.make(at: folder) { () throws(FileFailure) in
        guard mkdir(trimmed, 0o755) != 0 else { return }
        throw FileFailure(path: folder, action: .create, code: errno)
      }
    } catch {
      remove(made)
      throw error
    }
    return made + [trimmed]
  }

  /// Removes folders that were made, as far as they are empty.
  static func remove(_ made: [String]) {
    for path in made.reversed() { rmdir(path) }
  }
}
