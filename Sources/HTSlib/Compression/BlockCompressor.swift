import CHTSlib

/// Packs text as bgzip does, block by block in memory.
public struct BlockCompressor: Sendable {
  /// The most text that a block holds.
  private static let blockSize = 0xFF00
  private var pending: [UInt8] = []

  /// Creates a compressor of an empty text.
  public init() { pending.reserveCapacity(Self.blockSize) }

  /// Adds text; blocks that are full are packed.
  ///
  /// - Parameter output: Takes the packed bytes at its end.
  public mutating func append(_ text: [UInt8], to output: inout [UInt8]) {
    var rest = text[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Self.blockSize - pending.count)
      pending += piece
      rest = rest.dropFirst(piece.count)
      if pending.count == Self.blockSize { pack(to: &output) }
    }
  }

  /// Packs what is left and adds the mark of the end.
  public mutating func finish(to output: inout [UInt8]) {
    if !pending.isEmpty { pack(to: &output) }
    // An empty block is what says that the file is complete.
    pack(to: &output)
  }

  private mutating func pack(to output: inout [UInt8]) {
    var size = Int(BGZF_MAX_BLOCK_SIZE)
    var block = [UInt8](repeating: 0, count: size)
    let status = bgzf_compress(&block, &size, pending, pending.count, -1)
    precondition(status == 0, "a block of text that fits could not be packed")
    output += block[..<size]
    pending.removeAll(keepingCapacity: true)
  }
}
