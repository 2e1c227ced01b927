public import ClonalEvolution
import TumorModel

/// The choices of an origin analysis in `manifest.json` and above the tables.
public struct ManifestParameters: JSONObject, Hashable {
  /// c*, a share of tumour cells.
  public var threshold = Self.standard.threshold
  /// P(read alternate | molecule reference); absent for the defaults by kind of change.
  public var errorRate: Double?
  /// Beta-binomial precision; absent where it was estimated, infinite for the binomial.
  public var precision: Double?
  /// What an absent row means.
  public var uncalled = Self.standard.uncalled
  /// The fewest alternate reads of a call.
  public var callerMinimumAlternate = Self.standard.callerRule.minimumAlternate
  /// The lowest share of alternate reads of a call.
  public var callerMinimumFrequency = Self.standard.callerRule.minimumFrequency
  /// Which pairs of samples are compared.
  public var pairs = Self.standard.pairs
  /// The density of a sub-clonal cancer cell fraction.
  public var slab = Self.standard.slab
  /// `all`, or the genes, sorted and joined by commas; empty for none.
  public var sensitivity = ""
  /// The default shares of the nine classes.
  public var classPrior: [Double] = []
  /// Whether the prior is learnt from the mutations.
  public var learnsPrior = Self.standard.learnsPrior
  /// Whether error rates, precision and purity are estimated.
  public var learnsSampleModel = Self.standard.learnsSampleModel

  private static let standard = OriginParameters()

  /// Creates choices to be filled; those of an analysis without options, but for the prior.
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
      errorRate.map(ErrorRate.range.contains) ?? true, classPrior.count == 9,
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

  /// A choice that calls depend on, by its name above the tables.
  public enum Choice: String, Hashable, Sendable, CaseIterable {
    case threshold
    case errorRate = "error_rate"
    case precision, uncalled
    case callerThreshold = "caller_threshold"
    case pairs, slab, prior
    case classPrior = "class_prior"
    case sampleModel = "sample_model"
  }

  /// What was chosen, as it stands above the tables.
  public func value(of choice: Choice) -> String {
    switch choice {
    case .threshold: "\(threshold)"
    case .errorRate: errorRate.map { "\($0)" } ?? "default"
    case .precision: precision.map { "\($0)" } ?? "estimated"
    case .uncalled: uncalled.rawValue
    case .callerThreshold: "\(callerMinimumAlternate),\(callerMinimumFrequency)"
    case .pairs: pairs.rawValue
    case .slab: slab.rawValue
    case .prior: learnsPrior ? "learned" : "default"
    case .classPrior: classPrior.map { "\($0)" }.joined(separator: ",")
    case .sampleModel: learnsSampleModel ? "learned" : "default"
    }
  }

  /// The choices that differ, in a fixed order.
  public func choices(differingFrom other: ManifestParameters) -> [Choice] {
    Choice.allCases.filter { value(of: $0) != other.value(of: $0) }
  }

  /// All choices as `name=value`, joined by spaces, in a fixed order.
  public var line: String {
    let choices = Choice.allCases.map { "\($0.rawValue)=\(value(of: $0))" }
    return (choices + ["sensitivity=\(sensitivity.isEmpty ? "none" : sensitivity)"])
      .joined(separator: " ")
  }

  /// The properties.
  public static let properties: [JSONProperty<ManifestParameters>] = [
    JSONProperty(
      "threshold", \.threshold, unit: .shareOfTumorCells, .positiveFraction,
      meaning: "The threshold c*"),
    JSONProperty(
      "error_rate", \.errorRate, unit: .probability, .errorRate,
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
    JSONProperty("class_prior", \.classPrior, meaning: "Default shares of the nine joint states"),
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
