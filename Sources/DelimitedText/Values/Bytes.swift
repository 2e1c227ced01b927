/// The bytes of a line or a field; valid until the next line is read.
@usableFromInline package typealias Bytes = UnsafeBufferPointer<UInt8>

extension Bytes {
  /// The text; bytes that are not UTF-8 become replacement characters.
  package var string: String { String(decoding: self, as: UTF8.self) }

  /// Whether the bytes are those of an ASCII text, ignoring case.
  @inlinable package func matches(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] | 0x20 != text.utf8Start[index] | 0x20 {
      return false
    }
    return true
  }

  /// The bytes without spaces and carriage returns at either end.
  @inlinable @inline(__always) package var trimmed: Bytes {
    guard let base = baseAddress, count > 0 else { return self }
    if base[0] > 0x20, base[count - 1] > 0x20 { return self }
    var (first, last) = (0, count)
    while first < last, base[first] <= 0x20 { first += 1 }
    while last > first, base[last - 1] <= 0x20 { last -= 1 }
    return Bytes(start: base + first, count: last - first)
  }

  /// How many fields commas divide the text into.
  package var listLength: Int { isEmpty ? 0 : 1 + self.count { $0 == UInt8(ascii: ",") } }
}

extension Slice<Bytes> {
  /// Takes off the text up to the next separator, or `nil` when nothing is left.
  package mutating func nextPiece(_ separator: UInt8) -> Bytes? {
    guard startIndex < endIndex else { return nil }
    let end = firstIndex(of: separator) ?? endIndex
    let piece = Bytes(rebasing: self[startIndex..<end])
    self = end < endIndex ? self[(end + 1)...] : self[endIndex...]
    return piece
  }
}

extension Bytes {
  /// Whether a line is one of a SAM header: `@`, two capitals and a tab.
  package var isAlignmentHeader: Bool {
    guard count > 3, self[0] == UInt8(ascii: "@"), self[3] == 0x09 else { return false }
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    return capitals.contains(self[1]) && capitals.contains(self[2])
  }
}
