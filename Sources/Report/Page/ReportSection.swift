public import Figures

/// A part of a page that is put together from words, tables and pictures.
public struct ReportSection: Hashable, Sendable {
  /// A piece of a section.
  public indirect enum Block: Hashable, Sendable {
    /// A question with its answer.
    case card(FindingCard)
    /// A heading below the section's.
    case heading(String)
    /// Sentences.
    case paragraph(String)
    /// Sentences of less weight, such as what to bear in mind.
    case notice(String)
    /// Sentences, one line each.
    case list([String])
    /// Terms with what they mean.
    case terms([Report.Term])
    /// A table.
    case table(ReportTable)
    /// Pictures beside one another.
    case figures([VegaLiteChart])
    /// Pieces under a title that opens them; pictures are drawn when they are first seen.
    case folded(String, isOpen: Bool = false, [Block])
  }

  /// The name in addresses, such as `experiment`.
  public var id: String
  /// The heading; that of the answer is read out and not shown.
  public var title: String
  /// The words that lead to it in the list of sections; empty for none.
  public var link: String
  /// What it holds.
  public var blocks: [Block]

  /// Creates a section.
  public init(id: String, title: String, link: String, blocks: [Block]) {
    (self.id, self.title, self.link, self.blocks) = (id, title, link, blocks)
  }

  /// The section with the answer of a page.
  public static let answer = "answer"
}
