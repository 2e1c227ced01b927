package import Results

extension AnnotationSummary {
  /// The counts for a person.
  package var text: String {
    var lines =
      "\(Wording.count(mutations, "mutation")): \(classified) with a class, of which \(activating) "
      + "activating and \(conflicting) with sources that disagree; \(withTherapies) with reports on "
      + "drugs"
    if disagreeing > 0 {
      lines +=
        "\n\(Wording.count(disagreeing, "mutation")) whose name and position disagree: see "
        + "the column warning"
    }
    return lines
  }
}
