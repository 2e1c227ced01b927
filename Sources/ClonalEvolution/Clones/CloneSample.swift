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
  private let parameters: OriginParameters
  /// The kinds of loci in an order that no site decides.
  private let kindOrder: [Int]

  init(_ data: SampleData, others: [SampleData], parameters: OriginParameters) {
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
    // Not the rule that these mutations tell: a tail that began where they do would fit any few clones.
    let usual = sample.isOfPlasma ? ListingRule.usualPlasma : .usual
    let reads = Double(usual.leastReads(depth: depth)) / Double(max(depth, 1))
    leastOfTail = min(max(2 * reads / max(grid.priorPurity, 0.05), 0.005), 0.2)
  }

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
    let shares = (0..<data.count).filter { data.showsRead($0) && data.depth[$0] >= 10 }.map {
      Double(data.alternate[$0]) / Double(data.depth[$0])
    }.sorted()
    guard shares.count >= Self.leastGuessed else { return nil }
    let place = Int((1 - Self.truncal) * Double(shares.count - 1))
    return min(0.95, max(0.01, 2 * shares[place]))
  }

  /// Whether a copy number is known that differs from the normal one.
  var hasChangedCopies: Bool {
    data.kinds.contains { kind in
      kind.mixture == nil
        && kind.copyNumber.map { $0.total != kind.normalCopies ?? 2 || $0.major > 1 } ?? false
    }
  }
}
