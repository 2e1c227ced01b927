/// Where the fields of a tab-separated line end.
///
/// Tabs are searched for eight bytes at a time: most of a wide table is columns nobody asked for.
package struct FieldEnds: ~Copyable {
  @usableFromInline let ends: UnsafeMutablePointer<Int32>
  /// How many fields are looked for; later ones are not split.
  package let limit: Int
  /// How many fields the line has, up to ``limit``.
  package private(set) var count = 0

  package init(limit: Int) {
    self.limit = limit
    self.ends = .allocate(capacity: limit + 8)
    self.ends.initialize(repeating: 0, count: limit + 8)
  }

  deinit { ends.deallocate() }

  /// Finds the fields of a line that ``LineReader`` returned.
  package mutating func split(_ line: Bytes) {
    count = 0
    guard let base = line.baseAddress else {
      ends[0] = 0
      count = 1
      return
    }
    let raw = UnsafeRawPointer(base)
    let length = line.count
    let tabs: UInt64 = 0x0909_0909_0909_0909
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var offset = 0
    while offset < length {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) ^ tabs
      // The high bit of each byte that was a tab, exactly.
      var hits = ~(((word & low) &+ low) | word | low)
      while hits != 0 {
        let position = offset &+ hits.trailingZeroBitCount >> 3
        if position >= length { break }
        ends[count] = Int32(truncatingIfNeeded: position)
        count &+= 1
        if count == limit { return }
        hits &= hits &- 1
      }
      offset &+= 8
    }
    ends[count] = Int32(truncatingIfNeeded: length)
    count &+= 1
  }

  /// A field of the line that was split last.
  @inlinable @inline(__always) package func field(_ index: Int, of line: Bytes) -> Bytes {
    let start = index == 0 ? 0 : Int(ends[index &- 1]) &+ 1
    return Bytes(rebasing: line[start..<Int(ends[index])])
  }

  /// What follows the fields of the line that was split last; empty where nothing does.
  package func rest(of line: Bytes) -> Bytes {
    let start = count == 0 ? line.count : Int(ends[count &- 1]) &+ 1
    return Bytes(rebasing: line[min(start, line.count)...])
  }

  /// The column, in bytes from 1, at which a field starts.
  package func column(of index: Int) -> Int { index == 0 ? 1 : Int(ends[index - 1]) + 2 }
}
