package import Results

extension ResultsFolder {
  /// The summary of the run that made the results.
  ///
  /// - Throws: `FileFailure` when it cannot be read, `TableFailure` when it is none.
  package func summary() throws -> OriginsSummary {
    try JSONText.read(
      OriginsSummary.self, from: "\(path)/\(OriginsSummary.fileName)",
      what: "a summary of metachron")
  }
}
