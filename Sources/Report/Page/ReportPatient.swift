public import Figures
package import Results
package import Wording

/// What a report says of one patient.
public struct ReportPatient: Hashable, Sendable, Encodable {
  /// One point of the timeline.
  public struct Event: Hashable, Sendable, Encodable {
    /// The day, in words.
    public var day: String
    /// What happened.
    public var words: String

    /// Creates an event.
    public init(day: String, words: String) { (self.day, self.words) = (day, words) }
  }

  /// A call in words.
  public struct Explanation: Hashable, Sendable, Encodable {
    /// The mutation and the pair.
    public var title: String
    /// The mutation as addresses on the page have it, such as `ERBB2:p.L755S`.
    public var mutation: String
    /// The call's colour.
    public var color: String
    /// The letter that shows the call's shape.
    public var glyph: String
    /// The call in a few words.
    public var call: String
    /// The call in a sentence.
    public var answer: [String]
    /// The numbers that carry it, a sentence each.
    public var numbers: [String]
    /// What would settle or change it.
    public var change: [String]
    /// All else that is known of it.
    public var details: [String]

    /// The gene's symbol; empty where the input names none.
    public var gene: String

    /// Takes a call and its explanation.
    package init(_ row: OriginRow, _ text: ExplanationText) {
      title = Self.title(row)
      mutation = row.query
      let look = OriginPalette.look(row.call)
      (color, glyph) = (look.color, look.glyph)
      call = row.call.words
      gene = row.gene
      (answer, numbers, change) = (text.answer, text.brief, text.change)
      details = text.basis + text.details
    }

    private static func title(_ row: OriginRow) -> String { "\(row.title), \(row.pairTitle)" }

    /// Whether it is of a call.
    package func isOf(_ row: OriginRow) -> Bool { title == Self.title(row) }
  }

  /// The patient's clones.
  public struct Clones: Hashable, Sendable, Encodable {
    /// What they are and what is uncertain, in sentences.
    public var sentences: [String]
    /// The pictures.
    public var figures: [VegaLiteChart]

    /// Creates a part of the section.
    public init(sentences: [String], figures: [VegaLiteChart]) {
      (self.sentences, self.figures) = (sentences, figures)
    }
  }

  /// The course of the patient's tumour under treatment.
  public struct Course: Hashable, Sendable, Encodable {
    /// The response and how long it lasted, in sentences.
    public var sentences: [String]
    /// The sum of target lesions over days; `nil` where none were measured.
    public var figure: VegaLiteChart?

    /// Creates a part of the section.
    public init(sentences: [String], figure: VegaLiteChart?) {
      (self.sentences, self.figure) = (sentences, figure)
    }
  }

  /// What was reported of a drug on tumours or cells with one of the patient's mutations.
  public struct Evidence: Hashable, Sendable, Encodable {
    /// The mutation and its call.
    public var mutation: String
    /// The drug, or several given together.
    public var drug: String
    /// What was seen, such as `resistance`.
    public var direction: String
    /// The level on CIViC's scale, A to E; empty where none was told.
    public var level: String
    /// The tumour type; empty where none was told.
    public var tumorType: String
    /// What was seen, in a sentence.
    public var statement: String
    /// Where it is from.
    public var source: String

    /// Creates a row.
    public init(
      mutation: String, drug: String, direction: String, level: String, tumorType: String,
      statement: String, source: String
    ) {
      (self.mutation, self.drug, self.direction) = (mutation, drug, direction)
      (self.level, self.tumorType) = (level, tumorType)
      (self.statement, self.source) = (statement, source)
    }
  }

  /// The identifier.
  public var id: String
  /// One sentence: what was found.
  public var headline: String
  /// Biopsies and treatments in their order.
  public var timeline: [Event]
  /// The timeline drawn; `nil` where too little of it has a day.
  public var timelineFigure: VegaLiteChart?
  /// The mutations in all samples; `nil` where no table has them.
  package var matrix: PatientMatrix?
  /// The pictures.
  public var figures: [VegaLiteChart]
  /// The clones; `nil` where none were found.
  public var clones: Clones?
  /// The course under treatment; `nil` where none was given.
  public var course: Course?
  /// The calls that the study asks about, in words.
  public var explanations: [Explanation]
  /// What to mind of this patient.
  public var warnings: [String]
  /// What would settle the indeterminate calls.
  public var advice: [String]
  /// What was reported of drugs on tumours with these mutations: evidence, not advice.
  public var evidence: [Evidence]
  /// What was reported of the mutated genes under treatment, a sentence each.
  public var resistance: [String]
  /// How many calls the patient has in the table.
  public var calls: Int

  /// Creates a patient without contents.
  public init(id: String) {
    self.id = id
    headline = ""
    (timeline, figures, explanations) = ([], [], [])
    (warnings, advice) = ([], [])
    (evidence, resistance) = ([], [])
    calls = 0
  }
}
