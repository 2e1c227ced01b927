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
  /// The standard deviation of the log odds that a substitution's alternate is captured.
  public var substitutionBiasDeviation = 0.0
  /// Copy-number changes.
  public var copyNumber = CopyNumberChanges(trunk: 0.3, earlier: 0.15, later: 0.12)
  /// The share of arms whose recorded copy number is wrong, in each sample.
  public var copyNumberMistakes = 0.0
  /// The share of changed arms that only 50–95 % of a sample's tumour cells have changed.
  public var subclonalCopyNumber = 0.0
  /// The standard deviation of the recorded purity about the true one, uniform over samples.
  public var purityDeviation = 0.0...0.05
  /// A systematic error of the recorded purity; its sign is drawn for each sample.
  public var purityBias = 0.0
  /// The share of studies' samples that state the standard deviation of their purity.
  public var recordsPurityDeviation = 0.5
  /// Whether reads are told apart by the orientation of their pairs.
  public var recordsOrientation = false
  /// The share of male patients.
  public var maleShare = 0.3

  /// Creates the standard setting under a name.
  public init(name: String) { self.name = name }
}
