public import Results

/// The typed rows of an experiment with drugs, or of patients under treatment.
public struct ResponseTables: Hashable, Sendable {
  /// Curves of single drugs.
  public var curves: [ResponseCurveRow] = []
  /// Genotypes compared under single drugs.
  public var comparisons: [ResponseComparisonRow] = []
  /// Wells.
  public var points: [ResponsePointRow] = []
  /// Fitted curves at many doses.
  public var lines: [ResponseLineRow] = []
  /// Quantities of combinations.
  public var combinations: [CombinationRow] = []
  /// Pairs of doses.
  public var cells: [CombinationCellRow] = []
  /// Pairs of doses with the same viability.
  public var isoboles: [IsoboleRow] = []
  /// Sensitivities compared.
  public var restoration: [RestorationRow] = []
  /// Plates.
  public var plates: [PlateQualityRow] = []
  /// Patients.
  public var courses: [CourseRow] = []
  /// Their assessments.
  public var visits: [CourseVisitRow] = []
  /// Rates of responses.
  public var rates: [ResponseRateRow] = []
  /// Steps of survival.
  public var survival: [SurvivalRow] = []
  /// Numbers of groups.
  public var survivalComparisons: [SurvivalComparisonRow] = []

  /// Creates a value without rows.
  public init() {}
}

/// The colours of genotypes and groups: none of them is that of a call or a clone.
enum GroupPalette {
  private static let colors = [
    "#4E4E4E", "#7B5EA7", "#1B7F8C", "#B0588A", "#7C7A2C", "#3F6FB5", "#9A6B4F", "#5A9E6F",
    "#A9A29B", "#2F4B26", "#6B1E3C", "#C9A227",
  ]
  // One less than the colours, so that a colour that comes again has another dash.
  private static let dashes: [[Int]] = [
    [1, 0], [8, 3], [3, 3], [8, 3, 2, 3], [12, 4], [5, 2], [2, 2, 8, 2], [1, 2],
    [6, 6], [14, 3, 3, 3], [4, 1],
  ]

  /// A scale of colours for names, in their order.
  static func scale(_ names: [String]) -> Scale {
    .names(names.enumerated().map { ($1, colors[$0 % colors.count]) })
  }

  /// Dashes for names, in their order: colours alone are lost in grey.
  static func dashScale(_ names: [String]) -> Scale {
    var scale = Scale(domain: names.map { .text($0) })
    scale.dashes = names.indices.map { dashes[$0 % dashes.count] }
    return scale
  }
}
