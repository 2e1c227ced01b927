import TumorModel

/// Something that checking a study found.
public struct Finding: Hashable, Sendable {
  /// How much it matters.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    /// An analysis would refuse the study, or its results would be wrong.
    case error
    /// The analysis runs; the reader of its results should know.
    case warning
  }

  /// How much it matters.
  public let level: Level
  /// What it is about.
  public let kind: FindingKind
  /// Where it is: the first place where there are several.
  public let location: TextLocation
  /// The patient, where it is about one.
  public let patient: String?
  /// The sample, where it is about one.
  public let sample: String?
  /// What it is, without the place.
  public let text: String
  /// The exit code that an error asks for.
  public let category: InputErrorCategory

  /// Creates a finding.
  public init(
    _ level: Level, _ kind: FindingKind, at location: TextLocation, patient: String? = nil,
    sample: String? = nil, category: InputErrorCategory = .badData, _ text: String
  ) {
    self.level = level
    self.kind = kind
    self.location = location
    self.patient = patient
    self.sample = sample
    self.category = category
    self.text = text
  }

  /// A fault of a file.
  init(_ error: ParseError) {
    let kind: FindingKind =
      switch error.reason {
      case .missingColumn: .missingColumn
      case .badField: .badField
      case .malformed: .malformed
      case .refused: .refused
      case .unreadable: .unreadable
      }
    self.init(.error, kind, at: error.location, category: error.category, error.words)
  }

  /// A sample's warning.
  init(_ kind: FindingKind, of sample: SampleSheet.Row, at location: TextLocation, _ text: String) {
    self.init(
      .warning, kind, at: location, patient: sample.sample.patient, sample: sample.sample.id,
      text)
  }
}
