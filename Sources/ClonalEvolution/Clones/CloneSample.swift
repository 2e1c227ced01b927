import Glibc
import TumorModel

/// One sample's observations and what is assumed of it, for the clustering of a patient's mutations.
struct CloneSample {
  let data: SampleData
  let grid: CloneGrid
  let noise: NoiseGrid
  let rule: ListingRule
  let caller: CallerRule
  let weighsOrientation: Bool
  /// The least cancer cell fraction of a neutral tail: where mutations begin to be listed.
  let leastOfTail: Double
  /// What was found of the sample before.
  let store = CloneSampleStore()
  /// Whether a mutation in every cell may have reads of any frequency: not where clones are given, since the few
  /// mutations of a trunk would then tell nothing of the purity.
  let allowsMisfits: Bool
  /// The clone of each mutation, where these are given.
  private let groups: [Int?]?
  private let parameters: OriginParameters
  /// The kinds of loci in an order that no site decides.
  private let kindOrder: [Int]

  init(
    _ data: SampleData, others: [SampleData], parameters: OriginParameters,
    groups: [Int?]? = nil
  ) {
    self.groups = groups
    allowsMisfits = groups == nil
    self.data = data
    self.parameters = parameters
    let sample = data.sample
    grid = CloneGrid(
      sample: sample,
      hasUnknownCopyNumbers: data.kinds.contains { $0.copyNumber == nil && $0.mixture == nil },
      precision: parameters.precision, learnt: data.allelePrecision)
    noise = NoiseGrid(
      rate: sample.errorRate ?? parameters.errorRate, mismatches: data.mismatches,
      isFixed: sample.isDamaged(parameters))
    rule = PatientTables.rule(data, others: others)
    caller = parameters.callerRule
    weighsOrientation = parameters.errorModels.weighsOrientation
    kindOrder = data.kindOrder
    let depth = data.depths.isEmpty ? 100 : Int(data.depths[data.depths.count / 2])
    // Callers list from 5 % on at the latest. What begins above does so of itself: a tail that began there too
    // would fit any few clones.
    let reads = min(
      Self.mostListed, Double(rule.leastReads(depth: depth)) / Double(max(depth, 1)))
    leastOfTail = min(max(2 * reads / max(grid.priorPurity, 0.05), 0.005), 0.2)
  }

  /// The share of alternate reads from which every caller lists a mutation.
  private static let mostListed = 0.05

  /// The model before any read is seen.
  var model: CloneSampleModel {
    var model = CloneSampleModel(
      grid: grid, noise: noise,
      isPrecisionGiven: parameters.precision != nil || data.allelePrecision != nil)
    if !grid.isPurityStated, let guess = purityGuess {
      // Near what the most frequent mutations say if they are truncal: over all purities at once every
      // mutation may be of one clone. Once there are clones, all are looked at.
      let weights = zip(model.purities, model.weights).map { purity, weight in
        let z = log(purity / guess) / Self.guessDeviation
        return weight * exp(-0.5 * z * z) + 1e-12
      }
      let sum = weights.reduce(0, +)
      model.weights = weights.map { $0 / sum }
    }
    return model
  }

  /// The curves of the first patterns at a precision.
  func curves(_ patterns: ClonePatterns, most: Int, precision: Double) -> CloneCurves {
    let count = min(most, patterns.sites.count)
    return store.curves(count, precision: precision) {
      let rows = store.rows(count) {
        CloneRows(self, data: data.patterns(patterns.sites.prefix(count), kinds: kindOrder))
      }
      return CloneCurves(self, rows: rows, precision: precision)
    }
  }

  private static let guessDeviation = 0.15
  /// Of mutations with reads, the part that is as frequent as truncal ones at least.
  private static let truncal = 0.1
  private static let leastGuessed = 5

  /// Twice the share of alternate reads of the most frequent mutations.
  private var purityGuess: Double? {
    if let groups { return guess(by: groups) }
    let shares = (0..<data.count).filter { data.showsRead($0) && data.depth[$0] >= 10 }.map {
      Double(data.alternate[$0]) / Double(data.depth[$0])
    }.sorted()
    guard shares.count >= Self.leastGuessed else { return nil }
    let place = Int((1 - Self.truncal) * Double(shares.count - 1))
    return min(0.95, max(0.01, 2 * shares[place]))
  }

  /// Twice the greatest share of alternate reads of a clone.
  private func guess(by groups: [Int?]) -> Double? {
    var reads: [Int: (alternate: Int, depth: Int)] = [:]
    for site in 0..<data.count where data.use[site] == .counted {
      guard let group = groups[site] else { continue }
      reads[group, default: (0, 0)].alternate += Int(data.alternate[site])
      reads[group, default: (0, 0)].depth += Int(data.depth[site])
    }
    let shares = reads.values.filter { $0.depth >= 10 }.map {
      Double($0.alternate) / Double($0.depth)
    }
    return shares.max().map { min(1, max(0.01, 2 * $0)) }
  }

  /// Whether a copy number is known that differs from the normal one.
  var hasChangedCopies: Bool {
    data.kinds.contains { kind in
      kind.mixture == nil
        && kind.copyNumber.map { $0.total != kind.normalCopies ?? 2 || $0.major > 1 } ?? false
    }
  }
}
