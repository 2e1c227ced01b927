import TumorModel

extension PairAnalysis {
  /// The highest share of alternate reads of an artefact.
  private static let artefactFrequency = 0.06
  /// The frequency of a mutation that an artefact may explain, for want of a better one.
  static let sharedArtefactFrequency = 0.05

  /// Whether both samples show no more alternate reads at a site than one artefact at both may give:
  /// at most 6 % of them, two standard deviations allowed for.
  ///
  /// Artefacts recur where reads are misplaced or molecules are damaged, so that two tumours can
  /// share one without a common past.
  func mayBeSharedArtefact(_ site: Int) -> Bool {
    (earlier.regions + later.regions).allSatisfy { region in
      region.data.use[site] != .counted || Self.isFew(site, in: region)
    }
  }

  /// Whether a sample's alternate reads at a site are at most the share that an artefact gives, where a
  /// mutation in every cell would show at least twice as many.
  ///
  /// Misplaced reads and contamination leave such traces of what another sample has.
  func mayBeTrace(_ site: Int) -> Bool {
    (earlier.regions + later.regions).contains { region in
      region.data.use[site] == .counted
        && Double(region.data.alternate[site])
          <= Self.artefactFrequency * Double(region.data.depth[site])
        && region.clonalFrequency(site) >= 2 * Self.artefactFrequency
    }
  }

  private static func isFew(_ site: Int, in region: SampleEvidence) -> Bool {
    let most = artefactFrequency * Double(region.data.depth[site])
    return Double(region.data.alternate[site]) <= most + 2 * most.squareRoot()
  }
}
