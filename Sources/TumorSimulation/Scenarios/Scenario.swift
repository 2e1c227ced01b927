/// How the cancer cell fractions of sub-clones are spread.
public enum CloneSizes: String, Hashable, Sendable, CaseIterable {
  /// Uniform in the logarithm.
  case logUniform
  /// Uniform.
  case uniform
  /// Half log-uniform, half beta with mean 0.4.
  case mixed
}

/// How a quantity in (0, 1) is spread: a beta distribution, kept within a range.
public struct ShareSpread: Hashable, Sendable {
  /// The beta distribution's first parameter.
  public var alpha: Double
  /// The beta distribution's second parameter.
  public var beta: Double
  /// Draws outside are moved to the nearer end.
  public var range: ClosedRange<Double>

  /// Creates a spread.
  public init(alpha: Double, beta: Double, range: ClosedRange<Double>) {
    (self.alpha, self.beta, self.range) = (alpha, beta, range)
  }
}

/// How reads are spread over samples and sites.
public struct DepthSpread: Hashable, Sendable {
  /// The median over samples of the mean depth, in reads.
  public var median: Double
  /// The standard deviation of the log mean depth over samples.
  public var logDeviation: Double
  /// The shape of the gamma distribution over the sites of a sample; its coefficient of variation
  /// is one over the root of it.
  public var siteShape: Double

  /// Creates a spread.
  public init(median: Double, logDeviation: Double, siteShape: Double) {
    (self.median, self.logDeviation, self.siteShape) = (median, logDeviation, siteShape)
  }
}

/// How often chromosome arms change their copy number, and how.
public struct CopyNumberChanges: Hashable, Sendable {
  /// The share of arms that change in the trunk, before the two biopsies' lineages part.
  public var trunk: Double
  /// The share of arms that change in the primary after the parting; only where the sampled
  /// primary descends from one clone that the metastasis does not descend from.
  public var earlier: Double
  /// The share of arms that change on the way to the later biopsy.
  public var later: Double
  /// Weights of the states 2:1, 2:0, 2:2, 1:0, 3:1 and 5:1 in the trunk.
  public var trunkWeights: [Double]
  /// The same for changes after the parting.
  public var laterWeights: [Double]

  /// The states that the weights speak of, in copies of the two parental alleles.
  static let states = [[2, 1], [2, 0], [2, 2], [1, 0], [3, 1], [5, 1]]

  /// Creates rates.
  public init(
    trunk: Double, earlier: Double, later: Double,
    trunkWeights: [Double] = [0.32, 0.16, 0.14, 0.2, 0.12, 0.06],
    laterWeights: [Double] = [0.32, 0.16, 0.14, 0.2, 0.12, 0.06]
  ) {
    precondition(trunkWeights.count == 6 && laterWeights.count == 6)
    (self.trunk, self.earlier, self.later) = (trunk, earlier, later)
    (self.trunkWeights, self.laterWeights) = (trunkWeights, laterWeights)
  }
}

/// Every setting of a simulated study of patients with an earlier and a later biopsy.
public struct Scenario: Hashable, Sendable {
  /// The name, as given on a command line.
  public var name: String
  /// Somatic mutations of a patient before discovery; log-uniform.
  public var mutations: ClosedRange<Int> = 10...300
  /// Clones of a patient, trunk and clones of the later biopsy included; uniform.
  public var clones: ClosedRange<Int> = 2...8
  /// The share of pairs that are of two tumours.
  public var unrelatedShare = 0.0
  /// The share of related pairs whose sampled primary swept after the parting, so that it has
  /// clonal mutations of its own and of the lineage to the metastasis shows only the trunk.
  public var divergedShare = 0.25
  /// The share of metastases that two clones of the primary founded.
  public var polyclonalShare = 0.12
  /// How sub-clonal cancer cell fractions are spread.
  public var cloneSizes = CloneSizes.mixed
  /// Their range.
  public var cloneRange = 0.005...0.95
  /// The tumour cell share of the earlier biopsy.
  public var earlierPurity = ShareSpread(alpha: 5, beta: 4, range: 0.12...0.95)
  /// The tumour cell share of the later biopsy.
  public var laterPurity = ShareSpread(alpha: 4, beta: 4, range: 0.12...0.95)
  /// Reads of the earlier biopsy.
  public var earlierDepth = DepthSpread(median: 130, logDeviation: 0.35, siteShape: 7)
  /// Reads of the later biopsy.
  public var laterDepth = DepthSpread(median: 140, logDeviation: 0.35, siteShape: 7)
  /// The beta-binomial precision of allele counts, log-uniform over samples; `nil` for binomial
  /// counts.
  public var precision: ClosedRange<Double>? = 60...2000
  /// P(read alternate | molecule reference), log-uniform over samples.
  public var errorRate = 1e-4...1.5e-3
  /// The beta precision of the error rate over sites, log-uniform over samples; `nil` for one rate
  /// at all sites.
  public var errorPrecision: ClosedRange<Double>? = 3e3...3e4
  /// The share of earlier biopsies fixed in formalin.
  public var fixedShare = 0.25
  /// The rate of C>T and G>A errors in fixed biopsies, log-uniform.
  public var deamination = 1e-3...1e-2
  /// The mean share of absent sites at which an artefact raises the alternate reads to a frequency
  /// of 1–6 %; it varies over samples.
  public var artefactShare = 0.03
  /// The same for C>T and G>A in fixed biopsies.
  public var fixedArtefactShare = 0.1
  /// Sites that are artefacts in one sample or in both, per real mutation.
  public var artefactSites = 0.06
  /// The probability that a site of a fixed biopsy shows no molecule of the tumour's allele.
  public var dropOut = 0.0
  /// The share of small insertions and deletions.
  public var indelShare = 0.08
  /// The mean log odds that an indel's alternate is captured rather than its reference.
  public var indelBias = -0.1
  /// The standard deviation of ``indelBias`` over sites.
  public var indelBiasDeviation = 0.12
  /// Copy-number changes.
  public var copyNumber = CopyNumberChanges(trunk: 0.3, earlier: 0.15, later: 0.12)
  /// The share of arms whose recorded copy number is wrong, in each sample.
  public var copyNumberMistakes = 0.0
  /// The standard deviation of the recorded purity about the true one, uniform over samples.
  public var purityDeviation = 0.0...0.05
  /// A systematic error of the recorded purity; its sign is drawn for each sample.
  public var purityBias = 0.0
  /// The share of studies' samples that state the standard deviation of their purity.
  public var recordsPurityDeviation = 0.5
  /// The share of male patients.
  public var maleShare = 0.3

  /// Creates the standard setting under a name.
  public init(name: String) { self.name = name }
}
