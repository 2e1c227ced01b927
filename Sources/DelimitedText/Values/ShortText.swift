/// A text of up to 15 bytes held in place, or the number of a longer one.
///
/// Protein changes are mostly short and mostly new: looking each up in a table of all of them would
/// miss the processor's caches.
@frozen package struct ShortText: Sendable {
  /// The most bytes that are held in place.
  @inlinable package static var longest: Int { 15 }
  @usableFromInline static let numbered: UInt8 = 0xFF

  /// The bytes, the last of which is the length.
  @usableFromInline var bytes: (UInt64, UInt64) = (0, 0)

  /// The empty text.
  @inlinable package init() {}

  /// Holds a text of at most ``longest`` bytes.
  @inlinable package init(_ text: Bytes) {
    withUnsafeMutableBytes(of: &bytes) { own in
      own.copyMemory(from: UnsafeRawBufferPointer(text))
      own[Self.longest] = UInt8(truncatingIfNeeded: text.count)
    }
  }

  /// Stands for a longer text.
  package init(number: UInt32) {
    bytes.0 = UInt64(number)
    withUnsafeMutableBytes(of: &bytes) { $0[Self.longest] = Self.numbered }
  }

  /// Whether it is the empty text.
  @inlinable package var isEmpty: Bool { bytes == (0, 0) }

  /// The text, a longer one looked up by its number.
  package func string(_ longer: (UInt32) -> String) -> String {
    withUnsafeBytes(of: bytes) { own in
      if own[Self.longest] == Self.numbered { return longer(UInt32(truncatingIfNeeded: bytes.0)) }
      return String(
        decoding: UnsafeRawBufferPointer(rebasing: own[..<Int(own[Self.longest])]), as: UTF8.self)
    }
  }
}
