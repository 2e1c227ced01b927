/// Where a ``LineReader`` gets its bytes.
package protocol ByteStream: AnyObject {
  /// The path as the user or the study sheet gave it.
  var path: String { get }

  /// Fills a buffer with the next bytes and returns how many there were; 0 at the end.
  ///
  /// - Throws: ``InputErrors`` when the bytes cannot be read.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputErrors) -> Int
}
