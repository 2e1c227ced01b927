/// The likeliest ways in which clones may be present at sites, where each presence is uncertain by itself.
struct PresencePatterns {
  /// The sites of each clone's cells.
  typealias Pattern = (present: [SiteSet], probability: Double)

  /// The patterns by falling probability.
  private(set) var patterns: [Pattern] = []

  /// Takes the likeliest patterns until they have a share of the probability between them.
  ///
  /// From the likeliest pattern on, presences are turned over in the order of what that costs; each set of
  /// turned ones is met once, by falling probability.
  ///
  /// - Parameters:
  ///   - probabilities: P(cells of exactly a clone are at a site), `[clone][site]`.
  ///   - share: The share of the probability that is enough.
  ///   - most: Patterns that are enough.
  init(_ probabilities: [[Double]], share: Double, most: Int) {
    var likeliest = [SiteSet](repeating: SiteSet(), count: probabilities.count)
    var total = 1.0
    var doubts: [(clone: Int, site: Int, ratio: Double)] = []
    for (clone, row) in probabilities.enumerated() {
      for (site, probability) in row.enumerated() {
        let isPresent = probability >= 0.5
        if isPresent { likeliest[clone] = likeliest[clone].inserting(site) }
        let kept = isPresent ? probability : 1 - probability
        total *= kept
        if kept < 1 { doubts.append((clone, site, (1 - kept) / kept)) }
      }
    }
    doubts.sort { ($0.ratio, $1.clone, $1.site) > ($1.ratio, $0.clone, $0.site) }
    // Sets of turned doubts, each with its greatest element last.
    var open: [(turned: [Int], probability: Double)] = [([], total)]
    var sum = 0.0
    while patterns.count < most, sum < share, !open.isEmpty {
      let next = open.removeLast()
      var present = likeliest
      for index in next.turned {
        let (clone, site) = (doubts[index].clone, SiteSet(doubts[index].site))
        present[clone] = SiteSet(bits: present[clone].bits ^ site.bits)
      }
      patterns.append((present, next.probability))
      sum += next.probability
      let last = next.turned.last ?? -1
      guard last + 1 < doubts.count else { continue }
      let ratio = doubts[last + 1].ratio
      Self.add((next.turned + [last + 1], next.probability * ratio), to: &open)
      if last >= 0 {
        let moved = next.probability / doubts[last].ratio * ratio
        Self.add((next.turned.dropLast() + [last + 1], moved), to: &open)
      }
    }
  }

  /// Keeps rising order, so that the likeliest is last.
  private static func add(
    _ item: (turned: [Int], probability: Double),
    to open: inout [(turned: [Int], probability: Double)]
  ) {
    var (low, high) = (0, open.count)
    while low < high {
      let middle = (low + high) / 2
      if open[middle].probability < item.probability { low = middle + 1 } else { high = middle }
    }
    open.insert(item, at: low)
  }
}
