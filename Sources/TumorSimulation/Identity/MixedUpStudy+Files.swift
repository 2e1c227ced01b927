extension MixedUpStudy {
  /// A table of the patients with a trouble; no file where there is none.
  ///
  /// - Parameter title: What the data are, without a line feed.
  public func truth(title: String) -> [StudyFile] {
    var rows: [String] = exchanges.flatMap { pair in
      ["\(pair[0])\texchanged\t\(pair[1])", "\(pair[1])\texchanged\t\(pair[0])"]
    }
    rows += secondPrimaries.map { "\($0)\tsecond_primary\t" }
    rows += extraPrimaries.map { "\($0)\textra_primary\t" }
    guard !rows.isEmpty else { return [] }
    let text = "# synthetic data: \(title)\npatient\ttrouble\tother_patient\n"
    return [
      StudyFile(path: "truth_identity.tsv", text: text + rows.joined(separator: "\n") + "\n")
    ]
  }
}
