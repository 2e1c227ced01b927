import ClonalEvolution
package import TumorModel

/// What an identity check found: what `identity --json` prints.
package struct IdentitySummary: JSONObject, Hashable {
  package var patients = 0
  package var samples = 0
  package var normals = 0
  /// Pairs of samples of one patient.
  package var pairs = 0
  package var identity = KindCounts<IdentityVerdict>()
  package var relatedness = KindCounts<RelatednessVerdict>()
  /// Pairs of samples from two people.
  package var mismatches: [IdentityRow] = []
  /// Pairs of samples from two tumours.
  package var independent: [IdentityRow] = []
  /// Samples that look to be of another patient, and like suspicions.
  package var swaps: [SwapRow] = []

  package init() {}

  package static let properties: [JSONProperty<IdentitySummary>] = [
    JSONProperty("patients", \.patients, unit: .patients, .count, meaning: "Patients"),
    JSONProperty("samples", \.samples, unit: .samples, .count, meaning: "Tumour samples"),
    JSONProperty("normals", \.normals, unit: .samples, .count, meaning: "Normal samples"),
    JSONProperty("pairs", \.pairs, .count, meaning: "Pairs of samples within patients"),
    JSONProperty(
      "identity", \.identity, .count, meaning: "Pairs by whether they are from one person"),
    JSONProperty(
      "relatedness", \.relatedness, .count,
      meaning: "Pairs of tumour samples by whether they are from one tumour"),
    JSONProperty("mismatches", \.mismatches, meaning: "Pairs of samples from two people"),
    JSONProperty("independent", \.independent, meaning: "Pairs of samples from two tumours"),
    JSONProperty(
      "swaps", \.swaps,
      meaning: "Samples that appear to belong to another patient, and similar findings"),
  ]

  /// Adds a patient with its pairs.
  package mutating func add(samples: Int, normals: Int, _ rows: [IdentityRow]) {
    patients += 1
    self.samples += samples
    self.normals += normals
    pairs += rows.count
    for row in rows {
      identity[row.identity] += 1
      if row.identity == .mismatch { mismatches.append(row) }
      guard let verdict = row.relatedness else { continue }
      relatedness[verdict] += 1
      if verdict == .independent { independent.append(row) }
    }
  }

  /// Adds the patients that follow.
  package mutating func merge(_ part: IdentitySummary) {
    patients += part.patients
    samples += part.samples
    normals += part.normals
    pairs += part.pairs
    identity.merge(part.identity)
    relatedness.merge(part.relatedness)
    mismatches += part.mismatches
    independent += part.independent
  }
}
