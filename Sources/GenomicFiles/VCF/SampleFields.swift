/// The fields of one sample of a record, found by FORMAT; valid until the next record is read.
struct SampleFields {
  private let text: Bytes
  private let ends: UnsafePointer<Int32>
  /// How many fields the sample gives; those at the end may be dropped.
  let count: Int

  /// Splits a sample's text.
  ///
  /// - Parameter ends: Room for where the first `limit` fields end.
  init(_ text: Bytes, ends: UnsafeMutablePointer<Int32>, limit: Int) {
    self.text = text
    self.ends = UnsafePointer(ends)
    var count = 0
    var index = 0
    while index < text.count, count < limit {
      if text[index] == UInt8(ascii: ":") {
        ends[count] = Int32(truncatingIfNeeded: index)
        count &+= 1
      }
      index &+= 1
    }
    if count < limit {
      ends[count] = Int32(truncatingIfNeeded: text.count)
      count &+= 1
    }
    self.count = count
  }

  /// A field, or the empty text where the sample does not give it.
  @inline(__always) subscript(index: Int) -> Bytes {
    guard index < count else { return Bytes(start: nil, count: 0) }
    let start = index == 0 ? 0 : Int(ends[index &- 1]) &+ 1
    return Bytes(rebasing: text[start..<Int(ends[index])])
  }

  /// The number that a field holds, or `nil`.
  @inline(__always) func number(_ index: Int?) -> Int? { index.flatMap { self[$0].count(at: 0) } }

  /// Whether no field says anything.
  var isMissing: Bool {
    (0..<count).allSatisfy { field in self[field].allSatisfy { ".,/|".utf8.contains($0) } }
  }
}

extension Bytes {
  /// A number of reads in a list that commas divide, or `nil` where it is missing or none.
  ///
  /// A fraction, as tables that went through other programs have, is rounded.
  func count(at index: Int) -> Int? {
    var (left, position) = (index, 0)
    while left > 0 {
      guard let comma = self[position...].firstIndex(of: UInt8(ascii: ",")) else { return nil }
      position = comma + 1
      left -= 1
    }
    var value = 0
    let start = position
    while position < count {
      let digit = self[position] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int(digit)
      position &+= 1
      if position - start > 10 { return nil }
    }
    guard position > start else { return nil }
    if position == count || self[position] == UInt8(ascii: ",") { return value }
    guard self[position] == UInt8(ascii: ".") else { return nil }
    if position + 1 < count, (0x35...0x39).contains(self[position + 1]) { value += 1 }
    while position < count, self[position] != UInt8(ascii: ",") {
      guard self[position] == 0x2E || self[position] &- 0x30 <= 9 else { return nil }
      position += 1
    }
    return value
  }

  /// How many fields commas divide the text into.
  var listLength: Int { isEmpty ? 0 : 1 + self.count { $0 == UInt8(ascii: ",") } }
}
