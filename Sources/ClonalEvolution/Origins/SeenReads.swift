/// Which samples of a pair show a mutation by themselves.
struct SeenReads {
  /// Whether an earlier sample has an alternate read.
  let areInEarlier: Bool
  /// Whether a later sample has one.
  let areInLater: Bool
  /// Whether an earlier sample is judged by its caller's rule rather than by counts.
  let isCensoredEarlier: Bool
  /// The same of a later sample.
  let isCensoredLater: Bool

  init(earlier: SideEvidence, later: SideEvidence, site: Int) {
    areInEarlier = earlier.showsRead(site)
    isCensoredEarlier = earlier.isCensored(site)
    isCensoredLater = later.isCensored(site)
    areInLater = later.showsRead(site)
  }
}
