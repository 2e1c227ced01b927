/// Which samples of a pair show a mutation by themselves.
struct SeenReads {
  /// Whether an earlier sample has an alternate read.
  let areInEarlier: Bool
  /// Whether the later sample has one.
  let areInLater: Bool
  /// Whether an earlier sample is judged by its caller's rule rather than by counts.
  let isCensoredEarlier: Bool
  /// The same of the later sample.
  let isCensoredLater: Bool

  init(earlier: EarlierEvidence, later: SampleEvidence, site: Int) {
    areInEarlier = earlier.regions.contains { $0.showsRead(site) }
    isCensoredEarlier = earlier.regions.contains { $0.isCensored(site) }
    isCensoredLater = later.isCensored(site)
    areInLater = later.showsRead(site)
  }
}
