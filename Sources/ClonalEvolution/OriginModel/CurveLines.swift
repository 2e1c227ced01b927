import Glibc

/// The shares of mutated molecules that a clone of one copy in every cell may have, with their weights:
/// what the cancer cell fraction multiplies.
///
/// Where purity and copy number are unknown they are many; shares that differ by less than 2 % are then
/// one, their weighted mean.
struct CurveLines {
  private(set) var weights: [Double] = []
  private(set) var shares: [Double] = []
  private(set) var odds: [Double] = []

  /// The most lines that are not merged.
  private static let mostExact = 24
  private static let width = 0.02

  /// Takes lines in the order that they are added.
  init() {}

  /// Adds a share.
  mutating func add(weight: Double, share: Double, odds: Double) {
    weights.append(weight)
    shares.append(share)
    self.odds.append(odds)
  }

  /// Merges shares that are nearly equal, where there are many.
  ///
  /// - Returns: The line of each of those before.
  mutating func merge() -> [Int] {
    guard weights.count > Self.mostExact else { return Array(weights.indices) }
    // Capture odds other than 1 are those of indels and of a sample's own alleles: few.
    let keys = weights.indices.map { index in
      let step = shares[index] > 0 ? Int(-log(shares[index]) / Self.width) : Int(Int16.max)
      return step &+ Int(log(odds[index]) * 1000) &* 65_536
    }
    let order = keys.indices.sorted { keys[$0] < keys[$1] }
    var merged = CurveLines()
    var places = keys
    var last: Int?
    for index in order {
      if last != keys[index] {
        merged.add(weight: 0, share: 0, odds: odds[index])
        last = keys[index]
      }
      let place = merged.weights.count - 1
      places[index] = place
      merged.weights[place] += weights[index]
      merged.shares[place] += weights[index] * shares[index]
    }
    for place in merged.weights.indices { merged.shares[place] /= merged.weights[place] }
    self = merged
    return places
  }
}
