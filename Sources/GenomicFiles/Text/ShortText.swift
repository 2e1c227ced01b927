/// A text of up to 15 bytes held in place, or the number of a longer one.
///
/// Protein changes are mostly short and mostly new: looking each up in a table of all of them would
/// miss the processor's caches.
struct ShortText: Sendable {
  static let longest = 15
  private static let numbered: UInt8 = 0xFF

  /// The bytes, the last of which is the length.
  private var bytes: (UInt64, UInt64) = (0, 0)

  /// The empty text.
  init() {}

  /// Holds a text of at most ``longest`` bytes.
  init(_ text: Bytes) {
    withUnsafeMutableBytes(of: &bytes) { own in
      own.copyMemory(from: UnsafeRawBufferPointer(text))
      own[Self.longest] = UInt8(truncatingIfNeeded: text.count)
    }
  }

  /// Stands for a longer text.
  init(number: UInt32) {
    bytes.0 = UInt64(number)
    withUnsafeMutableBytes(of: &bytes) { $0[Self.longest] = Self.numbered }
  }

  var isEmpty: Bool { bytes == (0, 0) }

  /// The text, a longer one looked up by its number.
  func string(_ longer: (UInt32) -> String) -> String {
    withUnsafeBytes(of: bytes) { own in
      if own[Self.longest] == Self.numbered { return longer(UInt32(truncatingIfNeeded: bytes.0)) }
      return String(
        decoding: UnsafeRawBufferPointer(rebasing: own[..<Int(own[Self.longest])]), as: UTF8.self)
    }
  }
}
