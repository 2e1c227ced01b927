import DelimitedText

/// The faults of tables that are read together.
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

  /// Throws the faults, those of each table in the order of its lines.
  func throwIfAny() throws(InputErrors) {
    if errors.isEmpty { return }
    var paths: [String: Int] = [:]
    for error in errors where paths[error.location.path] == nil {
      paths[error.location.path] = paths.count
    }
    func place(_ error: ParseError) -> (Int, Int, Int) {
      let location = error.location
      return (paths[location.path] ?? 0, location.line ?? 0, location.column ?? 0)
    }
    throw InputErrors(errors.sorted { place($0) < place($1) }, omitted: omitted)
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
