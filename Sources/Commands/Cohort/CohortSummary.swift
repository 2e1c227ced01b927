import Reporting

/// What a cohort says: `cohort.json`.
struct CohortSummary: Codable, Hashable, Sendable {
  static let fileName = "cohort.json"

  /// A folder of results.
  struct Folder: Codable, Hashable, Sendable {
    var path: String
    var patients: Int
    var isSynthetic: Bool
    var version: String
    /// The choices that calls depend on.
    var parameters: [String: String]
    /// The tables that were read.
    var tables: [Manifest.File]
  }

  /// Likelihood ratios of a gene's assessable patients; beyond 10,000 in bins of 5 %.
  struct LikelihoodRatios: Codable, Hashable, Sendable {
    var gene: String
    var className: String
    /// Natural logs, rising.
    var logs: [Double]
    var counts: [Int]
    /// Assessed patients by P(detect a cancer cell fraction of 0.25): below 0.5, below 0.8, from 0.8
    /// on, not told.
    var patientsByPower: [Int]
  }

  var version = ToolVersion.number
  var libraries = ToolVersion.libraries
  /// Whether any folder's data were simulated.
  var isSynthetic = false
  var parameters: [String: String] = [:]
  var folders: [Folder] = []
  var outputs: [Manifest.File] = []
  var targets: [CohortTarget] = []
  var patients = 0
  /// Patients with a comparison that says something.
  var comparablePatients = 0
  /// Patients with a sample that is no primary.
  var patientsWithLaterSample = 0
  var funnel: [CohortFunnelRow] = []
  var fractions: [CohortFractionRow] = []
  /// Genes in `genes.tsv`.
  var testedGenes = 0
  /// Those acquired more often than chance explains, at a false discovery rate of 0.1; absent in
  /// summaries of before.
  var excessGenes: Int?
  /// The first of them.
  var genes: [CohortGeneRow] = []
  /// Pairs with a gene that was asked for.
  var exclusivity: [CohortExclusivityRow] = []
  /// The tests over strata.
  var therapy: [CohortTherapyRow] = []
  var likelihoodRatios: [LikelihoodRatios] = []
  /// How a patient with several mutations or samples is counted.
  var rule = Self.rule
  /// What to know, in words.
  var caveats: [String] = []
  /// What differs between folders, and other things to see to.
  var warnings: [String] = []

  static let rule =
    "The patient is the unit: pre-existing if any mutation of the gene and class was there at the "
    + "earliest sample, else acquired if any was, else indeterminate"

  /// At most this many genes are listed.
  static let listedGenes = 50
}
