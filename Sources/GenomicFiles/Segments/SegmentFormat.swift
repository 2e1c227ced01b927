import DelimitedText
package import TumorModel

/// How one tool writes allele-specific copy numbers.
///
/// A new tool is a type of its own in a file of its own, and a line in ``SegmentFormats``.
protocol SegmentFormat {
  /// The tool, as a message lists it.
  static var tool: String { get }
  /// What users are told of it, for the article on copy numbers.
  static var guide: [SegmentGuide] { get }
  /// Where rows say which stretch they are of.
  var places: SegmentPlaces { get }
  /// Why a row may tell both alleles' copies together alone, for a warning.
  var totalReason: String { get }
  /// Warnings about the table as a whole.
  var warnings: [String] { get }

  /// Recognises a table by its columns, or returns `nil`.
  init?(_ table: SmallTable, context: SegmentContext)

  /// What the current row says; `faulty` when an error was told.
  func copies(_ fields: inout TableFields) -> RowCopies
}

extension SegmentFormat {
  var totalReason: String { "" }
  var warnings: [String] { [] }
}

/// A row of the article on copy numbers: a tool's file, and what is read of it.
struct SegmentGuide {
  /// The tool, as the article lists it.
  let tool: String
  /// The file, as the tool names it.
  let file: String
  /// The columns that are read, besides the segment's place.
  let columns: String
  /// What to know of it; empty for nothing.
  var remark = ""

  /// The row in Markdown.
  var markdown: String {
    let cells = ["", tool, file, columns, remark].joined(separator: " | ")
    return cells.dropFirst() + (remark.isEmpty ? "|" : " |")
  }
}

/// Columns of a segment's place.
struct SegmentPlaces {
  let chromosome: Int
  let start: Int
  let end: Int
  /// The sample's name, in tables that may hold several samples.
  var sample: Int?
  /// Whether positions count from 0 and the end is left out.
  var isZeroBased = false
}

/// What is known of a sample besides its segments.
package struct SegmentContext {
  let sample: String
  var sex: Sex?
  /// The purity that FACETS itself found, by which it scales the fractions of cells.
  var facetsPurity: Double?

  package init(sample: String, sex: Sex?, facetsPurity: Double? = nil) {
    (self.sample, self.sex, self.facetsPurity) = (sample, sex, facetsPurity)
  }
}

/// The formats that are read.
package enum SegmentFormats {
  /// In the order in which they are tried; tables that fit several are of the first.
  static var all: [any SegmentFormat.Type] {
    [
      BattenbergSegments.self, FACETSSegments.self, ABSOLUTESegments.self, PURPLESegments.self,
      SequenzaSegments.self, CNVkitSegments.self, TITANSegments.self, PlainSegments.self,
    ]
  }

  /// The plain form.
  static let plain = "chromosome start end major_cn minor_cn"

  /// The tools whose tables are read, in words.
  package static let tools: String = {
    let tools = all.map { $0.tool }
    return "\(tools.dropLast().joined(separator: ", ")) or \(tools.last ?? "")"
  }()

  /// What to give instead of a table that is not read.
  static let expected = "allele-specific copy numbers of \(tools), or the plain form '\(plain)'"

  /// The formats as a table in Markdown, for the article.
  static var markdown: String {
    let head = ["| tool | file | columns used | what to know |", "| --- | --- | --- | --- |"]
    return (head + all.flatMap { $0.guide.map(\.markdown) }).joined(separator: "\n") + "\n"
  }

  /// The format of a table.
  static func recognise(_ table: SmallTable, context: SegmentContext) -> (any SegmentFormat)? {
    for format in all {
      if let found = format.init(table, context: context) { return found }
    }
    return nil
  }
}
