/// Texts stored once each, found again by their bytes and named by a number.
package struct ByteInterner: Sendable {
  @usableFromInline var arena: [UInt8] = []
  @usableFromInline var starts: [UInt32] = [0]
  /// Upper half: part of the hash; lower half: the number plus 1, or 0 for none.
  @usableFromInline var slots = [UInt64](repeating: 0, count: 64)
  @usableFromInline var last: UInt32 = 0

  /// Holds no text.
  package init() {}

  /// How many texts there are.
  package var count: Int { starts.count - 1 }

  /// The number of a text, which is stored if it is new.
  ///
  /// - Complexity: O(length) on average; nothing is allocated for a text already known.
  @inlinable package mutating func intern(_ text: Bytes) -> UInt32 {
    if last < starts.count - 1, equals(last, text) { return last }
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if (slots[slot] ^ hash) >> 32 == 0 {
        let id = UInt32(truncatingIfNeeded: slots[slot]) &- 1
        if equals(id, text) {
          last = id
          return id
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let id = UInt32(count)
    arena.append(contentsOf: text)
    starts.append(UInt32(arena.count))
    slots[slot] = (hash >> 32) << 32 | UInt64(id &+ 1)
    last = id
    if 2 * count > slots.count { grow() }
    return id
  }

  /// The number of a text, which is stored if it is new.
  package mutating func intern(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// A stored text.
  package func string(_ id: UInt32) -> String {
    withBytes(of: id) { $0.string }
  }

  /// All texts, by their numbers.
  package var strings: some Sequence<String> { (0..<UInt32(count)).lazy.map { string($0) } }

  /// Looks at the bytes of a stored text.
  @inline(__always) package func withBytes<Result>(of id: UInt32, _ body: (Bytes) -> Result)
    -> Result
  {
    let range = Int(starts[Int(id)])..<Int(starts[Int(id) + 1])
    return arena.withUnsafeBufferPointer { body(Bytes(rebasing: $0[range])) }
  }

  @usableFromInline @inline(__always) func equals(_ id: UInt32, _ text: Bytes) -> Bool {
    let start = Int(starts[Int(id)])
    let length = Int(starts[Int(id) + 1]) - start
    guard length == text.count else { return false }
    return arena.withUnsafeBufferPointer { stored in
      for index in 0..<length where stored[start &+ index] != text[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    let size = slots.count * 4
    var larger = [UInt64](repeating: 0, count: size)
    for id in 0..<UInt32(count) {
      let hash = withBytes(of: id) { Self.hash($0) }
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (size - 1) }
      larger[slot] = (hash >> 32) << 32 | UInt64(id &+ 1)
    }
    slots = larger
  }

  /// Folds eight bytes at a time by a full-width product; the same in every run.
  @inline(__always) private static func hash(_ text: Bytes) -> UInt64 {
    let raw = UnsafeRawBufferPointer(text)
    var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset &+ 8 <= raw.count {
      hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    var tail: UInt64 = 0
    while offset < raw.count {
      tail = tail << 8 | UInt64(raw[offset])
      offset &+= 1
    }
    return fold(hash ^ tail)
  }

  @inline(__always) private static func fold(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
}
