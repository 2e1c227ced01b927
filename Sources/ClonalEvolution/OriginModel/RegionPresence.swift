import Glibc
import TumorModel

/// Several samples of one tumour at one time: a clone that is present at all is in each of them with
/// probability `q`, with one cancer cell fraction, and in at least one.
///
/// With `N_r` the likelihood of absence and `L_r(z)` of state `z` in sample `r` of `R`,
/// ```
/// L(z) = mean_q [Π_r ((1 − q) N_r + q L_r(z)) − (1 − q)^R Π_r N_r] / [1 − (1 − q)^R]
/// L(absent) = Π_r N_r
/// ```
/// which is `L_1(z)` for one sample and costs time in proportion to their number. How patchy a clone is
/// nobody knows beforehand: `q` is 0.2, 0.6 or 0.95, each as likely.
///
/// Samples of several places or days may have a clone in fractions of their own. With a share `o` of such
/// samples, `L_r(z)` above is `(1 − o) L_r(z) + o L_r(present)`, presence as likely in every cell as in some.
struct RegionPresence {
  /// Room for the samples' likelihoods, `[sample][state]`.
  let own: UnsafeMutablePointer<Double>
  /// The same with `o` taken into account; ``own`` itself where it is 0.
  private let shared: UnsafeMutablePointer<Double>
  private let samples: Int
  private let ownShare: Double
  /// `q`, `(1 − q)^R` and `1 − (1 − q)^R` of each patchiness, by the number of samples that say something.
  private let patchiness: [[(q: Double, missing: Double, norm: Double)]]

  /// The mean probability that a region carries a clone that is present at all.
  static let share = 0.6
  /// `o` of several later samples.
  static let ownShareOfLater = 0.5
  private static let shares = RegionBayesFactors.regionPresences
  private static let states = OriginCells.states

  /// Takes room that the caller frees.
  ///
  /// - Parameter ownShare: `o`.
  init(samples: Int, ownShare: Double = 0) {
    self.samples = samples
    self.ownShare = samples > 1 ? ownShare : 0
    let room = samples * Self.states
    own = .allocate(capacity: 2 * room)
    own.initialize(repeating: 0, count: 2 * room)
    shared = self.ownShare > 0 ? own + room : own
    // One sample needs none.
    patchiness =
      samples < 2
      ? []
      : (0...samples).map { telling in
        Self.shares.map {
          let missing = pow(1 - $0, Double(telling))
          return ($0, missing, 1 - missing)
        }
      }
  }

  /// ln L(z) of several samples by ln L_r(z) and ln N_r of each.
  static func log(present: [Double], absent: [Double]) -> Double {
    let count = Double(absent.count)
    let terms = shares.map { q in
      let all = zip(present, absent).reduce(0) {
        $0 + logSum(Glibc.log(q) + $1.0, Glibc.log(1 - q) + $1.1)
      }
      let none = count * Glibc.log(1 - q) + absent.reduce(0, +)
      return all + log1p(-min(1, exp(none - all))) - log1p(-pow(1 - q, count))
    }
    return terms.reduce(-Double.infinity, logSum) - Glibc.log(Double(shares.count))
  }

  /// Gives the room back.
  func free() { own.deallocate() }

  /// Writes the joint likelihood of each state.
  ///
  /// - Parameter telling: The number of samples that say something; the others' likelihoods are 1.
  func combine(telling: Int, into result: UnsafeMutablePointer<Double>) {
    let states = Self.states
    guard telling > 1 else {
      for z in 0..<states {
        result[z] = 1
        for r in 0..<samples { result[z] *= own[r * states + z] }
      }
      return
    }
    if ownShare > 0 { share() }
    var none = 1.0
    for r in 0..<samples { none *= shared[r * states] }
    result[0] = none
    for z in 1..<states { result[z] = 0 }
    let weight = 1 / Double(Self.shares.count)
    for (q, missing, norm) in patchiness[telling] {
      for z in 1..<states {
        var product = 1.0
        for r in 0..<samples {
          product *= (1 - q) * shared[r * states] + q * shared[r * states + z]
        }
        result[z] += weight * max(0, (product - missing * none) / norm)
      }
    }
  }

  /// Turns the rest of a site's evidence by joint state into that by state of one sample.
  func rest(
    of sample: Int, telling: Int, joint: UnsafePointer<Double>,
    into result: UnsafeMutablePointer<Double>
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
    for r in 0..<samples where r != sample { none *= shared[r * states] }
    result[0] = joint[0] * none
    for z in 1..<states { result[z] = 0 }
    let weight = 1 / Double(Self.shares.count)
    for (q, missing, norm) in patchiness[telling] {
      for z in 1..<states {
        var product = 1.0
        for r in 0..<samples where r != sample {
          product *= (1 - q) * shared[r * states] + q * shared[r * states + z]
        }
        result[z] += weight * joint[z] * q * product / norm
        result[0] += weight * joint[z] * ((1 - q) * product - missing * none) / norm
      }
    }
    guard ownShare > 0 else { return }
    var present = 0.0
    for z in 1..<states { present += ownShare * result[z] }
    for z in 1..<states {
      result[z] = (1 - ownShare) * result[z] + present * Self.presence(z)
    }
  }

  /// The probability of a state of presence, as likely in every cell as in some.
  private static func presence(_ state: Int) -> Double {
    state == states - 1 ? 0.5 : 0.5 * CellFractionBins.referenceMasses[state - 1]
  }

  private func share() {
    let states = Self.states
    for r in 0..<samples {
      let (own, shared) = (own + r * states, shared + r * states)
      var present = 0.0
      for z in 1..<states { present += Self.presence(z) * own[z] }
      shared[0] = own[0]
      for z in 1..<states { shared[z] = (1 - ownShare) * own[z] + ownShare * present }
    }
  }
}
