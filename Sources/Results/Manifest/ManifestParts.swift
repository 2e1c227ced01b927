public import TumorModel

/// A patient in `manifest.json`.
public struct ManifestPatient: JSONObject, Hashable {
  /// The identifier.
  public var id = ""
  /// The patient's sex; absent where unknown.
  public var sex: Sex?
  /// The assembly; absent where unknown.
  public var build: GenomeBuild?

  /// Creates an entry to be filled.
  public init() {}

  /// Creates the entry of a patient.
  public init(id: String, sex: Sex?, build: GenomeBuild?) {
    (self.id, self.sex, self.build) = (id, sex, build)
  }

  /// The properties.
  public static let properties: [JSONProperty<ManifestPatient>] = [
    JSONProperty("id", \.id, meaning: "Identifier of the patient"),
    JSONProperty("sex", \.sex, meaning: "The patient's sex"),
    JSONProperty("build", \.build, meaning: "The reference assembly"),
  ]
}

/// A sample in `manifest.json`: every value that its patient's analysis used.
public struct ManifestSample: JSONObject, Hashable {
  /// The identifier.
  public var id = ""
  /// The patient's identifier.
  public var patient = ""
  /// The role.
  public var role = SampleRole.primary
  /// Present and true where the input does not tell the role.
  public var isRoleAssumed: Bool?
  /// Days from diagnosis.
  public var day: Int?
  /// The place in the order of time points.
  public var order: Int?
  /// The anatomical site.
  public var site: String?
  /// How the specimen was kept.
  public var specimen: Specimen?
  /// The tumour cell share as given, in (0, 1].
  public var purity: Double?
  /// Its standard deviation.
  public var purityDeviation: Double?
  /// The mean copy number of tumour cells.
  public var ploidy: Double?
  /// P(read alternate | molecule reference).
  public var errorRate: Double?
  /// Mean copies of a molecule among the reads.
  public var duplication = 1.0
  /// What its assay looks at, as `AssayCoverage.fieldText`; absent where unknown.
  public var assay: String?

  /// Creates an entry to be filled.
  public init() {}

  /// Creates the entry of a sample.
  public init(_ sample: Sample) {
    id = sample.id
    patient = sample.patient
    role = sample.role
    isRoleAssumed = sample.isRoleKnown ? nil : true
    day = sample.day
    order = sample.order
    site = sample.site
    specimen = sample.specimen
    purity = sample.purity?.value
    purityDeviation = sample.purityDeviation
    ploidy = sample.ploidy
    errorRate = sample.errorRate
    duplication = sample.duplication
    assay = sample.coverage == .unknown ? nil : sample.coverage.fieldText
  }

  /// The sample, or `nil` when a value is none that a sample can have.
  ///
  /// - Parameter panels: The manifest's panels by name.
  public func sample(panels: [String: AssayCoverage.Panel]) -> Sample? {
    var sample = Sample(id: id, patient: patient, role: role)
    sample.isRoleKnown = isRoleAssumed != true
    sample.day = day
    sample.order = order
    sample.site = site
    sample.specimen = specimen
    if let purity {
      guard let value = Purity(purity) else { return nil }
      sample.purity = value
    }
    let others = [purityDeviation, ploidy, errorRate, duplication].compactMap { $0 }
    guard others.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
    sample.purityDeviation = purityDeviation
    sample.ploidy = ploidy
    sample.errorRate = errorRate
    sample.duplication = duplication
    guard let coverage = AssayCoverage(fieldText: assay ?? "", panels: panels) else { return nil }
    sample.coverage = coverage
    return sample
  }

  /// The properties.
  public static let properties: [JSONProperty<ManifestSample>] = [
    JSONProperty("id", \.id, meaning: "Identifier of the sample"),
    JSONProperty("patient", \.patient, meaning: "Identifier of the patient"),
    JSONProperty("role", \.role, meaning: "Role of the sample"),
    JSONProperty(
      "is_role_assumed", \.isRoleAssumed, meaning: "True where the input does not tell the role"),
    JSONProperty("day", \.day, unit: .daysFromDiagnosis, .day, meaning: "Day of the sample"),
    JSONProperty("order", \.order, meaning: "Place in the order of time points"),
    JSONProperty("site", \.site, meaning: "Anatomical site"),
    JSONProperty("specimen", \.specimen, meaning: "How the specimen was preserved"),
    JSONProperty(
      "purity", \.purity, unit: .shareOfCells, .positiveFraction, meaning: "Purity as given"),
    JSONProperty(
      "purity_deviation", \.purityDeviation, unit: .shareOfCells, .nonNegative,
      meaning: "Standard deviation of the purity"),
    JSONProperty(
      "ploidy", \.ploidy, unit: .copiesPerTumorCell, .positive,
      meaning: "Mean copy number of tumour cells"),
    JSONProperty(
      "error_rate", \.errorRate, unit: .probability, .errorRate,
      meaning: "P(read alternate, given a reference molecule)"),
    JSONProperty(
      "duplication", \.duplication, .positive, meaning: "Mean copies of a molecule among the reads"),
    JSONProperty("assay", \.assay, meaning: "What the sample's assay looks at, as in timeline.tsv"),
  ]
}

/// A line of treatment in `manifest.json`.
public struct ManifestTreatment: JSONObject, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The agent, or several.
  public var agent = ""
  /// Its class, such as `aromatase_inhibitor`.
  public var kind = ""
  /// The first day, from diagnosis.
  public var start = 0
  /// The last day; absent while it goes on.
  public var stop: Int?
  /// CR, PR, SD, PD or NE; empty where unknown.
  public var bestResponse = ""

  /// Creates an entry to be filled.
  public init() {}

  /// Creates the entry of a treatment.
  public init(_ treatment: Treatment) {
    patient = treatment.patient
    agent = treatment.agent
    kind = treatment.kind
    start = treatment.start
    stop = treatment.stop
    bestResponse = treatment.bestResponse
  }

  /// The treatment.
  public var treatment: Treatment {
    Treatment(
      patient: patient, agent: agent, kind: kind, start: start, stop: stop,
      bestResponse: bestResponse)
  }

  /// The properties.
  public static let properties: [JSONProperty<ManifestTreatment>] = [
    JSONProperty("patient", \.patient, meaning: "Identifier of the patient"),
    JSONProperty("agent", \.agent, meaning: "The agent, or several"),
    JSONProperty("class", \.kind, meaning: "Class of treatment, such as aromatase_inhibitor"),
    JSONProperty("start_day", \.start, unit: .daysFromDiagnosis, .day, meaning: "First day"),
    JSONProperty("stop_day", \.stop, unit: .daysFromDiagnosis, .day, meaning: "Last day"),
    JSONProperty(
      "best_response", \.bestResponse, meaning: "CR, PR, SD, PD or NE; empty if unknown"),
  ]
}
