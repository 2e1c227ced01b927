import Glibc
import NumericalMethods

/// Two groups whose members are known with a probability alone, such as patients with an acquired or a
/// pre-existing mutation.
///
/// Hazard ratios draw the groups given the outcome, see ``logHazardRatio(covariates:level:priorDeviation:)``.
///
/// Curves draw them from the probabilities alone, analyse each draw, and combine the draws by the rules of D.
/// B. Rubin, *Multiple Imputation for Nonresponse in Surveys*, Wiley (1987): the variance is the mean within draws plus `(1 + 1/M)` times that between. The
/// probabilities know nothing of survival, so that each curve is a mixture of both groups: where calls are far from 0 and
/// 1, curves lie closer together than the groups do. They describe patients as called; only the hazard ratio tells how
/// much the groups differ.
public struct UncertainGroups: Hashable, Sendable {
  /// One patient.
  public struct Patient: Hashable, Sendable {
    /// The follow-up.
    public let survival: SurvivalTime
    /// The probability of belonging to the first group, in `0...1`.
    public let probability: Double

    /// Creates a patient.
    ///
    /// - Parameters:
    ///   - survival: The follow-up.
    ///   - probability: In `0...1`; anything else traps.
    public init(_ survival: SurvivalTime, probability: Double) {
      precondition(probability >= 0 && probability <= 1, "a probability within 0...1")
      self.survival = survival
      self.probability = probability
    }
  }

  /// A combined estimate.
  public struct Pooled: Hashable, Sendable {
    /// The mean over draws; the median for a hazard ratio of uncertain groups.
    public let value: Double
    /// The standard error, that between draws included.
    public let standardError: Double
    /// The lower end of the interval.
    public let lower: Double
    /// The upper end of the interval.
    public let upper: Double
    /// The p-value against 0; for a hazard ratio of uncertain groups twice the smaller share of draws on one side
    /// of 0, and thus never below `2 / (20 draws + 1)`.
    public let pValue: Double
    /// The share of the variance that comes from not knowing the groups.
    public let shareFromGroups: Double
    /// The number of draws that had an estimate.
    public let draws: Int
  }

  /// The patients.
  public let patients: [Patient]
  /// The number of draws.
  public let draws: Int
  /// The random seed.
  public let seed: UInt64
  /// The order in which patients are drawn: the same whatever the order of their rows.
  let order: [Int]

  /// Creates an analysis.
  ///
  /// - Parameters:
  ///   - patients: At least one, or it traps.
  ///   - draws: At least 2, or it traps.
  ///   - seed: Draw `i` has random stream `i` of this seed.
  public init(_ patients: [Patient], draws: Int = 200, seed: UInt64) {
    precondition(!patients.isEmpty && draws >= 2, "patients, and two draws or more")
    self.patients = patients
    self.draws = draws
    self.seed = seed
    let keys = patients.map(Self.key)
    order = patients.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
  }

  /// What patients are sorted by before they are drawn.
  static func key(_ patient: Patient) -> [Double] {
    let survival = patient.survival
    return [
      survival.time, survival.isEvent ? 1 : 0, survival.entry, survival.weight,
      patient.probability,
    ]
  }

  /// The expected number of patients of the first group.
  public var expectedMembers: Double { patients.reduce(0) { $0 + $1.probability } }

  /// Below so many expected patients a group has no curve: most draws leave it empty.
  public static let fewestMembers = 1.0

  /// Whether enough patients are expected in a group for a curve and for comparisons.
  public func hasMembers(inFirst: Bool) -> Bool {
    let members = expectedMembers
    return (inFirst ? members : Double(patients.count) - members) >= Self.fewestMembers
  }

