/// Names, looked up by their bytes; each has a number, from 0 in order of first use.
///
/// - Complexity: A lookup is O(length) and allocates nothing for a known name.
public struct NameTable: Sendable {
  /// The names, by number.
  public private(set) var names: [String] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  // Numbers plus one; 0 is free. The size is a power of two.
  private var slots = [Int32](repeating: 0, count: 1024)

  /// Creates an empty table.
  public init() {}

  /// The number of names.
  public var count: Int { ends.count }

  /// The number of a name; a new name is given the next number.
  public mutating func number(of name: UnsafeBufferPointer<UInt8>) -> Int {
    var slot = place(of: name)
    if slots[slot] > 0 { return Int(slots[slot]) - 1 }
    if (ends.count + 1) * 2 > slots.count {
      grow()
      slot = place(of: name)
    }
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
    names.append(String(decoding: name, as: UTF8.self))
    slots[slot] = Int32(ends.count)
    return ends.count - 1
  }

  /// The number of a name; a new name is given the next number.
  public mutating func number(of name: String) -> Int {
    var copy = name
    return copy.withUTF8 { number(of: $0) }
  }

  /// The number of a name; `nil` if it was never used.
  public func known(_ name: String) -> Int? {
    var copy = name
    let slot = copy.withUTF8 { slots[place(of: $0)] }
    return slot > 0 ? Int(slot) - 1 : nil
  }

  private func place(of name: UnsafeBufferPointer<UInt8>) -> Int {
    var slot = Int(truncatingIfNeeded: Self.hash(name)) & (slots.count - 1)
    while slots[slot] > 0, !matches(Int(slots[slot]) - 1, name) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// The place of a name that is not there.
  private func freePlace(of name: UnsafeBufferPointer<UInt8>) -> Int {
    var slot = Int(truncatingIfNeeded: Self.hash(name)) & (slots.count - 1)
    while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func matches(_ number: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == name.count else { return false }
    for index in 0..<name.count where bytes[start + index] != name[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    bytes.withUnsafeBufferPointer { bytes in
      for number in ends.indices {
        let start = number == 0 ? 0 : ends[number - 1]
        let name = UnsafeBufferPointer(rebasing: bytes[start..<ends[number]])
        slots[freePlace(of: name)] = Int32(number + 1)
      }
    }
  }

  /// FNV-1a, mixed so that the low bits depend on all bytes.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    return hash &* 0x9E37_79B9_7F4A_7C15 >> 16
  }
}
