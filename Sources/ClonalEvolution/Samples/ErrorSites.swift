import Glibc
import NumericalMethods

/// The sites that error rates are judged by, four side by side.
struct ErrorSites {
  private typealias Lanes = SIMD4<Double>

  /// Rates and shares that a round of the fit rests on.
  struct Rates {
    /// Factor on the rates of C>T and G>A, and on all others.
    var deamination: Double
    var other: Double
    /// Artefact shares there and elsewhere.
    var deaminationArtefacts: Double
    var otherArtefacts: Double
  }

  /// What a round finds at one kind of site.
  struct Tally {
    /// Alternate reads of clean absent sites, and those expected at factor 1.
    var reads = 0.0
    var expected = 0.0
    /// Absent sites, and those of them that are artefacts.
    var absent = 0.0
    var artefacts = 0.0
  }

  /// What a round finds.
  struct Round {
    var deamination = Tally()
    var other = Tally()
    var logLikelihood = 0.0
  }

  private let count: Int
  private let states = EarlierStates.rows
  private var alternate: [Lanes]
  private var depth: [Lanes]
  /// The default rate; that of sites beyond the last does no harm.
  private var rate: [Lanes]
  /// 1 at C>T and G>A, 0 elsewhere; 1 at sites, 0 beyond the last.
  private var isDeamination: [Lanes]
  private var isSite: [Lanes]
  /// ln C(n, k) + ln Γ(s0) − ln Γ(s0 + n) − offset.
  private var constant: [Lanes]
  private var offset: [Lanes]
  /// An artefact's likelihood, and those of all states but absence, relative to the offset.
  private var artefact: [Lanes]
  private var values: [Lanes]

  init(count: Int) {
    let blocks = (count + 3) / 4
    self.count = count
    let zeros = [Lanes](repeating: .zero, count: blocks)
    (alternate, isDeamination, isSite) = (zeros, zeros, zeros)
    (constant, offset, artefact) = (zeros, zeros, zeros)
    depth = [Lanes](repeating: Lanes(repeating: 1), count: blocks)
    rate = [Lanes](repeating: Lanes(repeating: 1e-3), count: blocks)
    values = [Lanes](repeating: .zero, count: blocks * states)
  }

  /// Stores a site; may be done again.
  mutating func set(
    _ index: Int, alternate k: Int, depth n: Int, rate: Double, isDeamination: Bool,
    terms: SiteTerms
  ) {
    let (block, lane) = (index / 4, index % 4)
    let peak = terms.peak
    let scale = exp(terms.best - peak)
    alternate[block][lane] = Double(k)
    depth[block][lane] = Double(n)
    self.rate[block][lane] = rate
    self.isDeamination[block][lane] = isDeamination ? 1 : 0
    isSite[block][lane] = 1
    offset[block][lane] = peak
    constant[block][lane] = BetaBinomialBatch.logChoose(n, k) - peak
    artefact[block][lane] = exp(terms.artefact - peak)
    for state in 1..<states {
      values[block * states + state][lane] = terms.value(state, relativeTo: peak, scale: scale)
    }
  }

  /// One round of EM: the sites' shares under weights of the states and rates.
  ///
  /// - Parameter counts: What the shares of each state are added to.
  func round(_ rates: Rates, weights: [Double], into counts: inout [Double]) -> Round {
    let precision = SampleModel.errorPrecision
    var result = Round()
    var likelihood = Lanes.zero
    var sums = [Lanes](repeating: .zero, count: states)
    // Reads, expected reads, absences and artefacts, at all sites and at deamination.
    var all = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var deaminated = all
    for block in alternate.indices {
      let (k, n, kind, mask) = (alternate[block], depth[block], isDeamination[block], isSite[block])
      let factor = kind * (rates.deamination - rates.other) + rates.other
      let share =
        kind * (rates.deaminationArtefacts - rates.otherArtefacts) + rates.otherArtefacts
      let alpha = rate[block] * factor * precision
      let beta = precision - alpha
      let first = LaneFunctions.logGamma(alpha + k) - LaneFunctions.logGamma(alpha)
      let second = LaneFunctions.logGamma(beta + (n - k)) - LaneFunctions.logGamma(beta)
      let depths =
        LaneFunctions.logGamma(Lanes(repeating: precision)) - LaneFunctions.logGamma(n + precision)
      let clean = (1 - share) * LaneFunctions.exp(constant[block] + first + second + depths)
      let none = (clean + share * artefact[block]) * weights[0]
      var sum = none
      for state in 1..<states { sum += weights[state] * values[block * states + state] }
      let inverse = mask / sum
      likelihood += mask * (LaneFunctions.log(sum) + offset[block])
      for state in 1..<states { sums[state] += values[block * states + state] * inverse }
      let absent = none * inverse
      let cleanShare = clean * weights[0] * inverse
      sums[0] += absent
      let reads = cleanShare * k
      let expected = cleanShare * n * rate[block]
      all = (all.0 + reads, all.1 + expected, all.2 + absent, all.3 + (absent - cleanShare))
      deaminated.0 += kind * reads
      deaminated.1 += kind * expected
      deaminated.2 += kind * absent
      deaminated.3 += kind * (absent - cleanShare)
    }
    counts[0] += sums[0].sum()
    for state in 1..<states { counts[state] += weights[state] * sums[state].sum() }
    result.logLikelihood = likelihood.sum()
    result.deamination = Tally(
      reads: deaminated.0.sum(), expected: deaminated.1.sum(), absent: deaminated.2.sum(),
      artefacts: deaminated.3.sum())
    result.other = Tally(
      reads: (all.0 - deaminated.0).sum(), expected: (all.1 - deaminated.1).sum(),
      absent: (all.2 - deaminated.2).sum(), artefacts: (all.3 - deaminated.3).sum())
    return result
  }
}
