import CZlib
import Foundation

/// Text packed into a page: zlib's format in base 64, which browsers unpack by themselves.
enum PackedText {
  /// Packs a text.
  ///
  /// Packed as small as zlib can: a page is made once, and sent and kept many times.
  ///
  /// - Complexity: About 20 MB of text a second.
  static func packed(_ text: Data) -> String {
    var size = compressBound(uLong(text.count))
    var packed = Data(count: Int(size))
    let status = packed.withUnsafeMutableBytes { output in
      text.withUnsafeBytes { input in
        compress2(
          output.bindMemory(to: UInt8.self).baseAddress, &size,
          input.bindMemory(to: UInt8.self).baseAddress, uLong(input.count), Z_BEST_COMPRESSION)
      }
    }
    // The buffer is as large as zlib asks for, so that only a want of memory can fail.
    precondition(status == Z_OK, "zlib has no memory")
    return packed.prefix(Int(size)).base64EncodedString()
  }
}
