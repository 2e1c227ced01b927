package import DelimitedText
package import TumorModel

/// What an assay covers, from a BED file.
package struct TargetRegions: Sendable {
  /// Disjoint stretches in 1-based closed bases, sorted, for each chromosome.
  private let stretches: [Chromosome: [ClosedRange<Int32>]]

  /// Reads the first three columns of a BED file: 0-based, half-open.
  package init(_ place: NamedPath) throws(InputErrors) {
    var errors = ErrorCollector(path: place.path)
    var found: [Chromosome: [ClosedRange<Int32>]] = [:]
    var lines = try LineReader(path: place.path, expected: "a BED file", namedAt: place)
    while let line = try lines.next() {
      let text = line.trimmed
      if text.isEmpty || text.first == UInt8(ascii: "#") || Self.isHeader(text) { continue }
      let fields = text.split(maxSplits: 3, whereSeparator: { $0 == 0x09 || $0 == 0x20 })
        .map { Bytes(rebasing: $0) }
      guard fields.count >= 3, let chromosome = Chromosome(fields[0].string),
        case .value(let start) = fields[1].wholeNumber,
        case .value(let end) = fields[2].wholeNumber, start <= end, end <= Int(Int32.max)
      else {
        errors.add(
          .malformed(
            problem: "not a BED line", expected: "chromosome, start and end with start <= end"),
          line: lines.number, column: 1, source: line.string)
        continue
      }
      if start < end {
        found[chromosome, default: []].append(Int32(start + 1)...Int32(end))
      }
    }
    if found.isEmpty, errors.isEmpty {
      throw errors.failure(.malformed(problem: "the file has no region", expected: "BED lines"))
    }
    try errors.throwIfAny()
    self.stretches = found.mapValues(Self.merged)
  }

  /// Whether a position is covered.
  ///
  /// - Complexity: O(log regions).
  package func covers(_ chromosome: Chromosome, _ position: Int32) -> Bool {
    guard let group = stretches[chromosome] else { return false }
    var (low, high) = (0, group.count)
    while low < high {
      let middle = (low + high) / 2
      if group[middle].upperBound < position { low = middle + 1 } else { high = middle }
    }
    return low < group.count && group[low].contains(position)
  }

  private static func isHeader(_ text: Bytes) -> Bool {
    text.starts(with: "track".utf8) || text.starts(with: "browser".utf8)
  }

  private static func merged(_ ranges: [ClosedRange<Int32>]) -> [ClosedRange<Int32>] {
    var result: [ClosedRange<Int32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
