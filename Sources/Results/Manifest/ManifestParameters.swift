public import ClonalEvolution

/// The choices of an origin analysis in `manifest.json` and above the tables.
public struct ManifestParameters: JSONObject, Hashable {
  /// c*, a share of tumour cells.
  public var threshold = 0.05
  /// P(read alternate | molecule reference); absent for the defaults by kind of change.
  public var errorRate: Double?
  /// Beta-binomial precision; absent where it was estimated, infinite for the binomial.
  public var precision: Double?
  /// What an absent row means.
  public var uncalled = UncalledPolicy.missing
  /// The fewest alternate reads of a call.
  public var callerMinimumAlternate = 3
  /// The lowest share of alternate reads of a call.
  public var callerMinimumFrequency = 0.02
  /// Which pairs of samples are compared.
  public var pairs = PairSelection.earliest
  /// The slab's shape.
  public var slab = SlabShape.mixed
  /// `all`, or the genes, sorted and joined by commas; empty for none.
  public var sensitivity = ""
  /// Population weights of the nine states.
  public var classPrior: [Double] = []
  /// Whether the prior is learnt from the mutations.
  public var learnsPrior = true
  /// Whether error rates, precision and purity are estimated.
  public var learnsSampleModel = true

  /// Creates choices to be filled.
  public init() {}

  /// Creates the entry of an analysis's choices.
  public init(_ parameters: OriginParameters) {
    threshold = parameters.threshold
    errorRate = parameters.errorRate
    precision = parameters.precision
    uncalled = parameters.uncalled
    callerMinimumAlternate = parameters.callerRule.minimumAlternate
    callerMinimumFrequency = parameters.callerRule.minimumFrequency
    pairs = parameters.pairs
    slab = parameters.slab
    sensitivity =
      switch parameters.sensitivity {
      case .all: Self.allGenes
      case .genes(let genes): genes.sorted().joined(separator: ",")
      }
    classPrior = parameters.classPrior
    learnsPrior = parameters.learnsPrior
    learnsSampleModel = parameters.learnsSampleModel
  }

  private static let allGenes = "all"

  /// The choices, or `nil` when a value is none that an analysis can have.
  public var parameters: OriginParameters? {
    guard threshold > 0, threshold < 1, callerMinimumAlternate >= 1,
      (0..<1).contains(callerMinimumFrequency), precision.map({ $0 > 0 }) ?? true,
      errorRate.map({ (0..<0.5).contains($0) }) ?? true, classPrior.count == 9,
      classPrior.allSatisfy({ $0.isFinite && $0 >= 0 }), classPrior.reduce(0, +) > 0
    else { return nil }
    var result = OriginParameters()
    result.threshold = threshold
    result.errorRate = errorRate
    result.precision = precision
    result.uncalled = uncalled
    result.callerRule = CallerRule(
      minimumAlternate: callerMinimumAlternate, minimumFrequency: callerMinimumFrequency)
    result.pairs = pairs
    result.slab = slab
    result.sensitivity =
      sensitivity == Self.allGenes
      ? .all : .genes(Set(sensitivity.split(separator: ",").map(String.init)))
    result.classPrior = classPrior
    result.learnsPrior = learnsPrior
    result.learnsSampleModel = learnsSampleModel
    return result
  }

  /// The choices that calls depend on, by name, in a fixed order.
  public var callChoices: [(name: String, value: String)] {
    [
      ("threshold", "\(threshold)"),
      ("error_rate", errorRate.map { "\($0)" } ?? "default"),
      ("precision", precision.map { "\($0)" } ?? "estimated"),
      ("uncalled", uncalled.rawValue),
      ("caller_threshold", "\(callerMinimumAlternate),\(callerMinimumFrequency)"),
      ("pairs", pairs.rawValue),
      ("slab", slab.rawValue),
      ("prior", learnsPrior ? "learned" : "default"),
      ("class_prior", classPrior.map { "\($0)" }.joined(separator: ",")),
      ("sample_model", learnsSampleModel ? "learned" : "default"),
    ]
  }

  /// All choices as `name=value`, joined by spaces, in a fixed order.
  public var line: String {
    let choices = callChoices + [("sensitivity", sensitivity.isEmpty ? "none" : sensitivity)]
    return choices.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
  }

  /// The properties.
  public static let properties: [JSONProperty<ManifestParameters>] = [
    JSONProperty(
      "threshold", \.threshold, unit: .shareOfTumorCells, .positiveFraction,
      meaning: "The threshold c*"),
    JSONProperty(
      "error_rate", \.errorRate, unit: .probability, Bounds(0, 0.5),
      meaning: "P(read alternate, given a reference molecule), where it was given"),
    JSONProperty(
      "precision", \.precision, .precision,
      meaning: "Beta-binomial precision of allele counts, where it was given"),
    JSONProperty("uncalled", \.uncalled, meaning: "What an absent row means"),
    JSONProperty(
      "caller_minimum_alternate", \.callerMinimumAlternate, unit: .reads, .positiveCount,
      meaning: "Fewest alternate reads of a call"),
    JSONProperty(
      "caller_minimum_frequency", \.callerMinimumFrequency, unit: .shareOfReads, .fraction,
      meaning: "Lowest variant allele frequency of a call"),
    JSONProperty("pairs", \.pairs, meaning: "Which pairs of samples are compared"),
    JSONProperty("slab", \.slab, meaning: "Shape of the prior on sub-clonal fractions"),
    JSONProperty(
      "sensitivity", \.sensitivity,
      meaning: "Genes whose calls are repeated under other assumptions; all, or joined by commas"),
    JSONProperty("class_prior", \.classPrior, meaning: "Prior weights of the nine joint states"),
    JSONProperty(
      "learns_prior", \.learnsPrior, meaning: "Whether the prior is learnt from the mutations"),
    JSONProperty(
      "learns_sample_model", \.learnsSampleModel,
      meaning: "Whether error rates, precision and purity are estimated"),
  ]
}

extension UncalledPolicy: NamedFieldValue {}
extension PairSelection: NamedFieldValue {}
extension SlabShape: NamedFieldValue {}
