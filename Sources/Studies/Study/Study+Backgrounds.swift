import GenomicFiles
import TumorModel

extension Study {
  /// Adds what normal samples of others show at a patient's sites; tables without an entry stay
  /// empty.
  func fillBackgrounds(
    of sites: [MutationRow], patient: Int, into supporting: inout SupportingEvidence
  ) {
    guard !sites.isEmpty else { return }
    if !backgrounds.isEmpty {
      let known = sites.map { backgrounds[MutationSite($0)] }
      if known.contains(where: { $0 != nil }) { supporting.backgrounds = known }
    }
    if !normalPool.isEmpty {
      let counts = sites.map { normalPool.counts(at: $0, without: patient) }
      if counts.contains(where: { !$0.isEmpty }) { supporting.otherNormals = counts }
    }
  }
}
