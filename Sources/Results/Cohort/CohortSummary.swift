import CohortStatistics
public import TumorModel

/// What a cohort says: `cohort.json`, the seal of a cohort's folder.
public struct CohortSummary: JSONObject, Hashable {
  /// The file's name.
  public static let fileName = ResultTables.cohort

  /// A folder of results.
  public struct Folder: JSONObject, Hashable {
    /// The path as given.
    public var path = ""
    /// Patients in it.
    public var patients = 0
    /// Whether its data were simulated.
    public var isSynthetic = false
    /// The choices that its results were made with.
    public var parameters = ManifestParameters()
    /// The tables that were read.
    public var tables: [Manifest.File] = []

    /// Creates an entry to be filled.
    public init() {}

    /// The properties.
    public static let properties: [JSONProperty<Folder>] = [
      JSONProperty("path", \.path, meaning: "The folder as given"),
      JSONProperty("patients", \.patients, unit: .patients, .count, meaning: "Patients in it"),
      JSONProperty("is_synthetic", \.isSynthetic, meaning: "Whether its data were simulated"),
      JSONProperty("parameters", \.parameters, meaning: "The parameters of its analysis"),
      JSONProperty("tables", \.tables, meaning: "The tables that were read"),
    ]
  }

  /// A gene's assessed patients by detection power.
  public struct Powers: JSONObject, Hashable {
    /// The gene.
    public var gene = ""
    /// The class of mutations that are counted.
    public var className = MutationClass.any
    /// Assessed patients by detection power, as `PowerGroups` has them.
    public var patientsByPower: [Int] = []

    /// Creates an entry to be filled.
    public init() {}

    /// The properties.
    public static let properties: [JSONProperty<Powers>] = [
      JSONProperty("gene", \.gene, meaning: "The gene"),
      JSONProperty("class", \.className, meaning: "The class of mutations that are counted"),
      JSONProperty(
        "patients_by_power", \.patientsByPower, unit: .patients, .count,
        meaning: "Assessed patients whose P(detect a cancer cell fraction of \(GateText.clone)) is "
          + PowerGroups.words),
    ]
  }

  /// The tool's version.
  public var version = ""
  /// Versions of the libraries that took part, by name.
  public var libraries: [String: String] = [:]
  /// Whether any folder's data were simulated.
  public var isSynthetic = false
  /// The parameters of the analysis, by name.
  public var parameters: [String: String] = [:]
  /// The folders of results.
  public var folders: [Folder] = []
  /// The cohort's tables.
  public var outputs: [Manifest.File] = []
  /// The requested genes.
  public var targets: [CohortTarget] = []
  /// All patients.
  public var patients = 0
  /// Patients with an informative comparison.
  public var comparablePatients = 0
  /// Patients with a non-primary sample.
  public var patientsWithLaterSample = 0
  /// The rows of `funnel.tsv`.
  public var funnel: [CohortFunnelRow] = []
  /// The rows of `fractions.tsv` of the genes asked for.
  public var fractions: [CohortFractionRow] = []
  /// Genes in `genes.tsv`.
  public var testedGenes = 0
  /// Those acquired more often than the same patients' other mutations, at a false discovery rate of
  /// ``falseDiscoveryRate``.
  public var excessGenes = 0
  /// The first of them, and those asked for.
  public var genes: [CohortGeneRow] = []
  /// Pairs with a gene asked for.
  public var exclusivity: [CohortExclusivityRow] = []
  /// The rows of `therapy.tsv`.
  public var therapy: [CohortTherapyRow] = []
  /// Detection power of each gene asked for.
  public var powers: [Powers] = []
  /// How a patient with several mutations or samples is counted.
  public var rule = ColumnSet.patientRule
  /// What limits the answers.
  public var caveats: [CohortCaveat] = []
  /// What differs between folders, and other things to look at.
  public var warnings: [CohortWarning] = []

  /// The cancer cell fraction of the main answer and of all tests.
  public static let threshold = ProportionBelowThreshold.mainThreshold

  /// The false discovery rate of ``excessGenes``.
  public static let falseDiscoveryRate = 0.1

