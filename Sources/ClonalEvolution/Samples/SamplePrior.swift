import Glibc

/// What is expected of a sample's error rate and precision before its reads are seen.
///
/// The samples of a study mostly come from one assay, so a study of some size tells more than the
/// defaults do: the prior moves to the mean of the samples' own estimates and narrows to their
/// spread.
///
/// Parametric empirical Bayes: C. N. Morris, *J. Am. Stat. Assoc.* 78, 47–55 (1983),
/// doi:10.1080/01621459.1983.10477920.
struct SamplePrior: Hashable, Sendable {
  /// The factor on the default error rates, C>T and G>A apart.
  var error = LogNormalPrior(mean: 0.4, deviation: 0.9)
  /// The factor on the default precision.
  var precision = LogNormalPrior(mean: 0, deviation: 1)

  /// The least samples whose estimates replace the defaults.
  static let leastSamples = 20
  /// The default's weight, in samples.
  private static let defaultSamples = 5.0
  /// The least deviation that is learnt: estimates are pulled to the prior they were made under.
  private static let leastDeviation = 0.5

  /// Learns from the samples' factors.
  init(errorFactors: [Double] = [], precisionFactors: [Double] = []) {
    error = Self.learnt(error, from: errorFactors)
    precision = Self.learnt(precision, from: precisionFactors)
  }

  private static func learnt(_ prior: LogNormalPrior, from factors: [Double]) -> LogNormalPrior {
    guard factors.count >= leastSamples else { return prior }
    let logs = factors.map { log($0) }
    let weight = Double(logs.count) + defaultSamples
    let mean = (logs.reduce(0, +) + defaultSamples * prior.mean) / weight
    let spread = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let own = defaultSamples * prior.deviation * prior.deviation
    let deviation = ((spread + own) / weight).squareRoot()
    return LogNormalPrior(
      mean: mean, deviation: min(prior.deviation, max(leastDeviation, deviation)))
  }
}
