package import Results

extension BackgroundSummary {
  /// The summary for a person.
  package var text: String {
    var text =
      "\(Wording.count(sites, "site")) of \(Wording.count(samples, "normal sample")) -> \(path)\n"
      + "  \(Wording.count(noisy, "site")) with five times the usual error rate or more"
    if carried > 0 {
      text +=
        "\n  \(Wording.count(carried, "site")) left out: every normal sample with reads there "
        + "carries the variant"
    }
    return text
  }
}
