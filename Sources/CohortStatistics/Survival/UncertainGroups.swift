import Glibc
import NumericalMethods

/// Two groups whose members are known with a probability alone, such as patients with an acquired or a
/// pre-existing mutation.
///
/// Groups are drawn for each patient, each draw is analysed, and the draws are combined by the rules of D.
/// B. Rubin, *Multiple Imputation for Nonresponse in Surveys*, Wiley (1987): the variance is the mean within draws plus `(1 + 1/M)` times that between.
///
/// The probabilities know nothing of survival, so that a difference is drawn towards none where they are far
/// from 0 and 1: the answer errs on the side of no difference.
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
    /// The mean over draws.
    public let value: Double
    /// The standard error, that between draws included.
    public let standardError: Double
    /// The lower end of the t interval.
    public let lower: Double
    /// The upper end of the t interval.
    public let upper: Double
    /// The p-value against 0.
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
  }

  /// The expected number of patients of the first group.
  public var expectedMembers: Double { patients.reduce(0) { $0 + $1.probability } }

  /// Whether each patient belongs to the first group, in one draw.
  public func membership(draw: Int) -> [Bool] {
    let random = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(draw)))
    return patients.map { random.uniform() < $0.probability }
  }

  /// Survival with each patient counted in a group as far as they belong to it; without intervals that
  /// the uncertain groups would make too narrow, see ``survival(at:inFirst:level:)``.
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
  /// - Returns: `nil` where fewer than two draws have a survival strictly between 0 and 1.
  public func survival(
    at time: Double, inFirst: Bool, level: Double = 0.95
  ) -> (value: Double, interval: ProportionInterval)? {
    var found: [(Double, Double)] = []
    for draw in 0..<draws {
      let members = zip(patients, membership(draw: draw)).filter { $0.1 == inFirst }
      let curve = KaplanMeier(members.map(\.0.survival), level: level)
      guard let step = curve.step(at: time), step.survival > 0, step.survival < 1,
        let error = step.standardError
      else { continue }
      let logarithm = log(step.survival)
      let scaled = error / (step.survival * -logarithm)
      found.append((log(-logarithm), scaled * scaled))
    }
    guard let pooled = Self.pool(found, level) else { return nil }
    return (
      exp(-exp(pooled.value)),
      ProportionInterval(lower: exp(-exp(pooled.upper)), upper: exp(-exp(pooled.lower)))
    )
  }

  /// The logarithm of the hazard ratio of the first group over the second, by Cox's model.
  ///
  /// - Parameters:
  ///   - covariates: Further covariates, one row per patient, or none.
  ///   - level: The level of confidence.
  /// - Returns: `nil` where fewer than two draws have an estimate.
  public func logHazardRatio(covariates: [[Double]] = [], level: Double = 0.95) -> Pooled? {
    precondition(
      covariates.isEmpty || covariates.count == patients.count, "one row of covariates per patient")
    var found: [(Double, Double)] = []
    let times = patients.map(\.survival)
    for draw in 0..<draws {
      let members = membership(draw: draw)
      let rows = members.indices.map { index in
        [members[index] ? 1 : 0] + (covariates.isEmpty ? [] : covariates[index])
      }
      // A draw without events in one of the groups has no finite estimate.
      guard let model = try? CoxModel(times, covariates: rows) else { continue }
      let first = model.coefficients[0]
      found.append((first.logHazardRatio, first.standardError * first.standardError))
    }
    return Self.pool(found, level)
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
