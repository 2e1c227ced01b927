/// A question, its answer in a sentence, and the numbers that carry it.
public struct FindingCard: Hashable, Sendable {
  /// What is asked.
  public var question: String
  /// The answer in one sentence.
  public var answer: String
  /// What goes with it.
  public var sentences: [String]
  /// What the words of the table mean, one entry each.
  public var legend: [String]
  /// The numbers; `nil` for none.
  public var table: ReportTable?

  /// Creates a card.
  public init(
    question: String, answer: String, sentences: [String] = [], legend: [String] = [],
    table: ReportTable? = nil
  ) {
    (self.question, self.answer, self.sentences) = (question, answer, sentences)
    (self.legend, self.table) = (legend, table)
  }
}
