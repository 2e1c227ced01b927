import GenomicFiles
import Glibc
import HTSlib
import Results
package import Studies

/// Checksums of input files.
package enum InputChecksum {
  /// What is read of a file at each of its places, in bytes.
  private static let block = 1 << 16
  /// How many places: the first, which holds the header, the last, and others evenly between.
  private static let places = 32

  /// The checksum that stands for an alignment or a reference genome too large to be read for its own;
  /// `nil` where there is no index or the file is another.
  ///
  /// Of the index, the file's size, and blocks of the file from its first to its last: a file that was
  /// put in the place of another under the same index differs in some of them. Files of up to 2 MiB are
  /// read whole.
  package static func ofIndex(_ input: InputFile) -> String? {
    let index: String? =
      switch input.role {
      case .alignment: AlignmentFile.indexPath(of: input.path)
      case .reference: input.path + ".fai"
      default: nil
      }
    guard let index, let sum = try? SHA256.checksum(ofFile: index),
      let blocks = blocks(of: input.path)
    else { return nil }
    return SHA256.checksum(of: "\(sum) \(blocks)")
  }

  /// The checksum of a file's size and blocks; `nil` where it cannot be read at any place.
  private static func blocks(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(status.st_size)
    var hash = SHA256()
    withUnsafeBytes(of: UInt64(size).littleEndian) { hash.update($0) }
    let last = max(0, size - block)
    let isSmall = size <= places * block
    let starts =
      isSmall
      ? Array(stride(from: 0, to: size, by: block)) : (0..<places).map { $0 * last / (places - 1) }
    var buffer = [UInt8](repeating: 0, count: block)
    for start in starts {
      let wanted = min(block, size - start)
      var filled = 0
      while filled < wanted {
        let count = buffer.withUnsafeMutableBytes { bytes in
          pread(descriptor, bytes.baseAddress.map { $0 + filled }, wanted - filled, start + filled)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return nil }
        filled += count
      }
      buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<filled])) }
    }
    return hash.finish()
  }
}
