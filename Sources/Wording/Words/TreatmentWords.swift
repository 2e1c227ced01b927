/// Classes of treatment as people write them.
public enum TreatmentWords {
  private static let abbreviations = [
    "cdk46": "CDK4/6", "her2": "HER2", "mtor": "mTOR", "parp": "PARP", "pi3k": "PI3K",
    "serd": "SERD", "serm": "SERM", "tki": "TKI",
  ]

  /// `cdk46_inhibitor` as `CDK4/6 inhibitor`; words that are no abbreviation stay.
  public static func words(_ name: String) -> String {
    name.split(separator: "_").map { abbreviations[String($0)] ?? String($0) }
      .joined(separator: " ")
  }
}
