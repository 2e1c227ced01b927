/// What is told of the patients of a group: a rate of patients.
public enum ClinicalRate: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// Patients with a complete or partial response.
  case response = "objective_response"
  /// Patients with a response, or stable disease for long enough.
  case benefit = "clinical_benefit"
}

/// One row of `response_rates.tsv`: the rate of responses in a group.
public struct ResponseRateRow: JSONRow, Hashable {
  /// The group; `all` for all patients.
  public var group = ""
  /// The rate that is meant.
  public var rate = ClinicalRate.response
  /// Patients with it; not whole where groups are uncertain.
  public var responders = 0.0
  /// Patients; not whole where groups are uncertain.
  public var patients = 0.0
  /// The share, with its exact interval.
  public var share = IntervalFields()

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<ResponseRateRow>(
    "response_rates.tsv",
    rows:
      "Written by `metachron response clinical`: one row per group and rate, with exact (Clopper-Pearson) intervals. "
      + "Where groups are uncertain, numbers of patients are those expected given who responded, and the interval is that of a mixture over who belongs to the group."
  ) {
    Column("group", \.group, values: "`all` for all patients", meaning: "Group")
    Column(
      "rate", \.rate, values: ColumnSet.names(ClinicalRate.self), meaning: "Rate that is meant")
    Column(
      "responders", \.responders, unit: .patients, .nonNegative,
      values: "not whole where groups are uncertain", meaning: "Patients with it")
    Column(
      "patients", \.patients, unit: .patients, .nonNegative,
      values: "not whole where groups are uncertain", meaning: "Patients with an assessment")
    ColumnSet.interval(
      "share", \.share, unit: .shareOfPatients, .fraction, meaning: "Share of patients")
  }
}

/// One row of `survival.tsv`: one step of a Kaplan-Meier curve.
public struct SurvivalRow: ResultRow, Hashable {
  /// The end point, such as `progression_free` or `overall`.
  public var endpoint = ""
  /// The group; `all` for all patients.
  public var group = ""
  /// Days.
  public var time = 0.0
  /// Patients at risk just before; not whole where groups are uncertain.
  public var atRisk = 0.0
  /// Events.
  public var events = 0.0
  /// Patients who were last seen then.
  public var censored = 0.0
  /// The share without an event, with its log-log interval.
  public var survival = IntervalFields()

  /// Creates a row to be filled.
  public init() {}

  /// The group of all patients.
  public static let all = "all"

  /// The table.
  public static let table = Table<SurvivalRow>(
    "survival.tsv",
    rows:
      "Written by `metachron response clinical`: one row per end point, group and day with an event, a last "
      + "look or, where patients count from a later day on, such as the last biopsy that tells the group, an entry. "
      + "Patients whose group is uncertain count in both, with their probabilities, so that curves of groups lie closer together than groups do."
  ) {
    Column("endpoint", \.endpoint, meaning: "End point, such as `progression_free`")
    Column("group", \.group, values: "`all` for all patients", meaning: "Group")
    Column("day", \.time, unit: .days, .nonNegative, meaning: "Days from the start")
    Column(
      "at_risk", \.atRisk, unit: .patients, .nonNegative, meaning: "Patients at risk just before")
    Column(
      "events", \.events, unit: .patients, .nonNegative,
      meaning: "Patients with the event on this day")
    Column(
      "censored", \.censored, unit: .patients, .nonNegative,
      meaning: "Patients last seen on this day")
    ColumnSet.interval(
      "survival", \.survival, unit: .shareOfPatients, .fraction, values: "never empty",
      meaning: "Kaplan-Meier estimate of the share without the event; log-log interval")
  }
}

/// What a row of `survival_comparisons.tsv` is of.
public enum SurvivalQuantity: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// The median.
  case median
  /// The restricted mean.
  case restrictedMean = "restricted_mean"
  /// The log-rank test.
  case logRank = "log_rank"
  /// The hazard ratio of Cox' model.
  case hazardRatio = "hazard_ratio"
  /// The share of follow-up during which a patient could not have had the event in the group.
  case immortalTime = "immortal_time"
  /// The day up to which few were at risk although others had still to enter.
  case fewAtRisk = "few_at_risk"
  /// Too few patients are expected in an uncertain group for a curve or a comparison.
  case fewMembers = "few_members"
}

/// One row of `survival_comparisons.tsv`: one number of a group, or of two.
public struct SurvivalComparisonRow: JSONRow, Hashable {
  /// The end point.
  public var endpoint = ""
  /// The group.
  public var group = ""
  /// The group that it is compared with; empty for none.
  public var reference = ""
  /// What the row is of.
  public var quantity = SurvivalQuantity.median
  /// Its value: days, a ratio, or the statistic of the test.
  public var value = IntervalFields()
  /// The days up to which a restricted mean is.
  public var horizon: Double?
  /// The p value.
  public var pValue: Double?
  /// Patients behind it.
  public var patients = 0.0
  /// Events behind it.
  public var events = 0.0

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<SurvivalComparisonRow>(
    "survival_comparisons.tsv",
    rows:
      "Written by `metachron response clinical`: one row per end point, group and number. Where groups are "
      + "uncertain, medians are of patients weighted with their probabilities, which draws groups together, and hazard ratios "
      + "are of draws of the groups given the outcome, which does not. Where results tell the groups, patients enter at the last biopsy that tells theirs: "
      + "all had to live to it. Their numbers of patients are sums of the probabilities."
  ) {
    Column("endpoint", \.endpoint, meaning: "End point, such as `progression_free`")
    Column("group", \.group, values: "`all` for all patients", meaning: "Group")
    Column(
      "reference", \.reference, values: "empty for none", meaning: "Group that it is compared with")
    Column(
      "quantity", \.quantity, values: ColumnSet.names(SurvivalQuantity.self),
      meaning: "What the row is of")
    ColumnSet.interval(
      "value", \.value, values: "empty where it is not reached or cannot be computed",
      meaning:
        "Days of the median and the restricted mean, chi-squared of the test, the hazard ratio, the share of immortal time, or the day up to which few were at risk"
    )
    Column(
      "horizon_days", \.horizon, unit: .days, .positive, values: "empty but for restricted means",
      meaning: "Days up to which the mean is")
    Column(
      "p", \.pValue, unit: .probability, .probability, values: "empty without a test",
      meaning: "p value")
    Column("patients", \.patients, unit: .patients, .nonNegative, meaning: "Patients behind it")
    Column("events", \.events, unit: .patients, .nonNegative, meaning: "Events behind it")
  }
}

/// Names of end points in tables; those of a study's own columns keep their names, such as `OS`.
public enum Endpoint {
  /// Days to progression or death.
  public static let progressionFree = "progression_free"
  /// Days to death.
  public static let overall = "overall"
  /// Days from response to progression or death.
  public static let duration = "duration_of_response"
  /// Days from the start of a treatment to a note of progression, or death.
  public static let progressionNoted = "progression_noted"
  /// Days from the start of a treatment to its end.
  public static let onTreatment = "time_on_treatment"

  /// The order of tables.
  public static let order = [
    progressionFree, duration, overall, progressionNoted, onTreatment, "OS", "DSS", "PFS", "DFS",
    "RFS", "EFS",
  ]
}
