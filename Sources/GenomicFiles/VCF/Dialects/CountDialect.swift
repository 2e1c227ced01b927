import DelimitedText
import TumorModel

/// How one family of callers writes the reads of a sample into FORMAT.
protocol CountDialect: Sendable {
  /// The keys of FORMAT that it reads, for messages.
  static var keys: [String] { get }
  /// What users are told of it, for the article on variant calls.
  static var guide: [CallerGuide] { get }

  /// Finds the fields, or returns `nil` when FORMAT lacks what the dialect needs.
  init?(_ keys: FormatKeys)

  /// The reads of one alternate allele, or `nil` where the sample does not give them.
  func counts(_ fields: SampleFields, _ allele: RecordAllele) -> AlleleCounts?
}

/// A row of the article on variant calls: callers, and what is read of them.
struct CallerGuide {
  /// The callers, with the keys that their FORMAT has.
  let callers: String
  /// Where the alternate reads are.
  let alternate: String
  /// Where the depth is.
  let depth: String

  /// The row in Markdown.
  var markdown: String { "| \(callers) | \(alternate) | \(depth) |" }
}

/// The places of the keys of a FORMAT.
struct FormatKeys {
  private var places: [String: Int] = [:]
  /// How many fields a sample may have.
  private(set) var count = 0

  init(_ format: Bytes) {
    for key in format.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
      let name = Bytes(rebasing: key).string
      if places[name] == nil { places[name] = count }
      count += 1
    }
  }

  subscript(key: String) -> Int? { places[key] }
}

/// An alternate allele as its record writes it.
struct RecordAllele {
  /// The allele's number in the record, from 1.
  let number: Int
  /// How many alternate alleles the record has.
  let count: Int
  /// The bases in upper case when one base is replaced by one.
  let substitution: (reference: UInt8, alternate: UInt8)?
}

/// The reads of an allele in a sample.
struct AlleleCounts {
  let alternate: Int
  let depth: Int
  var support: ReadSupport?

  /// Creates counts, or `nil` unless `0 <= alternate <= depth` and both fit 32 bits.
  init?(alternate: Int, depth: Int, support: ReadSupport? = nil) {
    guard alternate >= 0, alternate <= depth, depth <= Int(Int32.max) else { return nil }
    (self.alternate, self.depth, self.support) = (alternate, depth, support)
  }
}
