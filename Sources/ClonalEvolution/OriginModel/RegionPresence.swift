import Glibc
import TumorModel

/// Several samples of one side: the state of the side is the greatest cancer cell fraction in any of them.
///
/// A clone that is present at all is in each sample with probability `q t_r`. A sample that has it shares the
/// side's fraction `z` with probability `1 − o`; else its fraction is its own and no greater. At least one
/// shares it. With `N_r` the likelihood of absence and `L_r(z)` of state `z` in sample `r`,
/// ```
/// L(z) = mean_q [Π_r A_r(z) − Π_r B_r(z)] / [1 − Π_r (1 − q t_r (1 − o))]
/// A_r(z) = B_r(z) + q t_r (1 − o) L_r(z)
/// B_r(z) = (1 − q t_r) N_r + q t_r o P_r(z)
/// P_r(z) = Σ_{y ≤ z} m_y L_r(y) / Σ_{y ≤ z} m_y
/// L(absent) = Π_r N_r
/// t_r = 1 − least likelihood of any state in r / greatest
/// ```
/// A sample is part of the question as far as its reads can answer it: with `t` 0 it is left out, as one
/// without a read is, and one read of a site, or hardly any tumour cells, do little more.
///
/// with `m` presence as likely in every cell as in some. For one sample this is `L_1(z)`, and it costs time in
/// proportion to their number. How patchy a clone is nobody knows beforehand: `q` is 0.2, 0.6 or 0.95, each as
/// likely. `o` is ``ownShare``, of regions and of later samples alike: a clone of every cell of one region is
/// often of a tenth of the next.
///
/// Of the earlier side, a mutation of every cell is in every cell of all its samples,
/// `L(every cell) = Π_r L_r(every cell)`, and one of every cell of some of them is in the highest range. Of the
/// later side one sample decides that too.
struct RegionPresence {
  /// Room for the samples' likelihoods, `[sample][state]`.
  let own: UnsafeMutablePointer<Double>
  /// `P_r(z)`.
  private let lower: UnsafeMutablePointer<Double>
  /// `L_r(z)`, of the earlier side with every cell of a sample in the highest range as far as other samples tell.
  private let merged: UnsafeMutablePointer<Double>
  /// Whether every cell is every cell of all samples.
  private let isOfAll: Bool
  /// `t_r`; 0 of a sample that says nothing.
  private let tells: UnsafeMutablePointer<Double>
  /// `1 − Π_r (1 − q t_r (1 − o))` of each `q`.
  private let norms: UnsafeMutablePointer<Double>
  private let samples: Int

  /// `o`.
  private static let ownShare = 0.5
  private static let shares = RegionBayesFactors.regionPresences
  private static let states = OriginCells.states
  /// `m`, and its sums up to each state.
  private static let masses: [Double] =
    [0] + CellFractionBins.referenceMasses.map { 0.5 * $0 } + [0.5]
  private static let sums: [Double] = masses.indices.map { masses[0...$0].reduce(0, +) }

  /// The share of the highest range in it and every cell together, where all other samples tell.
  private static let highest = masses[states - 2] / (masses[states - 2] + masses[states - 1])

  /// Takes room that the caller frees.
  ///
  /// - Parameter isOfAll: Whether a mutation of every cell is one of every cell of all samples.
  init(samples: Int, isOfAll: Bool) {
    self.samples = samples
    self.isOfAll = isOfAll
    let room = samples * Self.states
    own = .allocate(capacity: 3 * room)
    own.initialize(repeating: 0, count: 3 * room)
    lower = own + room
    merged = lower + room
    tells = .allocate(capacity: samples + Self.shares.count)
    tells.initialize(repeating: 1, count: samples + Self.shares.count)
    norms = tells + samples
  }

  /// Gives the room back.
  func free() {
    own.deallocate()
    tells.deallocate()
  }

  /// Takes whether a sample was read at all.
  @inline(__always)
  func mark(_ sample: Int, tells says: Bool) { tells[sample] = says ? 1 : 0 }

  /// The number of samples that say something.
  var telling: Int { (0..<samples).count { tells[$0] > 0 } }

