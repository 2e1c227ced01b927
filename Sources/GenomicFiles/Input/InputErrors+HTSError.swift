package import DelimitedText
package import HTSlib

extension InputErrors {
  /// A file that htslib could not read, told at the place that names the file or at the file.
  package init(_ error: HTSError, expected: String, namedAt place: NamedPath? = nil) {
    let category: InputErrorCategory =
      switch error.code {
      case .noSuchFile, .isDirectory, .isPipe, .notPermitted: .noInput
      case .readFailed, .cannotOpen: .inputOutput
      default: .badData
      }
    let wanted =
      switch error.code {
      case .isPipe: "\(expected) saved as a file"
      case .truncated, .corrupt: "a complete gzip or bgzip file"
      case .unsupportedCompression: "plain text, gzip or bgzip"
      default: expected
      }
    if let place, category == .noInput {
      let reason = ParseError.Reason.unreadable(
        problem: "\(place.column) is '\(place.written)': \(error.detail)", expected: wanted,
        category: category)
      self.init([ParseError(reason: reason, location: place.location, sourceLine: place.source)])
      return
    }
    let reason = ParseError.Reason.unreadable(
      problem: error.detail, expected: wanted, category: category)
    self.init([ParseError(reason: reason, location: TextLocation(path: error.path))])
  }
}
