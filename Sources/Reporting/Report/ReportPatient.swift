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
    /// The call first, then what it rests on.
    public var sentences: [String]

    /// Creates an explanation.
    public init(title: String, sentences: [String]) {
      (self.title, self.sentences) = (title, sentences)
    }
  }

  /// The identifier.
  public var id: String
  /// One sentence: what was found.
  public var headline: String
  /// Biopsies and treatments in their order.
  public var timeline: [Event]
  /// The pictures.
  public var figures: [VegaLiteChart]
  /// The calls that the study asks about, in words.
  public var explanations: [Explanation]
  /// What to mind of this patient.
  public var warnings: [String]
  /// What would settle the indeterminate calls.
  public var advice: [String]
  /// How many calls the patient has in the table.
  public var calls: Int

  /// Creates a patient without contents.
  public init(id: String) {
    self.id = id
    headline = ""
    (timeline, figures, explanations) = ([], [], [])
    (warnings, advice) = ([], [])
    calls = 0
  }
}
