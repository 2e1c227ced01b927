import DelimitedText

/// The faults of tables that are read together, in the order in which they were found.
struct Faults {
  private var errors: [ParseError] = []
  private var omitted = 0

  var isEmpty: Bool { errors.isEmpty }

  /// How many faults there are.
  var count: Int { errors.count + omitted }

  /// Adds a fault.
  mutating func add(
    _ reason: ParseError.Reason, at location: TextLocation, source: @autoclosure () -> String = ""
  ) {
    guard errors.count < InputErrors.limit else {
      omitted += 1
      return
    }
    errors.append(ParseError(reason: reason, location: location, sourceLine: source()))
  }

  /// Tells what a field should have held.
  mutating func add(_ cell: Cell, expected: String) {
    add(
      .badField(column: cell.name, found: cell.text, expected: expected), at: cell.location,
      source: cell.source)
  }

  /// Tells what is wrong at a field.
  mutating func add(_ problem: String, expected: String, at cell: Cell) {
    add(.malformed(problem: problem, expected: expected), at: cell.location, source: cell.source)
  }

  func throwIfAny() throws(InputErrors) {
    if !errors.isEmpty { throw InputErrors(errors, omitted: omitted) }
  }

  /// The number of a field.
  ///
  /// - Parameters:
  ///   - cell: The field.
  ///   - expected: What it should hold, to complete `expected …`.
  ///   - isAllowed: Which numbers it may hold.
  /// - Returns: `nil`, with a fault, for anything else.
  mutating func number(
    _ cell: Cell, _ expected: String, _ isAllowed: (Double) -> Bool = { _ in true }
  ) -> Double? {
    if let number = cell.number, isAllowed(number) { return number }
    add(cell, expected: cell.hasDecimalComma ? "a decimal point, not a comma" : expected)
    return nil
  }
}