  /// How far a sample's reads can answer: `t_r` of its likelihoods by state.
  static func telling(_ states: UnsafePointer<Double>) -> Double {
    var (least, greatest) = (states[0], states[0])
    for z in 1..<Self.states {
      least = min(least, states[z])
      greatest = max(greatest, states[z])
    }
    return greatest > 0 ? 1 - least / greatest : 0
  }

  /// `t_r` as last found.
  func telling(of sample: Int) -> Double { tells[sample] }

  /// Finds `t_r` of the samples that were read.
  private func weigh() {
    for r in 0..<samples where tells[r] > 0 {
      tells[r] = Self.telling(own + r * Self.states)
    }
    for (place, q) in Self.shares.enumerated() {
      var none = 1.0
      for r in 0..<samples { none *= 1 - q * tells[r] * (1 - Self.ownShare) }
      norms[place] = 1 - none
    }
  }

  /// Writes the joint likelihood of each state.
  func combine(into result: UnsafeMutablePointer<Double>) {
    let states = Self.states
    if samples > 1 { weigh() }
    guard telling > 1 else {
      for z in 0..<states {
        result[z] = 1
        for r in 0..<samples { result[z] *= own[r * states + z] }
      }
      return
    }
    averageLower()
    result[0] = 1
    for r in 0..<samples { result[0] *= own[r * states] }
    for z in 1..<states { result[z] = 0 }
    if isOfAll { result[states - 1] = inEveryCell(of: nil) }
    let count = isOfAll ? states - 1 : states
    let weight = 1 / Double(Self.shares.count)
    for (place, q) in Self.shares.enumerated() {
      for z in 1..<count {
        // The difference of the products as a sum of terms that are not negative.
        var (difference, product) = (0.0, 1.0)
        for r in 0..<samples {
          let (shared, rest) = parts(of: r, z, q)
          difference = difference * rest + product * shared
          product *= rest + shared
        }
        result[z] += weight * difference / norms[place]
      }
    }
  }

  /// Turns the rest of a site's evidence by joint state into that by state of one sample.
  func rest(
    of sample: Int, joint: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>
  ) {
    let states = Self.states
    guard telling > 1 else {
      // The only sample that says something, or one of those that say nothing.
      for z in 0..<states {
        result[z] = joint[z]
        for r in 0..<samples where r != sample { result[z] *= own[r * states + z] }
      }
      return
    }
    var none = 1.0
    for r in 0..<samples where r != sample { none *= own[r * states] }
    result[0] = joint[0] * none
    // From the greatest state down: what a state of the sample's own owes to all that are no less.
    var owed = 0.0
    let count = isOfAll ? states - 1 : states
    for z in stride(from: count - 1, to: 0, by: -1) {
      var equal = 0.0
      for (place, q) in Self.shares.enumerated() {
        var (difference, product) = (0.0, 1.0)
        for r in 0..<samples where r != sample {
          let (shared, rest) = parts(of: r, z, q)
          difference = difference * rest + product * shared
          product *= rest + shared
        }
        let weight = joint[z] / (norms[place] * Double(Self.shares.count))
        let present = q * tells[sample]
        result[0] += weight * (1 - present) * difference
        equal += weight * present * (1 - Self.ownShare) * product
        owed += weight * present * Self.ownShare * difference / sum(z)
      }
      result[z] = equal + mass(z) * owed
      guard isOfAll, z == count - 1 else { continue }
      // Of what the highest range and every cell have together, each its part.
      let (every, common) = (everyCell(of: sample), mass(z) * owed)
      result[z] = (1 - every) * equal + Self.highest * common
      result[count] =
        every * equal + (1 - Self.highest) * common + joint[count] * inEveryCell(of: sample)
    }
  }

  /// The part of every cell of a sample in the highest range that it shares: what is in every cell of one
  /// sample is not in every cell of all as far as others could tell.
  private func everyCell(of sample: Int) -> Double {
    var silent = 1.0
    for r in 0..<samples where r != sample { silent *= 1 - tells[r] }
    return (1 - silent) * (1 - Self.highest)
  }

  /// The product of the likelihoods of every cell of all samples, but for one.
  private func inEveryCell(of left: Int?) -> Double {
    var product = 1.0
    for r in 0..<samples where r != left { product *= own[(r + 1) * Self.states - 1] }
    return product
  }

