import Glibc

/// The lines of a text, in one buffer that is used again.
///
/// A line ends with LF; one CR before it belongs to the end. Other CRs are text, but a file without
/// any LF between lines is refused, and so are UTF-16, bytes of zero in the first part, and what Git LFS
/// or git-annex put in a file's place. A byte order mark is dropped. At least 16 bytes after a line may be read (not used), so that fields can be
/// searched a word at a time.
package struct LineReader: ~Copyable {
  package static let slack = 16
  private static let longestLine = 64 << 20

  private let source: any ByteStream
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// The number of the line read last, from 1.
  package private(set) var number = 0

  /// What the text should be, for messages.
  package let expected: String
  /// Whether the text may be one line with carriage returns in it.
  private let isReturnAllowed: Bool

  /// Reads from a stream.
  ///
  /// - Parameters:
  ///   - expected: What the text should be, for messages.
  ///   - capacity: How many bytes are read at once, at first.
  ///   - isReturnAllowed: Whether the text may be one line with carriage returns in it.
  package init(
    _ source: any ByteStream, expected: String, capacity: Int = 1 << 18,
    isReturnAllowed: Bool = false
  ) {
    self.source = source
    self.expected = expected
    self.isReturnAllowed = isReturnAllowed
    self.capacity = capacity
    self.storage = .allocate(capacity: capacity + Self.slack)
    self.storage.initialize(repeating: 0, count: capacity + Self.slack)
  }

  /// The path of the text.
  package var path: String { source.path }

  /// Whether no byte follows the line read last, as far as the buffer shows.
  package var isLast: Bool { isAtEnd && start >= end }

  deinit { storage.deallocate() }

  /// Whether the file, of which nothing was read yet, begins with a text.
  package mutating func begins(with text: StaticString) throws(InputErrors) -> Bool {
    let count = text.utf8CodeUnitCount
    while end < count + 3, !isAtEnd { _ = try fill() }
    var first = 0
    if end >= 3, storage[0] == 0xEF, storage[1] == 0xBB, storage[2] == 0xBF { first = 3 }
    return end - first >= count && memcmp(storage + first, text.utf8Start, count) == 0
  }

  /// The next line without its end, or `nil` at the end of the file.
  ///
  /// - Throws: ``InputErrors`` when the text cannot be read, is UTF-16 or no text, stands for a file
  ///   that Git did not fetch, or has lines that end in CR alone.
  package mutating func next() throws(InputErrors) -> Bytes? {
    if number == 0 { try requireLines() }
    var searched = start
    while true {
      if searched < end,
        let found = memchr(storage + searched, 0x0A, end - searched)
      {
        let stop = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(storage)
        defer { start = stop + 1 }
        return line(from: start, to: stop)
      }
      if isAtEnd {
        guard start < end else { return nil }
        defer { start = end }
        return line(from: start, to: end)
      }
      searched = try fill()
    }
  }

  /// Looks at the first bytes for forms of text that have no lines to read.
  private mutating func requireLines() throws(InputErrors) {
    while end < capacity, !isAtEnd { _ = try fill() }
    let bytes = Bytes(start: storage, count: end)
    var fault = bytes.pointerFault
    if bytes.isSixteenBit {
      fault = .malformed(
        problem: "the file is UTF-16", expected: "UTF-8: save it as CSV UTF-8 or as plain text")
    } else if bytes.contains(0) {
      fault = .malformed(problem: "the file is not text: it has bytes of zero", expected: expected)
    } else if !isReturnAllowed, bytes.hasReturnsAlone(isWhole: isAtEnd) {
      fault = .malformed(problem: "lines end in CR alone", expected: "LF or CR LF")
    }
    guard let fault else { return }
    throw ErrorCollector(path: source.path).failure(fault, line: 1, column: 1)
  }

  private mutating func line(from first: Int, to stop: Int) -> Bytes {
    number += 1
    var (first, stop) = (first, stop)
    if number == 1, stop - first >= 3, storage[first] == 0xEF, storage[first + 1] == 0xBB,
      storage[first + 2] == 0xBF
    {
      first += 3
    }
    if stop > first, storage[stop - 1] == 0x0D { stop -= 1 }
    return Bytes(start: storage + first, count: stop - first)
  }

  /// Reads on, keeping the unfinished line, and returns where the new bytes start.
  private mutating func fill() throws(InputErrors) -> Int {
    if start > 0 {
      memmove(storage, storage + start, end - start)
      (start, end) = (0, end - start)
    }
    if end == capacity {
      guard capacity < Self.longestLine else {
        throw ErrorCollector(path: source.path).failure(
          .malformed(problem: "the line is longer than 64 MiB", expected: expected),
          line: number + 1, column: 1)
      }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity + Self.slack)
      larger.initialize(repeating: 0, count: 2 * capacity + Self.slack)
      larger.update(from: storage, count: end)
      storage.deallocate()
      storage = larger
      capacity *= 2
    }
    let before = end
    let count = try source.read(
      into: UnsafeMutableRawBufferPointer(start: storage + end, count: capacity - end))
    if count == 0 { isAtEnd = true }
    end += count
    return before
  }
}

extension Bytes {
  /// Why the bytes are not those of a table but of what a version control system put in its place.
  fileprivate var pointerFault: ParseError.Reason? {
    if starts(with: "version https://git-lfs.github.com/spec/".utf8) {
      return .malformed(
        problem: "this is a pointer of Git LFS and not the file it stands for",
        expected: "the file, which 'git lfs pull' fetches into the clone")
    }
    let first = prefix(1 << 12).prefix { $0 != 0x0A }
    guard first.starts(with: "/annex/objects/".utf8) else { return nil }
    return .malformed(
      problem: "this is a pointer of git-annex and not the file it stands for",
      expected: "the file, which 'git annex get' fetches into the clone")
  }

  /// Whether the bytes are the start of UTF-16: by its mark, or by zeros beside each of the first
  /// letters.
  fileprivate var isSixteenBit: Bool {
    guard count >= 4 else { return false }
    if self[0] == 0xFF, self[1] == 0xFE { return true }
    if self[0] == 0xFE, self[1] == 0xFF { return true }
    let (first, second) = (self[0] == 0 && self[2] == 0, self[1] == 0 && self[3] == 0)
    return first != second
  }

  /// Whether carriage returns stand where line feeds are missing.
  fileprivate func hasReturnsAlone(isWhole: Bool) -> Bool {
    let feed = firstIndex(of: 0x0A) ?? count
    // Below the first line feed are other lines, and a return above it is text.
    if feed + 1 < count || feed < count && !isWhole { return false }
    guard let position = self[..<feed].firstIndex(of: 0x0D) else { return false }
    return position + 1 < feed
  }
}
