package import ClonalEvolution
package import Results
import TumorModel

extension StudyIdentity {
  /// The identity of pairs as an earlier run wrote it; pairs that were not tested are left out.
  ///
  /// - Throws: What reading a row throws.
  package init(recorded pairs: PatientTable<PairRow>) throws {
    var known: [PairKey: PairIdentity] = [:]
    for row in try pairs.rows() {
      guard let earlier = row.earlierSample.id, let later = row.laterSample.id else { continue }
      let identity = PairIdentity(
        verdict: row.identity, logLikelihoodRatio: row.identityLogLikelihoodRatio,
        sites: row.identitySites, earlierOwner: row.owner(of: .earlier),
        laterOwner: row.owner(of: .later))
      if identity != PairIdentity() {
        known[PairKey(patient: row.patient, earlier: earlier, later: later)] = identity
      }
    }
    self.init(recorded: known)
  }
}
