import DelimitedText

/// Which records a VCF's FILTER column and the somatic status keep out.
///
/// A record passes with `PASS` or `.`. Others are kept out unless all their names were asked for.
/// Two names stand for what FILTER does not say: `germline` for records whose status is 1 or whose
/// matched normal has the allele, `LOH` for status 3.
struct VCFFilters {
  /// What becomes of a record.
  enum Verdict: Equatable {
    /// It counts.
    case passed
    /// It was asked for in spite of its filters.
    case included
    /// It is left out.
    case left
  }

  static let germline = "germline"
  static let lossOfHeterozygosity = "LOH"

  private let included: Set<String>
  private var texts = ByteInterner()
  private var verdicts: [Verdict] = []
  private var counts: [Int] = []
  private var statusCounts: [String: Int] = [:]
  /// How many records were left out.
  private(set) var leftOut = 0

  init(included: Set<String>) { self.included = included }

  /// Judges a FILTER field.
  ///
  /// - Returns: The verdict and the number of the text, for ``leave(_:)``.
  mutating func judge(_ field: Bytes) -> (verdict: Verdict, text: Int) {
    let text = Int(texts.intern(field))
    if text == verdicts.count {
      verdicts.append(verdict(of: field))
      counts.append(0)
    }
    return (verdicts[text], text)
  }

  private func verdict(of field: Bytes) -> Verdict {
    let names = Self.names(field.string)
    if names.isEmpty { return .passed }
    return names.allSatisfy(included.contains) ? .included : .left
  }

  /// Whether records of a somatic status are kept out.
  func keepsOut(_ status: String) -> Bool { !included.contains(status) }

  /// Counts a record that is left out for its FILTER.
  mutating func leave(_ text: Int) {
    counts[text] += 1
    leftOut += 1
  }

  /// Counts a record that is left out for its somatic status.
  mutating func leave(_ status: String) {
    statusCounts[status, default: 0] += 1
    leftOut += 1
  }

  private static func names(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == ";" || $0 == "," }).map(String.init)
      .filter { $0 != "PASS" && $0 != "." }
  }

  /// The names behind what was left out with their records, the most frequent first.
  var summary: String {
    var records = statusCounts
    for (text, count) in counts.enumerated() where count > 0 {
      for name in Self.names(texts.string(UInt32(text))) where !included.contains(name) {
        records[name, default: 0] += count
      }
    }
    let ordered = records.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return listing(ordered.map { "\($0.key) \($0.value)" })
  }
}
