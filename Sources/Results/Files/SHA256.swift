import CCrypto
import DelimitedText
import Foundation

/// A SHA-256 checksum in the making, through libcrypto.
public struct SHA256: ~Copyable {
  private let context: OpaquePointer?

  /// Starts a checksum.
  public init() {
    context = EVP_MD_CTX_new()
    let status = EVP_DigestInit_ex(context, EVP_sha256(), nil)
    precondition(status == 1, "libcrypto has no SHA-256")
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    _ = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// Ends the checksum: 64 lower-case hexadecimal digits.
  public consuming func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    _ = EVP_DigestFinal_ex(context, &digest, nil)
    let digits = Array("0123456789abcdef".utf8)
    let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// The checksum of text.
  public static func checksum(of text: String) -> String {
    var hash = SHA256()
    Array(text.utf8).withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  /// The checksum of a file, or of standard input for the path `-`, read in pieces of 1 MiB.
  ///
  /// - Throws: ``FileFailure`` when the file cannot be read.
  public static func checksum(ofFile path: String) throws(FileFailure) -> String {
    try checksum(stamping: path).checksum
  }

  /// The checksum of a file, and which file in what state it is of.
  static func checksum(
    stamping path: String
  ) throws(FileFailure) -> (checksum: String, stamp: FileStamp?) {
    let descriptor = open(StandardInput.place(of: path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(path: path, action: .read, code: errno) }
    defer { close(descriptor) }
    let stamp = FileStamp(descriptor: descriptor)
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure(path: path, action: .read, code: errno) }
      if count == 0 { return (hash.finish(), stamp) }
      buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
