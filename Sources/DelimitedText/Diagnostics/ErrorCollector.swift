/// The errors of one file while it is read.
package struct ErrorCollector {
  package let path: String
  package private(set) var errors: [ParseError] = []
  private var omitted = 0

  package init(path: String) { self.path = path }

  package var isEmpty: Bool { errors.isEmpty }

  package mutating func add(
    _ reason: ParseError.Reason, line: Int? = nil, column: Int? = nil,
    source: @autoclosure () -> String = ""
  ) {
    guard errors.count < InputErrors.limit else {
      omitted += 1
      return
    }
    let location = TextLocation(path: path, line: line, column: column)
    errors.append(ParseError(reason: reason, location: location, sourceLine: source()))
  }

  /// The errors so far, or `nil` where there are none.
  package var found: InputErrors? { errors.isEmpty ? nil : InputErrors(errors, omitted: omitted) }

  package func throwIfAny() throws(InputErrors) {
    if let found { throw found }
  }

  /// The errors so far with one more: how reading ends that cannot go on.
  package func failure(
    _ reason: ParseError.Reason, line: Int? = nil, column: Int? = nil, source: String = ""
  ) -> InputErrors {
    var all = self
    all.add(reason, line: line, column: column, source: source)
    return InputErrors(all.errors, omitted: all.omitted)
  }
}
