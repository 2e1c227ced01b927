import DelimitedText

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
