import Glibc
import HTSlib

/// The bytes of a line or a field; valid until the next line is read.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// The lines of a plain, gzip or bgzip file, in one buffer that is used again.
///
/// A line ends with LF; one CR before it belongs to the end. Other CRs are text. A byte order mark
/// is dropped. At least 16 bytes after a line may be read (not used), so that fields can be
/// searched a word at a time.
struct LineReader: ~Copyable {
  static let slack = 16
  private static let longestLine = 64 << 20

  private var source: ByteSource
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// The number of the line read last, from 1.
  private(set) var number = 0

  private let expected: String
  private let place: NamedPath?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - expected: What the file should be, for messages.
  ///   - place: The field that names the file, for messages.
  init(
    path: String, expected: String, namedAt place: NamedPath? = nil, capacity: Int = 1 << 18
  ) throws(InputErrors) {
    do throws(HTSError) {
      self.source = try ByteSource(path: path)
    } catch {
      throw InputErrors(error, expected: expected, namedAt: place)
    }
    (self.expected, self.place) = (expected, place)
    self.capacity = capacity
    self.storage = .allocate(capacity: capacity + Self.slack)
    self.storage.initialize(repeating: 0, count: capacity + Self.slack)
  }

  var path: String { source.path }

  /// Whether no byte follows the line read last, as far as the buffer shows.
  var isLast: Bool { isAtEnd && start >= end }

  deinit { storage.deallocate() }

  /// Whether the file, of which nothing was read yet, begins with a text.
  mutating func begins(with text: StaticString) throws(InputErrors) -> Bool {
    let count = text.utf8CodeUnitCount
    while end < count + 3, !isAtEnd { _ = try fill() }
    var first = 0
    if end >= 3, storage[0] == 0xEF, storage[1] == 0xBB, storage[2] == 0xBF { first = 3 }
    return end - first >= count && memcmp(storage + first, text.utf8Start, count) == 0
  }

  /// The next line without its end, or `nil` at the end of the file.
  mutating func next() throws(InputErrors) -> Bytes? {
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
    do throws(HTSError) {
      let count = try source.read(
        into: UnsafeMutableRawBufferPointer(start: storage + end, count: capacity - end))
      if count == 0 { isAtEnd = true }
      end += count
    } catch {
      throw InputErrors(error, expected: expected, namedAt: place)
    }
    return before
  }
}

extension Bytes {
  /// The text; bytes that are no UTF-8 become replacement characters.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// Whether the bytes are those of an ASCII text, ignoring case.
  func matches(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] | 0x20 != text.utf8Start[index] | 0x20 {
      return false
    }
    return true
  }

  /// The bytes without spaces and carriage returns at either end.
  @inline(__always) var trimmed: Bytes {
    guard let base = baseAddress, count > 0 else { return self }
    if base[0] > 0x20, base[count - 1] > 0x20 { return self }
    var (first, last) = (0, count)
    while first < last, base[first] <= 0x20 { first += 1 }
    while last > first, base[last - 1] <= 0x20 { last -= 1 }
    return Bytes(start: base + first, count: last - first)
  }
}
