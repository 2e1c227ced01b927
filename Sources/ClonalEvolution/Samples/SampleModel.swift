import Glibc
import TumorModel

/// What a pair's fit leaves of one sample's unknown values, for all that is reported beside the
/// posterior of a call.
struct SampleModel: Sendable {
  /// The purities it may have.
  var purities: [Double]
  /// Their weights; they add to 1.
  var purityWeights: [Double]
  /// s, the beta-binomial precision of allele counts.
  var precision: Double
  /// ε01 by ``ChangeKind``.
  var errorRates: [Double]
  /// a, the artefact share, by ``ChangeKind``.
  var artefactShares: [Double]
  /// Whether the purity was unknown.
  var isPurityEstimated: Bool
  /// Where the rates come from, those of damage and of sites apart.
  var basis: ErrorModelUse.Basis
  /// Whether damage of the tissue shows in C>T and G>A.
  var isDamaged: Bool
  /// The factor on every background of a site, for comparison.
  var backgroundFactor = 1.0
  /// What ``precision`` rests on.
  var precisionBasis: PrecisionBasis
  /// What is assumed of copy numbers that are not known.
  var genome = AssumedGenome.usual
  /// The modes of the purity's posterior, by rising purity; empty where one was given.
  var solutions: [PurityMode] = []

  /// s0, the precision of errors.
  static let errorPrecision = 1e4
  /// The artefact share before any fit.
  static let artefactShare = 0.05
  /// The deviation of a purity that is stated without one.
  static let statedPurityDeviation = 0.05

  /// The error model at a kind of change.
  func error(_ change: ChangeKind) -> ErrorModel {
    let rate = errorRates[change.rawValue]
    return ErrorModel(
      rate: rate, missRate: min(rate, 1e-3), precision: Self.errorPrecision)
  }

  /// The error model at a kind of locus: the site's own background where normal samples tell it.
  ///
  /// Normal samples know nothing of what fixation did to this one: at C>T and G>A of damaged tissue
  /// the greater of both rates counts.
  func error(_ kind: LocusKind) -> ErrorModel {
    var error = error(kind.change)
    guard let background = kind.background else { return error }
    let rate = min(0.2, background.mean * backgroundFactor)
    if kind.change == .deamination, isDamaged, error.rate >= rate { return error }
    error.rate = rate
    error.missRate = min(rate, 1e-3)
    error.precision = background.precision
    return error
  }

  /// The name of the error model at a kind of locus.
  func errorBasis(_ kind: LocusKind) -> ErrorModelUse.Basis {
    let isDamage = kind.change == .deamination && isDamaged
    if let background = kind.background,
      !isDamage || error(.deamination).rate < background.mean * backgroundFactor
    {
      return background.source == .panel ? .panel : .normals
    }
    return isDamage ? .ffpe : basis
  }

  /// The mean purity.
  var meanPurity: Double { zip(purities, purityWeights).reduce(0) { $0 + $1.0 * $1.1 } }

  /// What tables report of the model.
  var estimates: SampleEstimates {
    let mean = meanPurity
    let variance = zip(purities, purityWeights).reduce(0) {
      $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean)
    }
    var estimates = SampleEstimates(
      purity: mean, purityDeviation: variance.squareRoot(), precision: precision,
      errorRate: errorRates[ChangeKind.generic.rawValue],
      deaminationRate: errorRates[ChangeKind.deamination.rawValue],
      artefactShare: artefactShares[ChangeKind.generic.rawValue])
    estimates.precisionBasis = precisionBasis
    return estimates
  }

  /// The model before any read is seen.
  init(sample: Sample, parameters: OriginParameters) {
    let stated = sample.errorRate ?? parameters.errorRate
    errorRates = ChangeKind.allCases.map { stated ?? AssayErrorRates.standard.rate($0) }
    artefactShares = [Double](repeating: Self.artefactShare, count: errorRates.count)
    precision = parameters.precision ?? Self.defaultPrecision(sample, errorRate: stated)
    precisionBasis = parameters.precision == nil ? .assumed : .given
    isPurityEstimated = sample.purity == nil
    basis = stated == nil ? .context : .stated
    isDamaged = sample.isDamaged(parameters)
    (purities, purityWeights) = Self.purityPrior(sample)
    if !parameters.learnsSampleModel, let purity = sample.purity {
      (purities, purityWeights) = ([purity.value], [1])
    }
  }

  /// Usual precisions before any fit: 300 for hybrid capture, 1,000 for duplex panels, 150 for fixed
  /// tissue.
  private static func defaultPrecision(_ sample: Sample, errorRate: Double?) -> Double {
    if let errorRate, errorRate <= 5e-5 { return 1000 }
    return sample.isFixed ? 150 : 300
  }

  /// Nodes and weights of the purity before any read is seen.
  ///
  /// Stated: normal about the statement, cut at 0.02 and 1. Unknown: Beta(4, 6) on [0.05, 0.98].
  static func purityPrior(_ sample: Sample) -> (nodes: [Double], weights: [Double]) {
    guard let stated = sample.purity?.value else {
      let nodes = (0..<32).map { 0.05 + 0.93 * (Double($0) + 0.5) / 32 }
      let weights = nodes.map { cube($0) * cube(1 - $0) * (1 - $0) * (1 - $0) }
      return (nodes, normalised(weights))
    }
    let deviation = max(sample.purityDeviation ?? statedPurityDeviation, 1e-6)
    if deviation < 1e-3 { return ([stated], [1]) }
    let offsets = stride(from: -2.4, through: 2.4, by: 0.6)
    var nodes: [Double] = []
    var weights: [Double] = []
    for offset in offsets {
      let node = stated + offset * deviation
      if node < 0.02 || node > 1 { continue }
      nodes.append(node)
      weights.append(exp(-0.5 * offset * offset))
    }
    return (nodes, normalised(weights))
  }

  static func normalised(_ values: [Double]) -> [Double] {
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }

  private static func cube(_ x: Double) -> Double { x * x * x }
}
