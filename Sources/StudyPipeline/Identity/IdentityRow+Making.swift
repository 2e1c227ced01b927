package import Results
package import TumorModel

extension IdentityRow {
  /// The row of two samples of a patient.
  package init(
    _ first: Sample, _ second: Sample, of patient: String, identity: PairIdentity,
    relatedness pair: PairSummary?
  ) {
    self.init()
    self.patient = patient
    self.first = first.id
    self.second = second.id
    firstRole = first.role
    secondRole = second.role
    sites = identity.sites
    logLikelihoodRatio = identity.logLikelihoodRatio
    self.identity = identity.verdict
    logBayesFactor = pair?.logBayesFactor
    shared = pair?.shared
    privateFirst = pair?.privateEarlier
    privateSecond = pair?.privateLater
    relatedness = pair?.verdict
    firstOwner = identity.earlierOwner?.patient
    secondOwner = identity.laterOwner?.patient
  }
}

extension SwapRow {
  /// The row of a finding.
  package init(_ finding: SwapFinding) {
    self.init()
    kind = finding.kind
    patient = finding.patient
    sample = finding.sample
    otherPatient = finding.otherPatient
    otherSample = finding.otherSample
    evidence = finding.evidence
    sites = finding.sites
    logLikelihoodRatio = finding.logLikelihoodRatio
    sharedMutations = finding.sharedMutations
    ownSharedMutations = finding.ownSharedMutations
  }
}
