import DelimitedText
import Glibc

/// A table read line by line through one buffer, whatever its size: what ``RowStream`` stands on.
///
/// Only the columns asked for are split; the rest of a row is looked at for its number of fields.
/// Not sendable: one thread reads it.
final class TableStream {
  /// The file.
  let path: String
  /// The comment lines without their `#` and the space after it.
  private(set) var comments: [String] = []
  /// The columns' names.
  private(set) var columns: [String] = []
  /// The 1-based line of the header.
  private(set) var headerLine = 0
  /// The 1-based line of the row.
  @exclusivity(unchecked) private(set) var line = 0
  /// Whether there is a row.
  @exclusivity(unchecked) private(set) var hasRow = false
  /// The SHA-256 of the file; `nil` until its end was reached.
  private(set) var checksum: String?

  private var descriptor: Int32
  @exclusivity(unchecked) private var storage: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 18
  @exclusivity(unchecked) private var start = 0
  @exclusivity(unchecked) private var end = 0
  private var isAtEnd = false
  private var hash: SHA256?

  // Of the row: where it starts, and of each column asked for where it starts and ends.
  @exclusivity(unchecked) private var rowStart = 0
  @exclusivity(unchecked) private var rowLength = 0
  // Pointers, and unchecked access: these are read for every field of every row.
  @exclusivity(unchecked) private var starts: UnsafeMutablePointer<Int32>
  @exclusivity(unchecked) private var ends: UnsafeMutablePointer<Int32>
  /// For each column of the file its place among those asked for, or -1.
  @exclusivity(unchecked) private var places: UnsafeMutablePointer<Int32>
  private var columnCount = 0
  /// The last column of the file that is asked for.
  private var lastColumn = 0

  private static let longestLine = 64 << 20

  /// Opens a table and reads up to its header line.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - names: The columns asked for; `field(_:)` takes their places here.
  ///   - expected: The table's name, for messages.
  /// - Throws: ``FileFailure`` when the file cannot be read, ``TableFailure`` when it
  ///   has no header or lacks a column.
  init(path: String, columns names: [String], of expected: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    storage = .allocate(capacity: capacity)
    let count = names.count
    starts = .allocate(capacity: count)
    ends = .allocate(capacity: count)
    starts.initialize(repeating: 0, count: count)
    ends.initialize(repeating: 0, count: count)
    places = .allocate(capacity: 1)
    hash = SHA256()
    guard descriptor >= 0 else { throw FileFailure(path: path, action: .read, code: errno) }
    while let text = try nextLine() {
      if let problem = TextFault.problem(of: text, isFirst: line == 1) { throw failure(problem) }
      if text.first == UInt8(ascii: "#") {
        let words = String(decoding: text.dropFirst(), as: UTF8.self)
        comments.append(String(words.drop { $0 == " " }))
        continue
      }
      columns = text.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      break
    }
    guard !columns.isEmpty, columns != [""] else {
      throw failure(TextFault.noHeader(isEmpty: line == 0))
    }
    columnCount = columns.count
    headerLine = line
    places.deallocate()
    places = .allocate(capacity: columns.count)
    places.initialize(repeating: -1, count: columns.count)
    for (place, name) in names.enumerated() {
      guard let column = columns.firstIndex(of: name) else {
        throw failure(
          "the column '\(name)' is missing; expected the columns of \(expected) of this version")
      }
      places[column] = Int32(place)
      lastColumn = max(lastColumn, column)
    }
    try advance()
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    storage.deallocate()
    starts.deallocate()
    ends.deallocate()
    places.deallocate()
  }

  /// Goes to the next row; ``hasRow`` is then `false` at the end of the table.
  ///
  /// - Throws: ``FileFailure``, and ``TableFailure`` at a row with another number of
  ///   fields than the header, or one that the file ends within.
  func advance() throws {
    guard let row = try nextLine() else {
      hasRow = false
      return
    }
    hasRow = true
    guard let base = row.baseAddress, !row.isEmpty else {
      throw failure("an empty line; expected a row")
    }
    if base[row.count - 1] == 0x0D { throw failure(TextFault.carriageReturn) }
    rowStart = base - UnsafePointer(storage)
    rowLength = row.count
    var tabs = 0
    for index in 0..<row.count where base[index] == 0x09 { tabs &+= 1 }
    guard tabs + 1 == columnCount else {
      throw failure("\(tabs + 1) fields; expected \(columnCount), as in the header")
    }
    let (starts, ends, places) = (starts, ends, places)
    var begin = 0
    for column in 0...lastColumn {
      let found = memchr(base + begin, 0x09, row.count - begin)
      let stop = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? row.count
      let place = Int(places[column])
      if place >= 0 { (starts[place], ends[place]) = (Int32(begin), Int32(stop)) }
      begin = stop + 1
    }
  }

  /// A field of the row, by the place of its column among those asked for.
  @inline(__always)
  func field(_ place: Int) -> FieldBytes {
    let (first, last) = (Int(starts[place]), Int(ends[place]))
    return FieldBytes(start: storage + rowStart + first, count: last - first)
  }

  /// Whether a field is a text, byte by byte.
  func field(_ place: Int, equals text: [UInt8]) -> Bool {
    let count = Int(ends[place]) - Int(starts[place])
    guard count == text.count else { return false }
    return memcmp(storage + rowStart + Int(starts[place]), text, count) == 0
  }

  /// The line of the row, without its line feed.
  var row: FieldBytes { FieldBytes(start: storage + rowStart, count: rowLength) }

  /// A failure at the row.
  func failure(_ problem: String) -> TableFailure {
    TableFailure(path: path, line: max(1, line), problem)
  }

  /// A failure at a field of the row.
  func failure(at place: Int, _ problem: String) -> TableFailure {
    TableFailure(path: path, line: line, column: Int(starts[place]) + 1, problem)
  }

  // MARK: - Lines

  /// The next line without its line feed; `nil` at the end of the file.
  private func nextLine() throws -> FieldBytes? {
    var searched = start
    while true {
      if searched < end, let found = memchr(storage + searched, 0x0A, end - searched) {
        let stop = UnsafeRawPointer(found) - UnsafeRawPointer(storage)
        defer { start = stop + 1 }
        line += 1
        return FieldBytes(start: storage + start, count: stop - start)
      }
      if isAtEnd {
        guard start < end else { return nil }
        line += 1
        throw failure("the file ends within a line")
      }
      searched = try fill()
    }
  }

  /// Reads on; gives where the new bytes begin.
  private func fill() throws -> Int {
    if start > 0 {
      memmove(storage, storage + start, end - start)
      (start, end) = (0, end - start)
    }
    if end == capacity {
      guard capacity < Self.longestLine else { throw failure("a line of more than 64 MB") }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      larger.update(from: storage, count: end)
      storage.deallocate()
      storage = larger
      capacity *= 2
    }
    let begin = end
    var count = read(descriptor, storage + end, capacity - end)
    while count < 0, errno == EINTR { count = read(descriptor, storage + end, capacity - end) }
    guard count >= 0 else { throw FileFailure(path: path, action: .read, code: errno) }
    if count == 0 {
      isAtEnd = true
      checksum = hash.take()?.finish()
    } else {
      hash?.update(UnsafeRawBufferPointer(start: storage + end, count: count))
      if let found = memchr(storage + end, 0, count) {
        let place = UnsafeRawPointer(found) - UnsafeRawPointer(storage)
        line += 1 + (start..<place).count { storage[$0] == 0x0A }
        throw failure(TextFault.nul)
      }
      end += count
    }
    return begin
  }
}