  /// `m`, and its sum up to a state.
  @inline(__always)
  private func mass(_ z: Int) -> Double {
    isOfAll && z == Self.states - 2 ? Self.masses[z] + Self.masses[z + 1] : Self.masses[z]
  }

  @inline(__always)
  private func sum(_ z: Int) -> Double {
    isOfAll && z == Self.states - 2 ? Self.sums[z + 1] : Self.sums[z]
  }

  /// `A − B` and `B` of a sample.
  @inline(__always)
  private func parts(of sample: Int, _ z: Int, _ q: Double) -> (shared: Double, rest: Double) {
    let place = sample * Self.states
    return (
      q * tells[sample] * (1 - Self.ownShare) * merged[place + z],
      (1 - q * tells[sample]) * own[place] + q * tells[sample] * Self.ownShare * lower[place + z]
    )
  }

  private func averageLower() {
    let (states, count) = (Self.states, isOfAll ? Self.states - 1 : Self.states)
    for r in 0..<samples {
      let (own, merged, lower) = (own + r * states, merged + r * states, lower + r * states)
      for z in 1..<states { merged[z] = own[z] }
      var total = 0.0
      for z in 1..<count {
        let isHighest = isOfAll && z == count - 1
        total +=
          mass(z)
          * (isHighest ? Self.highest * own[z] + (1 - Self.highest) * own[count] : own[z])
        lower[z] = total / sum(z)
      }
      guard isOfAll else { continue }
      let every = everyCell(of: r)
      merged[count - 1] = (1 - every) * own[count - 1] + every * own[count]
    }
  }
}

extension RegionPresence {
  /// What `count` samples of a side show together where at least one of them has what `present` is the
  /// likelihood of: the same with `o` 0 and one state, `telling` being `t_r` of clones.
  @inline(__always)
  static func inAny(
    of count: Int, _ sample: (Int) -> (present: Double, absent: Double, telling: Double)
  ) -> Double {
    if count == 1 { return sample(0).present }
    var (sum, silent) = (0.0, 1.0)
    for share in shares {
      var (difference, product, norm) = (0.0, 1.0, 1.0)
      silent = 1
      for r in 0..<count {
        let (present, absent, telling) = sample(r)
        let q = share * telling
        difference = difference * (1 - q) * absent + product * q * present
        product *= (1 - q) * absent + q * present
        norm *= 1 - q
        silent *= present
      }
      sum += norm < 1 ? difference / (1 - norm) : silent
    }
    return sum / Double(shares.count)
  }

  /// ln L(z) of several samples.
  ///
  /// - Parameters:
  ///   - present: ln L_r(z) of each.
  ///   - lower: ln P_r(z).
  ///   - absent: ln N_r.
  ///   - telling: `t_r`, of one sample at least above 0.
  static func log(
    present: [Double], lower: [Double], absent: [Double], telling: [Double]
  ) -> Double {
    let terms = shares.map { share in
      var (difference, product, norm) = (-Double.infinity, 0.0, 1.0)
      for r in present.indices {
        let q = share * telling[r]
        let shared = Glibc.log(q * (1 - ownShare)) + present[r]
        let rest = logSum(Glibc.log(1 - q) + absent[r], Glibc.log(q * ownShare) + lower[r])
        difference = logSum(difference + rest, product + shared)
        product += logSum(rest, shared)
        norm *= 1 - q * (1 - ownShare)
      }
      return difference - Glibc.log(1 - norm)
    }
    return terms.reduce(-Double.infinity, logSum) - Glibc.log(Double(shares.count))
  }

  /// `t_r` of ln L_r by fraction and of ln N_r.
  static func telling(_ present: [Double], absent: Double) -> Double {
    let values = present + [absent]
    guard let least = values.min(), let greatest = values.max(), greatest > least else { return 0 }
    return -expm1(least - greatest)
  }

  /// ln P_r of each value of a sample's likelihood.
  ///
  /// - Parameters:
  ///   - logs: ln L_r by rising fraction.
  ///   - masses: The weight of each.
  static func lower(_ logs: [Double], masses: [Double]) -> [Double] {
    var (likelihood, mass) = (-Double.infinity, 0.0)
    return zip(logs, masses).map {
      likelihood = logSum(likelihood, $0 + Glibc.log($1))
      mass += $1
      return mass > 0 ? likelihood - Glibc.log(mass) : $0
    }
  }
}
