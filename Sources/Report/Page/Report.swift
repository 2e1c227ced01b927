public import Figures
public import Foundation

/// A study's results as one page that needs nothing else.
///
/// Patients are packed in blocks, each unpacked when one of its patients is opened, so that a page of
/// thousands of patients opens as fast as one of a few.
public struct Report: Sendable {
  /// Two words and what they mean.
  public struct Term: Hashable, Sendable {
    /// The term.
    public var name: String
    /// What it means.
    public var meaning: String

    /// Creates a term.
    public init(_ name: String, _ meaning: String) { (self.name, self.meaning) = (name, meaning) }
  }

  /// Sentences under one heading.
  public struct Statement: Hashable, Sendable {
    /// The heading.
    public var title: String
    /// The sentences.
    public var sentences: [String]

    /// Creates a statement.
    public init(title: String, sentences: [String]) {
      (self.title, self.sentences) = (title, sentences)
    }
  }

  /// The page's title.
  public var title: String
  /// Whether the study was simulated.
  public var isSynthetic: Bool
  /// What of the page was simulated, in a sentence, where it is not the study alone; empty otherwise.
  public var banner: String
  /// What keeps most calls from being made, in one sentence above the answers; empty for nothing.
  public var limit: String
  /// The answer for each gene that was asked for: what comes first on the page.
  public var cards: [AnswerCard]
  /// Whether the page is of one patient, whose section then follows the answer.
  public var isOfOnePatient: Bool
  /// What the answer rests on and what its words mean, one paragraph each.
  public var reading: [String]
  /// What the patients say together: each with a title and sentences.
  public var cohort: [Statement]
  /// What to bear in mind about it.
  public var cautions: [String]
  /// Pictures of the whole study.
  public var figures: [VegaLiteChart]
  /// Further sections, such as an experiment's.
  public var sections: [ReportSection]
  /// The calls.
  public var calls: [ReportCall]
  /// A sentence on calls that the table leaves out; empty for none.
  public var callsNote: String
  /// The patients, packed some together.
  public var blocks: [PatientBlock]
  /// How it was done: a name and a value each.
  public var methods: [Term]
  /// Files with their checksums.
  public var files: [Term]
  /// Words that a first-year student may not know.
  public var glossary: [Term]

  /// Creates a report without contents.
  public init(title: String) {
    self.title = title
    isSynthetic = false
    isOfOnePatient = false
    (limit, cards, figures, calls, callsNote, blocks) = ("", [], [], [], "", [])
    (methods, files, glossary, reading) = ([], [], [], [])
    (cohort, cautions) = ([], [])
    (banner, sections) = ("", [])
  }

  /// The page.
  ///
  /// - Returns: `nil` where the program was built without the chart runtime.
  public func html() throws -> Data? {
    guard let runtime = ChartRuntime.javaScript else { return nil }
    return Data(try ReportHTML(report: self, runtime: runtime).text.utf8)
  }
}
