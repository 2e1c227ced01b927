package import DrugResponse

/// Why two drugs on cells were not scored.
package enum CombinationRefusal: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// A dose or response is no number, or below 0.
  case wrongNumber = "wrong_number"
  /// No well has both drugs.
  case noCombinations = "no_combinations"
  /// The first drug alone has no curve.
  case noCurveOfA = "no_curve_of_a"
  /// The second drug alone has no curve.
  case noCurveOfB = "no_curve_of_b"
  /// There are fewer pairs of doses than parameters.
  case tooFewDoses = "too_few_doses"
  /// No surface was found.
  case noSurface = "no_surface"

  /// The reason behind a problem.
  package init(_ problem: Checkerboard.Problem) {
    self =
      switch problem {
      case .notFinite, .negativeDose: .wrongNumber
      case .noCombinations: .noCombinations
      case .drugA: .noCurveOfA
      case .drugB: .noCurveOfB
      case .tooFewCells: .tooFewDoses
      case .noSurface: .noSurface
      }
  }
}
