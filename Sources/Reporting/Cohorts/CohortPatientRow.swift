/// A row of `cohort_patients.tsv`: a patient with a mutation of a gene.
public struct CohortPatientRow: Hashable, Sendable {
  /// The gene.
  public var gene = ""
  /// The class of mutations that counts.
  public var className = ""
  /// The patient.
  public var patient = ""
  /// The folder of results, from 1.
  public var results = 1
  /// What the calls come to; empty without a call.
  public var outcome = ""
  /// Reasons of indeterminate calls.
  public var reasons: [String] = []
  /// The step of the funnel that is not reached.
  public var fellOutAt = ""
  /// Why not.
  public var why = ""
  /// The patient's mutations of the gene.
  public var mutations: [String] = []
  /// The mutation of the deciding call.
  public var mutation = ""
  /// Its class.
  public var functionalClass = ""
  /// The earlier sample.
  public var earlierSample = ""
  /// The later sample.
  public var laterSample = ""
  /// Its day.
  public var earlierDay: Int?
  /// Its day.
  public var laterDay: Int?
  /// Days between the two.
  public var daysBetween: Int?
  /// log10 Bayes factor for absence.
  public var log10BayesFactor: Double?
  /// What enters the mixture, natural log.
  public var logLikelihoodRatio: Double?
  /// P(acquired), 0 to 1.
  public var acquired: Double?
  /// P(pre-existing), 0 to 1.
  public var preexisting: Double?
  /// P(earlier fraction at or above the threshold), 0 to 1.
  public var aboveThreshold: Double?
  /// P(detect a cancer cell fraction of 0.25), 0 to 1.
  public var detectionPower: Double?
  /// Agents begun between the biopsies.
  public var agents: [String] = []
  /// Their classes.
  public var treatments: [String] = []

  /// Creates an empty row.
  public init() {}

  /// Writes the row.
  public func append(to table: inout TableWriter) {
    table.field(gene)
    table.field(className)
    table.field(patient)
    table.field(results)
    table.field(outcome)
    table.field(reasons.joined(separator: ";"))
    table.field(fellOutAt)
    table.field(why)
    table.field(mutations.joined(separator: ";"))
    table.field(mutation)
    table.field(functionalClass)
    table.field(earlierSample)
    table.field(laterSample)
    table.field(earlierDay)
    table.field(laterDay)
    table.field(daysBetween)
    table.field(log10BayesFactor)
    table.field(logLikelihoodRatio)
    table.field(acquired)
    table.field(preexisting)
    table.field(aboveThreshold)
    table.field(detectionPower)
    table.field(agents.joined(separator: ";"))
    table.field(treatments.joined(separator: ";"))
    table.endRow()
  }
}
