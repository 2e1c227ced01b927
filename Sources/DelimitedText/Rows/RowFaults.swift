/// The faults of one table of many rows: those of the table, which are errors, and those of single
/// rows, which a ``RowPolicy`` judges once the table was read.
package struct RowFaults {
  /// Rows with the same fault.
  private struct Cause {
    let treatment: RowTreatment
    /// What is wrong, without what the row holds.
    let name: String
    /// The first of the rows.
    let first: ParseError
    var rows = 0
  }

  /// Causes that are told apart; later ones count as the last.
  private static let largestNumber = 20

  private let policy: RowPolicy
  /// Every fault in the order of the file.
  private var errors: ErrorCollector
  private var hasTableFault = false
  private var causes: [Cause] = []
  private var lastLine = 0
  /// Whether something of the row of ``lastLine`` is lost.
  private var isLastCounted = false
  private var unreadable = 0
  /// The requested genes of rows that cannot be read, in the order of the file.
  private var genes: [String] = []

  /// Starts a table.
  package init(path: String, policy: RowPolicy) {
    errors = ErrorCollector(path: path)
    self.policy = policy
  }

  // MARK: - While reading

  /// Adds a fault of the table as a whole.
  package mutating func refuse(
    _ reason: ParseError.Reason, line: Int? = nil, column: Int? = nil,
    source: @autoclosure () -> String = ""
  ) {
    hasTableFault = true
    errors.add(reason, line: line, column: column, source: source())
  }

  /// Adds a fault of one row; of several in a row the first is its cause.
  ///
  /// - Parameter gene: The row's gene; empty where none is known.
  package mutating func add(
    _ reason: ParseError.Reason, _ treatment: RowTreatment = .leftOut, line: Int,
    column: Int? = nil, source: @autoclosure () -> String = "", gene: String = ""
  ) {
    let text = errors.errors.count < InputErrors.limit ? source() : ""
    errors.add(reason, line: line, column: column, source: text)
    if line == lastLine, isLastCounted || treatment.isWhole { return }
    (lastLine, isLastCounted) = (line, !treatment.isWhole)
    if !treatment.isWhole {
      unreadable += 1
      if policy.genes.contains(gene), !genes.contains(gene) { genes.append(gene) }
    }
    let name = reason.cause(treatment)
    var place = causes.firstIndex { $0.treatment == treatment && $0.name == name }
    if place == nil, causes.count == Self.largestNumber {
      place = causes.lastIndex { $0.treatment == treatment }
    }
    if let place {
      causes[place].rows += 1
      return
    }
    let location = TextLocation(path: errors.path, line: line, column: column)
    causes.append(
      Cause(
        treatment: treatment, name: name,
        first: ParseError(reason: reason, location: location, sourceLine: text), rows: 1))
  }

  /// The faults of the table so far with one more: how reading ends that cannot go on.
  package func failure(
    _ reason: ParseError.Reason, line: Int? = nil, column: Int? = nil, source: String = ""
  ) -> InputErrors {
    hasTableFault || policy.isStrict
      ? errors.failure(reason, line: line, column: column, source: source)
      : ErrorCollector(path: errors.path).failure(
        reason, line: line, column: column, source: source)
  }

  // MARK: - Once the table was read

  /// What to tell of the rows that were left out.
  ///
  /// - Parameter rows: How many rows there were, those with faults included; `nil` where no limit
  ///   applies to the faults.
  /// - Throws: ``InputErrors`` where the table is refused for its faults.
  package func warnings(ofRows rows: Int?) throws(InputErrors) -> [Warning] {
    guard let found = errors.found else { return [] }
    if hasTableFault || policy.isStrict { throw found }
    let share = rows.map { " of \(grouped($0))" } ?? ""
    if let gene = genes.first {
      throw refusal(
        found,
        problem: "\(counted(unreadable, "row"))\(share) cannot be read, and \(gene), a "
          + "gene that was asked for, is among them (\(summary))",
        expected: "every row of \(listing(genes)) to be readable")
    }
    if let rows, !policy.allows(unreadable, of: rows) {
      throw refusal(
        found,
        problem: "\(counted(unreadable, "row"))\(share) cannot be read (\(summary))",
        expected: "at most 1 % of the rows, which would be left out")
    }
    return causes.map { cause in
      Warning(
        "\(counted(cause.rows, "row"))\(share) \(cause.treatment.words)"
          + (cause.rows > 1 ? ", the first here: " : ": ") + cause.first.words,
        at: cause.first.location)
    }
  }

  /// The causes of what cannot be read, the most frequent first.
  private var summary: String {
    let lost = causes.filter { !$0.treatment.isWhole }.sorted { $0.rows > $1.rows }
    return listing(lost.map { "\($0.name) \(grouped($0.rows))" })
  }

  private func refusal(
    _ found: InputErrors, problem: String, expected: String
  ) -> InputErrors {
    let first = ParseError(
      reason: .malformed(problem: problem, expected: expected),
      location: TextLocation(path: errors.path))
    let kept = found.errors.prefix(InputErrors.limit - 1)
    return InputErrors([first] + kept, omitted: found.omitted + found.errors.count - kept.count)
  }
}

extension ParseError.Reason {
  /// What is wrong, the same for every row with the same fault.
  fileprivate func cause(_ treatment: RowTreatment) -> String {
    if treatment == .deeperCounts { return "" }
    return switch self {
    case .missingColumn(let name): "no column \(name)"
    case .badField(let column, _, _): column
    case .malformed(let problem, _), .refused(let problem, _), .unreadable(let problem, _, _):
      problem
    }
  }
}
