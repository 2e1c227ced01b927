import HTSlib

/// The errors of one file while it is read.
struct ErrorCollector {
  let path: String
  private(set) var errors: [ParseError] = []
  private var omitted = 0

  init(path: String) { self.path = path }

  var isEmpty: Bool { errors.isEmpty }

  mutating func add(
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
  var found: InputErrors? { errors.isEmpty ? nil : InputErrors(errors, omitted: omitted) }

  func throwIfAny() throws(InputErrors) {
    if let found { throw found }
  }

  /// The errors so far with one more: how reading ends that cannot go on.
  func failure(
    _ reason: ParseError.Reason, line: Int? = nil, column: Int? = nil, source: String = ""
  ) -> InputErrors {
    var all = self
    all.add(reason, line: line, column: column, source: source)
    return InputErrors(all.errors, omitted: all.omitted)
  }
}

extension InputErrors {
  /// A file that htslib could not read, told at the place that names the file or at the file.
  init(_ error: HTSError, expected: String, namedAt place: NamedPath? = nil) {
    let category: InputErrorCategory =
      switch error.code {
      case .noSuchFile, .isDirectory, .notPermitted: .noInput
      case .readFailed, .cannotOpen: .inputOutput
      default: .badData
      }
    if let place, category == .noInput {
      let reason = ParseError.Reason.unreadable(
        problem: "\(place.column) is '\(place.written)': \(error.detail)", expected: expected,
        category: category)
      self.init([ParseError(reason: reason, location: place.location, sourceLine: place.source)])
      return
    }
    let wanted =
      switch error.code {
      case .truncated, .corrupt: "a complete gzip or bgzip file"
      case .unsupportedCompression: "plain text, gzip or bgzip"
      default: expected
      }
    let reason = ParseError.Reason.unreadable(
      problem: error.detail, expected: wanted, category: category)
    self.init([ParseError(reason: reason, location: TextLocation(path: error.path))])
  }
}
