package import ClonalEvolution
package import Results
package import TumorModel

extension SwapFinding {
  /// The finding in words.
  package var sentence: String {
    let other = "\(otherPatient) (most like \(otherSample): \(measure))"
    return switch kind {
    case .exchanged:
      "\(sample) of \(patient) appears to belong to \(other), and a sample of \(otherPatient) to "
        + "\(patient): two samples were exchanged"
    case .misplaced: "\(sample) of \(patient) appears to belong to \(other)"
    case .samePerson:
      "\(sample) of \(patient) and \(other) appear to be one person under two names"
    case .contamination:
      "\(sample) of \(patient) shares rare mutations with \(other), another person: DNA of one may "
        + "be in the other's sample"
    }
  }

  /// The numbers behind it.
  package var measure: String {
    var parts: [String] = []
    if let ratio = logLikelihoodRatio, sites > 0 {
      parts.append(
        "log-likelihood ratio \(Wording.number(ratio.rounded())) over "
          + Wording.count(sites, "inherited variant"))
    }
    if sharedMutations > 0 {
      let own = ownSharedMutations.map { ", \($0) with its own patient's" } ?? ""
      parts.append("\(Wording.count(sharedMutations, "rare mutation")) shared\(own)")
    }
    return parts.isEmpty ? "by the samples tied to it" : parts.joined(separator: ", ")
  }
}

extension StudyIdentity {
  /// The findings as warnings.
  package var warnings: [String] { SwapFinding.sentences(findings).map { "warning: \($0)" } }
}

extension SwapFinding {
  /// The findings in words, one sentence for both sides of an exchange.
  package static func sentences(_ findings: [SwapFinding]) -> [String] {
    var told: Set<[String]> = []
    return findings.compactMap { finding in
      guard finding.kind == .exchanged else { return finding.sentence }
      let patients = [finding.patient, finding.otherPatient].sorted()
      guard told.insert(patients).inserted else { return nil }
      var ties: [String] = []
      var seen: Set<Set<String>> = []
      for other in findings where other.kind == .exchanged {
        guard [other.patient, other.otherPatient].sorted() == patients,
          seen.insert([other.sample, other.otherSample]).inserted
        else { continue }
        ties.append("\(other.sample) goes with \(other.otherSample) (\(other.measure))")
      }
      return "\(finding.patient) and \(finding.otherPatient) have exchanged a sample: "
        + Wording.list(ties)
    }
  }
}

extension SwapRow {
  /// The suspicion in words.
  package var sentence: String { finding.sentence }

  /// The suspicion as a value.
  package var finding: SwapFinding {
    SwapFinding(
      kind: kind, patient: patient, sample: sample, otherPatient: otherPatient,
      otherSample: otherSample, evidence: evidence, sites: sites,
      logLikelihoodRatio: logLikelihoodRatio, sharedMutations: sharedMutations,
      ownSharedMutations: ownSharedMutations)
  }
}

extension IdentityRow {
  /// What to know of the pair, a phrase each; none where all is as it should be.
  package var notes: [String] {
    var parts: [String] = []
    for (sample, owner) in [(first, firstOwner), (second, secondOwner)] {
      if let owner { parts.append("\(sample) appears to belong to \(owner)") }
    }
    switch identity {
    case .mismatch: parts.append("inherited variants show two people")
    case .undecided:
      parts.append(
        sites < PatientIdentity.leastSites
          ? "fewer than \(PatientIdentity.leastSites) inherited variants read in both samples"
          : "inherited variants do not settle it")
    case .match, .notTested: break
    }
    if relatedness == .independent { parts.append("the two look like independent tumours") }
    return parts
  }
}
