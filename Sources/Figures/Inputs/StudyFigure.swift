/// A figure of `metachron figure`: its name, what it needs, and how it is made.
///
/// A new figure is a type that conforms, its entry in ``FigureCatalogue/all``, and a test.
public protocol StudyFigure: Sendable, SendableMetatype {
  /// The name on the command line.
  static var name: String { get }
  /// What the figure shows, in a phrase for help texts.
  static var summary: String { get }
  /// What it is made from.
  static var source: FigureSource { get }
  /// The options without which it cannot be made.
  static var needs: FigureNeeds { get }
  /// Where the figures of a study show it.
  static var place: FigurePlace { get }
  /// The figure of the same name that is drawn of patients under treatment; `nil` for none.
  static var ofCourses: (any StudyFigure.Type)? { get }

  /// Makes the charts.
  ///
  /// - Throws: ``FigureFailure`` where the input has nothing to draw, or an option is missing.
  static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart]
}

extension StudyFigure {
  /// Makes the charts, each saying of simulated data that they are: a picture that was saved stands
  /// without the page or the table it came from.
  public static func marked(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let made = try charts(input)
    guard input.isSynthetic else { return made }
    return made.map { chart in
      var chart = chart
      chart.subtitle.insert("Synthetic data: no patient is behind them.", at: 0)
      return chart
    }
  }

  /// Nothing beside the results.
  public static var needs: FigureNeeds { [] }
  /// Not among the figures of a whole study.
  public static var place: FigurePlace { .none }
  /// None of patients under treatment.
  public static var ofCourses: (any StudyFigure.Type)? { nil }
}

/// What a figure is made from.
public enum FigureSource: Hashable, Sendable {
  /// The results of a study: ``FigureInput/patients``.
  case study
  /// The clones of a study, with its samples and treatments where they are known.
  case clones
  /// A cohort's tables: ``FigureInput/cohort``.
  case cohort
  /// The funnel of a gene, from a study's summary or a cohort: ``FigureInput/funnels``.
  case funnel
  /// An experiment with drugs, or patients under treatment: ``FigureInput/response``.
  case response
}

/// Options without which a figure cannot be made.
public struct FigureNeeds: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: Int
  /// Creates a set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// One patient: the input's only one.
  public static let patient = FigureNeeds(rawValue: 1)
  /// A gene.
  public static let gene = FigureNeeds(rawValue: 2)
  /// A mutation of the patient.
  public static let mutation = FigureNeeds(rawValue: 4)
}

/// Where the figures of a whole study show a figure.
public enum FigurePlace: Hashable, Sendable {
  /// Once for each gene that the study asks about.
  case everyGene
  /// Once.
  case once
  /// Not at all.
  case none
}

/// Why a figure cannot be made.
public enum FigureFailure: Error, Hashable, Sendable {
  /// The input has nothing that the figure draws.
  ///
  /// - Parameters:
  ///   - words: What there is none of, to complete `error:`.
  ///   - gene: The gene that was asked for, whose name may be misspelt; `nil` where none was.
  case nothing(words: String, gene: String? = nil)
  /// An option is missing.
  case missing(FigureNeeds)
}
