extension ResultsFolder {
  /// The summary of the run that made the results.
  ///
  /// - Throws: `FileFailure` when it cannot be read, `TableFailure` when it is none.
  package func summary() throws -> OriginsSummary {
    try reading(OriginsSummary.fileName) {
      try JSONText.read(OriginsSummary.self, from: $0, what: "a summary of metachron")
    }
  }
}
