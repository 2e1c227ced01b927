import ClonalEvolution
import Reporting
import TumorModel

/// What an identity check found.
struct IdentitySummary: Codable, Hashable, Sendable {
  /// A sample that looks to be of another patient, or a like suspicion.
  struct Swap: Codable, Hashable, Sendable {
    var kind: String
    var patient: String
    var sample: String
    var otherPatient: String
    var otherSample: String
    var evidence: String
    var identitySites: Int
    var identityLLR: Double?
    var sharedMutations: Int
    var ownSharedMutations: Int?
    var sentence: String
  }

  /// Two samples that are of two people or of two tumours.
  struct Apart: Codable, Hashable, Sendable {
    var patient: String
    var first: String
    var second: String
    var note: String
  }

  var patients = 0
  var samples = 0
  var normals = 0
  /// Pairs of samples of one patient.
  var pairs = 0
  /// Pairs by verdict.
  var identity: [String: Int] = [:]
  var relatedness: [String: Int] = [:]
  var mismatches: [Apart] = []
  var independent: [Apart] = []
  var swaps: [Swap] = []

  /// The findings in words.
  var sentences: [String] = []

  init() {}

  /// Takes the study's findings.
  init(_ findings: [SwapFinding]) {
    sentences = SwapFinding.sentences(findings)
    swaps = findings.map { finding in
      Swap(
        kind: finding.kind.rawValue, patient: finding.patient, sample: finding.sample,
        otherPatient: finding.otherPatient, otherSample: finding.otherSample,
        evidence: finding.evidence.rawValue, identitySites: finding.sites,
        identityLLR: finding.logLikelihoodRatio, sharedMutations: finding.sharedMutations,
        ownSharedMutations: finding.ownSharedMutations, sentence: finding.sentence)
    }
  }

  /// Adds a patient with its pairs.
  mutating func add(samples: Int, normals: Int, _ comparisons: [IdentityTable.Comparison]) {
    patients += 1
    self.samples += samples
    self.normals += normals
    pairs += comparisons.count
    for pair in comparisons {
      identity[pair.identity.verdict.rawValue, default: 0] += 1
      let apart = Apart(
        patient: pair.patient, first: pair.first.id, second: pair.second.id, note: pair.note)
      if pair.identity.verdict == .mismatch { mismatches.append(apart) }
      guard let verdict = pair.relatedness?.verdict else { continue }
      relatedness[verdict.rawValue, default: 0] += 1
      if verdict == .independent { independent.append(apart) }
    }
  }

  /// Adds the patients that follow.
  mutating func merge(_ part: IdentitySummary) {
    patients += part.patients
    samples += part.samples
    normals += part.normals
    pairs += part.pairs
    identity.merge(part.identity, uniquingKeysWith: +)
    relatedness.merge(part.relatedness, uniquingKeysWith: +)
    mismatches += part.mismatches
    independent += part.independent
  }

  private static let listed = 20

  /// The summary for a person.
  var text: String {
    let kinds = IdentityVerdict.allCases.map { verdict in
      "\(identity[verdict.rawValue] ?? 0) \(verdict.rawValue.replacing("_", with: " "))"
    }
    let tumors = RelatednessVerdict.allCases.map { verdict in
      "\(relatedness[verdict.rawValue] ?? 0) \(verdict.rawValue)"
    }
    var lines = [
      "\(Wording.count(patients, "patient")), \(Wording.count(samples, "tumour sample")) and "
        + "\(Wording.grouped(normals)) normal: \(Wording.count(pairs, "pair")) within patients",
      "  one person (inherited variants):  \(kinds.joined(separator: ", "))",
      "  one tumour (somatic mutations):   \(tumors.joined(separator: ", "))", "",
    ]
    if swaps.isEmpty {
      lines.append("No sample looks to be of another patient of the study.")
    } else {
      lines.append("SAMPLES THAT LOOK TO BE OF ANOTHER PATIENT")
      lines += Self.listing(sentences)
    }
    if !mismatches.isEmpty {
      lines += ["", "Two people under one patient; no origin is called:"]
      lines += Self.listing(mismatches.map { "\($0.patient): \($0.first), \($0.second)" })
    }
    if !independent.isEmpty {
      lines += ["", "Independent tumours; no origin is called:"]
      lines += Self.listing(independent.map { "\($0.patient): \($0.first), \($0.second)" })
    }
    if identity.keys.allSatisfy({ $0 == IdentityVerdict.notTested.rawValue }) {
      lines += [
        "",
        "No inherited variants were read: name a file of counts at common variants in the sheet's "
          + "column germline. Swaps were looked for by rare mutations alone.",
      ]
    }
    return (lines + ["", "For research use only."]).joined(separator: "\n")
  }

  private static func listing(_ items: [String]) -> [String] {
    items.prefix(listed).map { "  " + $0 }
      + (items.count > listed ? ["  and \(items.count - listed) more"] : [])
  }
}
