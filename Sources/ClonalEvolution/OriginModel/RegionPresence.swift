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
struct RegionPresence {
  /// Room for the samples' likelihoods, `[sample][state]`.
  let own: UnsafeMutablePointer<Double>
  private let samples: Int
  /// `q`, `(1 − q)^R` and `1 − (1 − q)^R` of each patchiness, by the number of samples that say something.
  private let patchiness: [[(q: Double, missing: Double, norm: Double)]]

  /// The mean probability that a region carries a clone that is present at all.
  static let share = 0.6
  private static let shares = RegionBayesFactors.regionPresences
  private static let states = OriginCells.states

  /// Takes room that the caller frees.
  init(samples: Int) {
    self.samples = samples
    own = .allocate(capacity: samples * Self.states)
    own.initialize(repeating: 0, count: samples * Self.states)
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
    var none = 1.0
    for r in 0..<samples { none *= own[r * states] }
    result[0] = none
    for z in 1..<states { result[z] = 0 }
    let weight = 1 / Double(Self.shares.count)
    for (q, missing, norm) in patchiness[telling] {
      for z in 1..<states {
        var product = 1.0
        for r in 0..<samples { product *= (1 - q) * own[r * states] + q * own[r * states + z] }
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
    for r in 0..<samples where r != sample { none *= own[r * states] }
    result[0] = joint[0] * none
    for z in 1..<states { result[z] = 0 }
    let weight = 1 / Double(Self.shares.count)
    for (q, missing, norm) in patchiness[telling] {
      for z in 1..<states {
        var product = 1.0
        for r in 0..<samples where r != sample {
          product *= (1 - q) * own[r * states] + q * own[r * states + z]
        }
        result[z] += weight * joint[z] * q * product / norm
        result[0] += weight * joint[z] * ((1 - q) * product - missing * none) / norm
      }
    }
  }
}
