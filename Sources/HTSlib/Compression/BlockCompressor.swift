import CHTSlib

/// Packs bytes as bgzip does: in blocks that can be found by an index.
public struct BlockCompressor {
  private static let blockSize = 0xFF00
  private var waiting: [UInt8] = []
  private var block = [UInt8](repeating: 0, count: 1 << 16)
  private let path: String

  /// Starts a file.
  ///
  /// - Parameter path: The file that the bytes are for; named in errors.
  public init(path: String) { self.path = path }

  /// Packs bytes and hands on each block that is full.
  ///
  /// - Throws: ``HTSError`` when a block cannot be packed, and what `write` throws.
  public mutating func add(
    _ bytes: UnsafeRawBufferPointer, write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Self.blockSize - waiting.count)
      waiting.append(contentsOf: piece)
      rest = rest.dropFirst(piece.count)
      if waiting.count == Self.blockSize { try flush(write) }
    }
  }

  /// Hands on the last block and the empty one that marks the end.
  public mutating func finish(write: (UnsafeRawBufferPointer) throws -> Void) throws {
    if !waiting.isEmpty { try flush(write) }
    try flush(write)
  }

  private mutating func flush(_ write: (UnsafeRawBufferPointer) throws -> Void) throws {
    var count = block.count
    let status = bgzf_compress(&block, &count, waiting, waiting.count, -1)
    guard status == 0 else {
      throw HTSError(code: .cannotOpen, path: path, detail: "a block cannot be packed")
    }
    waiting.removeAll(keepingCapacity: true)
    try block.withUnsafeBytes { try write(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }
}
