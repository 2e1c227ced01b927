extension Scenario {
  /// Ordinary exomes.
  public static let standard = Scenario(name: "standard")

  /// Tumour purities of 0.1 to 0.3 in both biopsies.
  public static let lowPurity = Scenario(name: "lowPurity") {
    $0.earlierPurity = ShareSpread(alpha: 1, beta: 1, range: 0.1...0.3)
    $0.laterPurity = ShareSpread(alpha: 1, beta: 1, range: 0.1...0.3)
    $0.purityDeviation = 0...0.03
  }

  /// The sampled primary lost alleles that the metastasis kept.
  public static let lohEarlier = Scenario(name: "lohEarlier") {
    $0.divergedShare = 1
    $0.copyNumber = CopyNumberChanges(
      trunk: 0.15, earlier: 0.5, later: 0.05, laterWeights: [0.05, 0.4, 0, 0.55, 0, 0])
  }

  /// The metastasis lost alleles that the primary had.
  public static let lohLater = Scenario(name: "lohLater") {
    $0.copyNumber = CopyNumberChanges(
      trunk: 0.15, earlier: 0.05, later: 0.5, laterWeights: [0.05, 0.4, 0, 0.55, 0, 0])
  }

  /// Most arms gained, by up to five copies of one allele.
  public static let gains = Scenario(name: "gains") {
    $0.copyNumber = CopyNumberChanges(
      trunk: 0.7, earlier: 0.3, later: 0.3, trunkWeights: [0.35, 0.05, 0.2, 0, 0.2, 0.2],
      laterWeights: [0.4, 0.05, 0.2, 0, 0.2, 0.15])
  }

  /// Every primary fixed in formalin, at C>T rates of 0.3–3 % and with sites that drop out.
  public static let ffpe = Scenario(name: "ffpe") {
    $0.fixedShare = 1
    $0.deamination = 3e-3...3e-2
    $0.fixedArtefactShare = 0.15
    $0.artefactSites = 0.12
    $0.dropOut = 0.002
    $0.precision = 60...400
  }

  /// Fifteen to thirty reads.
  public static let lowDepth = Scenario(name: "lowDepth") {
    $0.earlierDepth = DepthSpread(median: 22, logDeviation: 0.2, siteShape: 8)
    $0.laterDepth = DepthSpread(median: 26, logDeviation: 0.2, siteShape: 8)
  }

  /// A panel of 500 to 3,000 reads.
  public static let deep = Scenario(name: "deep") {
    $0.mutations = 10...60
    $0.earlierDepth = DepthSpread(median: 1200, logDeviation: 0.5, siteShape: 9)
    $0.laterDepth = DepthSpread(median: 1400, logDeviation: 0.5, siteShape: 9)
    $0.precision = 200...2000
  }

  /// Two tumours in every patient; only hot spots can be shared.
  public static let unrelated = Scenario(name: "unrelated") { $0.unrelatedShare = 1 }

  /// Sub-clones of 0.5 to 5 % of the tumour cells.
  public static let tinyClones = Scenario(name: "tinyClones") {
    $0.cloneSizes = .logUniform
    $0.cloneRange = 0.005...0.05
    $0.clones = 4...8
    $0.divergedShare = 0.05
  }

  /// Recorded purities wrong by 0.15 in either direction.
  public static let wrongPurity = Scenario(name: "wrongPurity") {
    $0.purityBias = 0.15
    $0.recordsPurityDeviation = 0
    $0.copyNumberMistakes = 0.03
  }

  /// Five to fifteen mutations a patient at about 500 reads.
  public static let smallPanel = Scenario(name: "smallPanel") {
    $0.mutations = 5...15
    $0.clones = 2...4
    $0.earlierDepth = DepthSpread(median: 450, logDeviation: 0.4, siteShape: 8)
    $0.laterDepth = DepthSpread(median: 500, logDeviation: 0.4, siteShape: 8)
  }

  /// Binomial counts, one error rate, a uniform slab, diploid genomes, known purity: what simple
  /// models assume.
  public static let cleanBinomial = Scenario(name: "cleanBinomial") {
    $0.precision = nil
    $0.errorRate = 1e-3...1e-3
    $0.errorPrecision = nil
    $0.fixedShare = 0
    $0.artefactShare = 0
    $0.artefactSites = 0
    $0.indelShare = 0
    $0.cloneSizes = .uniform
    $0.copyNumber = CopyNumberChanges(trunk: 0, earlier: 0, later: 0)
    $0.purityDeviation = 0...0
    $0.maleShare = 0
  }

  /// What the usual models leave out, all at once: copy numbers that some tumour cells lack or that
  /// are recorded wrongly, alternates captured unevenly, sites that drop out.
  public static let unmodelled = Scenario(name: "unmodelled") {
    $0.subclonalCopyNumber = 0.4
    $0.copyNumberMistakes = 0.03
    $0.substitutionBiasDeviation = 0.12
    $0.purityBias = 0.05
    $0.dropOut = 0.001
    $0.artefactShare = 0.05
  }

  /// Too few reads and tumour cells to tell anything of a quarter of the primary's cells.
  public static let underpowered = Scenario(name: "underpowered") {
    $0.earlierDepth = DepthSpread(median: 20, logDeviation: 0.15, siteShape: 12)
    $0.earlierPurity = ShareSpread(alpha: 1, beta: 1, range: 0.1...0.22)
  }

  /// One of each, with ordinary exomes three times.
  public static let mixture: [Scenario] = [
    standard, lowPurity, lohEarlier, lohLater, gains, ffpe, standard, lowDepth, deep, unrelated,
    tinyClones, wrongPurity, smallPanel, standard, cleanBinomial,
  ]

  /// Every scenario that the mixture draws on, in a fixed order.
  public static let all: [Scenario] = [
    standard, lowPurity, lohEarlier, lohLater, gains, ffpe, lowDepth, deep, unrelated, tinyClones,
    wrongPurity, smallPanel, cleanBinomial,
  ]

  /// Scenarios at the edge of what can be inferred, in a fixed order; not part of the mixture.
  public static let extremes: [Scenario] = [unmodelled, underpowered]

  /// The scenarios behind a name: one, or several for `mixture`; `nil` for an unknown name.
  public static func named(_ name: String) -> [Scenario]? {
    if name == "mixture" { return mixture }
    return (all + extremes).first { $0.name == name }.map { [$0] }
  }

  private init(name: String, change: (inout Scenario) -> Void) {
    self.init(name: name)
    change(&self)
  }
}
