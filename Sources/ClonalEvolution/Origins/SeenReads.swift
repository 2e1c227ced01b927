/// Which samples of a pair show a mutation by themselves.
struct SeenReads {
  /// Whether an earlier sample has an alternate read, and whether one has k* of them.
  let areInEarlier: Bool
  let reachEarlier: Bool
  /// The same of the later sample.
  let areInLater: Bool
  let reachLater: Bool
  /// Whether an earlier sample is judged by its caller's rule rather than by counts.
  let isCensoredEarlier: Bool

  init(earlier: EarlierEvidence, later: SampleEvidence, site: Int) {
    areInEarlier = earlier.regions.contains { $0.showsRead(site) }
    reachEarlier = earlier.reachesCriticalCount(site)
    isCensoredEarlier = earlier.regions.contains { $0.isCensored(site) }
    areInLater = later.showsRead(site)
    reachLater = areInLater && later.data.alternate[site] >= later.criticalCount[site]
  }
}
