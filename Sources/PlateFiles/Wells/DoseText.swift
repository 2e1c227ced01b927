import DelimitedText
import DrugResponse

/// Reads doses with their units.
enum DoseText {
  /// The concentration that a field states.
  ///
  /// - Parameters:
  ///   - dose: The number.
  ///   - unit: Its unit; `nil` where the table has no such column.
  ///   - other: The unit of a table that has none.
  ///   - faults: Takes what is wrong.
  /// - Returns: `nil`, with a fault, for anything that is no concentration.
  static func concentration(
    _ dose: Cell, _ unit: Cell?, otherwise other: ConcentrationUnit?, faults: inout Faults
  ) -> Concentration? {
    var stated = other
    if let unit, let word = unit.value {
      stated = ConcentrationUnit(word: word)
      if stated == nil {
        faults.add(unit, expected: ConcentrationUnit.wordExpectation)
        return nil
      }
    }
    guard let number = faults.number(dose, expectation(stated)) else { return nil }
    guard let stated else {
      // No drug is no drug in every unit.
      if number == 0 { return Concentration.none }
      if let unit {
        faults.add(
          unit, expected: ConcentrationUnit.wordExpectation + "; a unit is never assumed")
      }
      return nil
    }
    do throws(ConcentrationProblem) {
      return try Concentration(number, stated)
    } catch {
      faults.add(dose, expected: expectation(error, stated))
      return nil
    }
  }

  private static func expectation(_ unit: ConcentrationUnit?) -> String {
    guard let unit else { return "a dose of at least 0" }
    return unit.isLogarithmic
      ? "a logarithm in \(unit.word); a well without drug has neither drug nor dose"
      : "a dose of at least 0 in \(unit.word)"
  }

  private static func expectation(
    _ problem: ConcentrationProblem, _ unit: ConcentrationUnit
  ) -> String {
    switch problem {
    case .notFinite: "a finite number"
    case .negative: "at least 0 in \(unit.word), or a logarithm with a unit such as log10 M"
    case .zeroOnLogarithmicScale:
      "a logarithm in \(unit.word): a dose of 0 has none, and 0 would be 1 mol/L; a well without "
        + "drug has neither drug nor dose"
    case .implausiblyHigh:
      "at most 0.1 mol/L, above which no drug dissolves in medium: in \(unit.word) this is more"
    }
  }
}