  /// Creates a summary to be filled.
  public init() {}

  /// The properties.
  public static let properties: [JSONProperty<CohortSummary>] = [
    JSONProperty("version", \.version, meaning: "Version of metachron"),
    JSONProperty("libraries", \.libraries, meaning: "Versions of the libraries used"),
    JSONProperty("is_synthetic", \.isSynthetic, meaning: "Whether any data were simulated"),
    JSONProperty("parameters", \.parameters, meaning: "The parameters of the analysis"),
    JSONProperty("folders", \.folders, meaning: "The folders of results"),
    JSONProperty("outputs", \.outputs, meaning: "The cohort's tables"),
    JSONProperty("targets", \.targets, meaning: "The requested genes"),
    JSONProperty("patients", \.patients, unit: .patients, .count, meaning: "All patients"),
    JSONProperty(
      "comparable_patients", \.comparablePatients, unit: .patients, .count,
      meaning: "Patients with an informative comparison"),
    JSONProperty(
      "patients_with_later_sample", \.patientsWithLaterSample, unit: .patients, .count,
      meaning: "Patients with a non-primary sample"),
    JSONProperty("funnel", \.funnel, meaning: "The rows of funnel.tsv"),
    JSONProperty(
      "fractions", \.fractions, meaning: "The rows of fractions.tsv for the requested genes"),
    JSONProperty("tested_genes", \.testedGenes, .count, meaning: "Genes in genes.tsv"),
    JSONProperty(
      "excess_genes", \.excessGenes, .count,
      meaning: "Genes acquired more often than other mutations at a false discovery rate of "
        + "\(falseDiscoveryRate)"),
    JSONProperty(
      "genes", \.genes, meaning: "The first rows of genes.tsv, and those for the requested genes"),
    JSONProperty(
      "exclusivity", \.exclusivity,
      meaning: "The rows of exclusivity.tsv that include a requested gene"),
    JSONProperty("therapy", \.therapy, meaning: "The rows of therapy.tsv"),
    JSONProperty("powers", \.powers, meaning: "Detection power of each requested gene"),
    JSONProperty("rule", \.rule, meaning: "How each patient is counted"),
    JSONProperty("caveats", \.caveats, meaning: "What limits the answers"),
    JSONProperty("warnings", \.warnings, meaning: "Points to check"),
  ]
}

extension CohortSummary {
  /// A gene's row of the funnel.
  public func row(_ stage: FunnelPlace, of target: CohortTarget) -> CohortFunnelRow? {
    funnel.first {
      $0.gene == target.gene && $0.className == target.className && $0.stage == stage
    }
  }

  /// A gene's rows of the table of fractions.
  public func fractions(of target: CohortTarget) -> [CohortFractionRow] {
    fractions.filter { $0.gene == target.gene && $0.className == target.className }
  }

  /// A gene's tests of association with treatments.
  public func therapies(of target: CohortTarget) -> [CohortTherapyRow] {
    therapy.filter { $0.gene == target.gene && $0.className == target.className }
  }

  /// The gene that pairs are told of in any case: ERBB2 mutations are said to exclude those of ESR1.
  public static let comparedGene = "ESR1"

  /// The pairs of a gene that are told: with the others asked for, with ``comparedGene``, and those
  /// that stand out at ``falseDiscoveryRate``.
  public func overlaps(of target: CohortTarget) -> [CohortExclusivityRow] {
    let named = Set(targets.map(\.gene) + [Self.comparedGene])
    return exclusivity.filter { row in
      guard
        (row.geneA == target.gene && row.classA == target.className)
          || (row.geneB == target.gene && row.classB == target.className)
      else { return false }
      return named.contains(row.geneA == target.gene ? row.geneB : row.geneA)
        || min(row.qExclusive ?? 1, row.qCooccurring ?? 1) <= Self.falseDiscoveryRate
    }
  }
}

extension CohortExclusivityRow {
  /// The other gene of the pair.
  public func partner(of target: CohortTarget) -> CohortTarget {
    geneA == target.gene
      ? CohortTarget(gene: geneB, className: classB) : CohortTarget(gene: geneA, className: classA)
  }
}