  /// Whether each patient belongs to the first group, in one draw that does not know the outcome.
  public func membership(draw: Int) -> [Bool] {
    let random = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(draw)))
    var isFirst = [Bool](repeating: false, count: patients.count)
    for index in order { isFirst[index] = random.uniform() < patients[index].probability }
    return isFirst
  }

  /// Survival with each patient counted in a group as far as they belong to it, so that differences between groups are
  /// attenuated as they are mixed; without intervals that
  /// the uncertain groups would make too narrow, see `survival(at:inFirst:level:)`.
  public func weightedCurve(inFirst: Bool, level: Double = 0.95) -> KaplanMeier {
    KaplanMeier(
      patients.compactMap { patient in
        let weight = inFirst ? patient.probability : 1 - patient.probability
        guard weight > 0 else { return nil }
        let time = patient.survival
        return SurvivalTime(
          time: time.time, isEvent: time.isEvent, entry: time.entry, weight: time.weight * weight)
      }, level: level)
  }

  /// Survival of a group at a time, combined on the scale `ln(-ln S)`.
  ///
  /// Groups are drawn without the outcome: the difference between two groups is attenuated, and the interval is that of the
  /// patients as called.
  ///
  /// - Parameters:
  ///   - time: The time.
  ///   - inFirst: Whether the first group is meant.
  ///   - level: The level of confidence.
  /// - Returns: `nil` where fewer than two draws have a survival strictly between 0 and 1.
  public func survival(
    at time: Double, inFirst: Bool, level: Double = 0.95
  ) -> (value: Double, interval: ProportionInterval)? {
    survival(at: [time], inFirst: inFirst, level: level)[0]
  }

  /// Survival of a group at several times, each combined as at a single one.
  ///
  /// - Parameters:
  ///   - times: Ascending.
  ///   - inFirst: Whether the first group is meant.
  ///   - level: The level of confidence.
  /// - Complexity: O(`draws · n` log `n`).
  public func survival(
    at times: [Double], inFirst: Bool, level: Double = 0.95
  ) -> [(value: Double, interval: ProportionInterval)?] {
    var found: [[(Double, Double)]] = times.map { _ in [] }
    for draw in 0..<draws {
      let members = zip(patients, membership(draw: draw)).filter { $0.1 == inFirst }
      let steps = KaplanMeier(members.map(\.0.survival), level: level).steps
      var next = 0
      for (place, time) in times.enumerated() {
        while next < steps.count, steps[next].time <= time { next += 1 }
        guard next > 0 else { continue }
        let step = steps[next - 1]
        guard step.survival > 0, step.survival < 1, let error = step.standardError else { continue }
        let logarithm = log(step.survival)
        let scaled = error / (step.survival * -logarithm)
        found[place].append((log(-logarithm), scaled * scaled))
      }
    }
    return found.map { draws in
      Self.pool(draws, level).map { pooled in
        (
          exp(-exp(pooled.value)),
          ProportionInterval(lower: exp(-exp(pooled.upper)), upper: exp(-exp(pooled.lower)))
        )
      }
    }
  }

  /// Rubin's rules, with the degrees of freedom `(M - 1) (1 + W / ((1 + 1/M) B))²`.
  static func pool(_ draws: [(estimate: Double, variance: Double)], _ level: Double) -> Pooled? {
    guard draws.count >= 2 else { return nil }
    let count = Double(draws.count)
    let mean = draws.reduce(0) { $0 + $1.estimate } / count
    let within = draws.reduce(0) { $0 + $1.variance } / count
    let between =
      draws.reduce(0) { $0 + ($1.estimate - mean) * ($1.estimate - mean) } / (count - 1)
    let extra = (1 + 1 / count) * between
    let total = within + extra
    guard total > 0, total.isFinite else { return nil }
    let error = total.squareRoot()
    let ratio = 1 + within / max(extra, 1e-300)
    let freedom = min((count - 1) * ratio * ratio, 1e9)
    let student = StudentT(degreesOfFreedom: freedom)
    let half = student.quantile(at: 0.5 * (1 + level)) * error
    return Pooled(
      value: mean, standardError: error, lower: mean - half, upper: mean + half,
      pValue: student.twoSidedProbability(beyond: mean / error), shareFromGroups: extra / total,
      draws: draws.count)
  }
}
