public import ClonalEvolution

/// The choices of an origin analysis in `manifest.json` and above the tables.
public struct ManifestParameters: Codable, Hashable, Sendable {
  /// c*, a share of tumour cells.
  public var threshold: Double
  /// P(read alternate | molecule reference); absent for the defaults by kind of change.
  public var errorRate: Double?
  /// Beta-binomial precision; absent where it was estimated, `inf` for the binomial.
  public var precision: String?
  /// `missing` or `censored`.
  public var uncalled: String
  /// The fewest alternate reads of a call.
  public var callerMinimumAlternate: Int
  /// The lowest share of alternate reads of a call.
  public var callerMinimumFrequency: Double
  /// `earliest` or `all`.
  public var pairs: String
  /// The slab's shape.
  public var slab: String
  /// `all`, or the genes, sorted and joined by commas; empty for none.
  public var sensitivity: String
  /// Population weights of the nine states.
  public var classPrior: [Double]
  /// Whether mutations move the prior.
  public var learnsPrior: Bool
  /// Whether error rates, precision and purity are estimated.
  public var learnsSampleModel: Bool

  /// Creates the entry of an analysis's choices.
  public init(_ parameters: OriginParameters) {
    threshold = parameters.threshold
    errorRate = parameters.errorRate
    precision = parameters.precision.map { $0 == .infinity ? "inf" : "\($0)" }
    uncalled = parameters.uncalled.rawValue
    callerMinimumAlternate = parameters.callerRule.minimumAlternate
    callerMinimumFrequency = parameters.callerRule.minimumFrequency
    pairs = parameters.pairs.rawValue
    slab = parameters.slab.rawValue
    sensitivity =
      switch parameters.sensitivity {
      case .all: "all"
      case .genes(let genes): genes.sorted().joined(separator: ",")
      }
    classPrior = parameters.classPrior
    learnsPrior = parameters.learnsPrior
    learnsSampleModel = parameters.learnsSampleModel
  }

  /// The choices, or `nil` when a name is unknown.
  public var parameters: OriginParameters? {
    guard let uncalled = UncalledPolicy(rawValue: uncalled),
      let pairs = PairSelection(rawValue: pairs), let slab = SlabShape(rawValue: slab)
    else { return nil }
    var result = OriginParameters()
    result.threshold = threshold
    result.errorRate = errorRate
    if let precision {
      guard let value = Double(precision) else { return nil }
      result.precision = value
    }
    result.uncalled = uncalled
    result.callerRule = CallerRule(
      minimumAlternate: callerMinimumAlternate, minimumFrequency: callerMinimumFrequency)
    result.pairs = pairs
    result.slab = slab
    result.sensitivity =
      sensitivity == "all"
      ? .all : .genes(Set(sensitivity.split(separator: ",").map(String.init)))
    result.classPrior = classPrior
    result.learnsPrior = learnsPrior
    result.learnsSampleModel = learnsSampleModel
    return result
  }

  /// The choices as `name=value`, joined by spaces, in a fixed order.
  public var line: String {
    let values = [
      "threshold=\(threshold)",
      "error_rate=\(errorRate.map { "\($0)" } ?? "default")",
      "precision=\(precision ?? "estimated")",
      "uncalled=\(uncalled)",
      "caller_threshold=\(callerMinimumAlternate),\(callerMinimumFrequency)",
      "pairs=\(pairs)",
      "slab=\(slab)",
      "prior=\(learnsPrior ? "learned" : "default")",
      "class_prior=\(classPrior.map { "\($0)" }.joined(separator: ","))",
      "sample_model=\(learnsSampleModel ? "learned" : "default")",
      "sensitivity=\(sensitivity.isEmpty ? "none" : sensitivity)",
    ]
    return values.joined(separator: " ")
  }
}
