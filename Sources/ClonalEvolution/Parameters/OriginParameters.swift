import TumorModel

/// The caller's rule by which an uncalled site failed.
public struct CallerRule: Hashable, Sendable {
  /// The fewest alternate reads of a call.
  public var minimumAlternate: Int
  /// The lowest variant allele frequency of a call.
  public var minimumFrequency: Double

  /// Creates a rule; the default is the usual one of public exome tables.
  public init(minimumAlternate: Int = 3, minimumFrequency: Double = 0.02) {
    self.minimumAlternate = minimumAlternate
    self.minimumFrequency = minimumFrequency
  }
}

/// What an absent row of a table means.
public enum UncalledPolicy: String, Hashable, Sendable, CaseIterable {
  /// Nothing: the site is not assessable.
  case missing
  /// That the caller's rule failed at a depth drawn from the sample's own.
  case censored
}

/// The density of a sub-clonal cancer cell fraction before any read is seen, in the fractions that are
/// reported and within the model's ranges of them.
///
/// The shares of the ranges themselves are learnt, and do not depend on it.
public enum SlabShape: String, Hashable, Sendable, CaseIterable {
  /// Half uniform on (0, 1), half log-uniform on [0.01, 1].
  case mixed
  /// Uniform on (0, 1).
  case uniform
  /// Log-uniform on [0.01, 1].
  case logUniform = "log_uniform"
}

/// Which pairs of samples are compared.
public enum PairSelection: String, Hashable, Sendable, CaseIterable {
  /// Every sample of the earliest time point with every later one.
  case earliest
  /// Every ordered pair.
  case all
}

/// What of a study is repeated under other assumptions.
public enum SensitivityScope: Hashable, Sendable {
  /// Mutations of these genes.
  case genes(Set<String>)
  /// Every mutation.
  case all
}

/// All choices that an origin analysis depends on.
public struct OriginParameters: Hashable, Sendable {
  /// c*: an earlier clone at or above this cancer cell fraction is to be excluded.
  public var threshold: Double
  /// P(read alternate | molecule reference) for samples that state none; `nil` where it is unknown,
  /// so that it is averaged over.
  public var errorRate: Double?
  /// Beta-binomial precision of allele counts; `nil` for what inherited variants tell, or 400.
  public var precision: Double?
  /// What an absent row means.
  public var uncalled: UncalledPolicy
  /// The caller's rule for censored sites.
  public var callerRule: CallerRule
  /// Which pairs are compared.
  public var pairs: PairSelection
  /// The density of a sub-clonal cancer cell fraction.
  public var slab: SlabShape
  /// What is repeated under other assumptions.
  public var sensitivity: SensitivityScope
  /// The default shares of the nine classes among all mutations, listed or not, before any study or
  /// patient is seen; rows earlier 0, S, C and columns later 0, S, C; they add to 1.
  public var classPrior: [Double]
  /// Whether a patient's own mutations and the study's other patients move the weights.
  public var learnsPrior: Bool
  /// Whether a stated purity is taken within its uncertainty, in what a sample starts from.
  public var learnsSampleModel: Bool
  /// Parts of the error model that a comparison leaves out.
  package var errorModels = ErrorModelSwitches()

  /// Creates the default choices.
  public init() {
    threshold = 0.05
    errorRate = nil
    precision = nil
    uncalled = .missing
    callerRule = CallerRule()
    pairs = .earliest
    slab = .mixed
    sensitivity = .genes([])
    classPrior = OriginParameters.defaultClassPrior
    learnsPrior = true
    learnsSampleModel = true
  }

  /// Prior weights of the nine joint states among all mutations, listed or not; rows are the earlier
  /// sample's 0, S, C; that of absence from both is 0.
  ///
  /// Chosen; `sensitivity.tsv` sets them against what was learnt.
  public static let defaultClassPrior: [Double] = {
    let table = [0, 0.15, 0.15, 0.12, 0.06, 0.05, 0.06, 0.03, 0.38]
    let total = table.reduce(0, +)
    return table.map { $0 / total }
  }()
}
