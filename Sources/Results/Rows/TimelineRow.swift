import ClonalEvolution
public import TumorModel

/// One row of `timeline.tsv`: a tumour sample or a line of treatment of a patient.
public struct TimelineRow: ResultRow, Hashable {
  /// What a row is about.
  public enum Event: String, Hashable, Sendable, NamedFieldValue {
    /// A tumour sample.
    case sample
    /// A line of treatment.
    case treatment
  }

  /// The patient's identifier.
  public var patient = ""
  /// What the row is about.
  public var event = Event.sample
  /// Day of the sample, or first day of the treatment.
  public var start: Int?
  /// Last day of the treatment.
  public var stop: Int?
  /// The sample's identifier, or the treatment's agent.
  public var name = ""
  /// The sample's role, or the treatment's class; empty where not told.
  public var kind = ""
  /// CR, PR, SD, PD or NE; empty where unknown, and of samples.
  public var bestResponse = ""
  /// Place of the sample in the order of time points.
  public var order: Int?
  /// Anatomical site of the sample, as in the input.
  public var site = ""
  /// How the sample was kept.
  public var specimen: Specimen?
  /// Tumour purity of the sample as given.
  public var purity: Double?
  /// Mean copy number of the sample's tumour cells.
  public var ploidy: Double?
  /// The patient's sex.
  public var sex: Sex?
  /// The reference assembly.
  public var build: GenomeBuild?
  /// What the sample's assay looks at, as `AssayCoverage.fieldText`.
  public var assay = ""

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<TimelineRow>(
    "timeline.tsv",
    rows:
      "One row per tumour sample and line of treatment of a patient. Every patient of the study "
      + "has at least one row. In all tables the patients come in this order, each with its rows "
      + "together, so that the tables can be read side by side, patient by patient.",
    note: GateText.note
  ) {
    ColumnSet.patient(\.patient)
    Column("event", \.event, values: ColumnSet.names(Event.self), meaning: "What the row is about")
    Column(
      "start_day", \.start, unit: .daysFromDiagnosis, .day, values: "empty where unknown",
      meaning: "Day of the sample, or first day of the treatment")
    Column(
      "stop_day", \.stop, unit: .daysFromDiagnosis, .day,
      values: "empty while it continues, and for samples", meaning: "Last day of the treatment")
    Column("name", \.name, meaning: "The sample's identifier, or the treatment's agent")
    Column(
      "class", \.kind,
      values: "a role, or empty where unknown; a class such as `aromatase_inhibitor`",
      meaning: "The sample's role, or the treatment's class")
    Column(
      "best_response", \.bestResponse,
      values: "`CR`, `PR`, `SD`, `PD`, `NE`; empty where unknown, and for samples",
      meaning: "Best response to the treatment")
    Column("order", \.order, .any, meaning: "Place of the sample in the order of time points")
    Column("site", \.site, meaning: "Anatomical site of the sample, as in the input")
    Column(
      "specimen", \.specimen, values: ColumnSet.names(Specimen.self) + "; empty where unknown",
      meaning: "How the specimen was preserved")
    Column(
      "purity", \.purity, unit: .shareOfCells, .positiveFraction, values: "empty where not given",
      meaning: "Purity of the sample as given")
    Column(
      "ploidy", \.ploidy, unit: .copiesPerTumorCell, .positive,
      meaning: "Mean copy number of the sample's tumour cells")
    Column(
      "sex", \.sex, values: ColumnSet.names(Sex.self) + "; empty where unknown",
      meaning: "The patient's sex")
    Column(
      "build", \.build, values: ColumnSet.names(GenomeBuild.self) + "; empty where unknown",
      meaning: "The reference assembly")
    Column(
      "assay", \.assay,
      values: "`not_sequenced`, `every_gene`, or `panel:` and the name of a panel of "
        + "`manifest.json`; empty where no file tells, and for treatments",
      meaning: "Which genes the sample's assay looks at")
  }
}

extension TimelineRow {
  /// A patient's samples in the order of their time points, then the treatments by their first day; equal
  /// ones by name, so that the order of the study sheet does not show.
  public static func rows(
    of patient: ManifestPatient, samples: [Sample], treatments: [ManifestTreatment]
  ) -> [TimelineRow] {
    var empty = TimelineRow()
    empty.patient = patient.id
    empty.sex = patient.sex
    empty.build = patient.build
    let inTime = SampleOrder(samples).chronological.map { samples[$0] }
    let biopsies = inTime.map { sample in
      var row = empty
      row.event = .sample
      row.start = sample.day
      row.name = sample.id
      row.kind = sample.knownRole?.rawValue ?? ""
      row.order = sample.order
      row.site = sample.site ?? ""
      row.specimen = sample.specimen
      row.purity = sample.purity?.value
      row.ploidy = sample.ploidy
      row.assay = sample.coverage.fieldText
      return row
    }
    let ordered = treatments.sorted {
      ($0.start, $0.stop ?? .max, $0.agent) < ($1.start, $1.stop ?? .max, $1.agent)
    }
    return biopsies
      + ordered.map { treatment in
        var row = empty
        row.event = .treatment
        row.start = treatment.start
        row.stop = treatment.stop
        row.name = treatment.agent
        row.kind = treatment.kind
        row.bestResponse = treatment.bestResponse
        return row
      }
  }
}
