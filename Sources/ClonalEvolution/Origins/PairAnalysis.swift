import Glibc
import TumorModel

/// The joint inference of one earlier and one later sample, or of several on either side.
///
/// A class: its many parts are asked for at every site.
final class PairAnalysis {
  let patient: PatientEvidence
  let earlier: SideEvidence
  let later: SideEvidence
  let parameters: OriginParameters
  let context: StudyContext
  /// The likelihoods of all samples of the patient.
  let tables: PatientTables
  /// The fitted weights and grids.
  let fit: PairFit
  /// The posterior of each site.
  let posteriors: [SitePosterior]

  init(
    patient: PatientEvidence, tables: PatientTables, earlier: SideEvidence, later: SideEvidence,
    parameters: OriginParameters, context: StudyContext, fit: PairFit
  ) {
    self.patient = patient
    self.tables = tables
    self.earlier = earlier
    self.later = later
    self.parameters = parameters
    self.context = context
    self.fit = fit
    let sites = fit.sites
    var next = 0
    posteriors = patient.mutations.indices.map { site in
      var place: Int?
      if fit.isFitted, next < sites.count, sites[next] == site {
        place = next
        next += 1
      }
      return fit.posterior(of: site, at: place)
    }
  }
}

extension PairAnalysis {
  /// The place of a site in the fit; `nil` where it is not part of it.
  func place(of site: Int) -> Int? {
    guard fit.isFitted else { return nil }
    var (low, high) = (0, fit.sites.count)
    while low < high {
      let middle = (low + high) / 2
      if fit.sites[middle] < site { low = middle + 1 } else { high = middle }
    }
    return low < fit.sites.count && fit.sites[low] == site ? low : nil
  }
}

extension OriginProbabilities {
  /// Sums the nine states to the five origins.
  init(states p: JointProbabilities) {
    self.init(
      acquired: p.acquired, preexistingSubclonal: p.preexistingSubclonal,
      preexistingClonal: p.preexistingClonal, lost: p.lost, artefact: p.absentFromBoth)
  }
}
