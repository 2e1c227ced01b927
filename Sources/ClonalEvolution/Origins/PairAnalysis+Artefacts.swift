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
    (earlier.regions + [later]).allSatisfy { region in
      guard region.data.use[site] == .counted else { return true }
      let most = Self.artefactFrequency * Double(region.data.depth[site])
      return Double(region.data.alternate[site]) <= most + 2 * most.squareRoot()
    }
  }
}
