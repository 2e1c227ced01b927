import Reporting
import TumorModel

/// The rendered rows of some patients and what the summary needs of them.
struct OriginsPiece: Sendable {
  /// The rows of each table, in the order of ``ResultTable/allCases``.
  var tables: [TableWriter]
  var summary: OriginsSummary
  var patients: [ManifestPatient] = []
  var samples: [ManifestSample] = []
  /// The VCFs that were written.
  var variants = VariantOutput.Written()
  /// What goes into a cBioPortal study, where one is written.
  var portal: PortalPiece?
  /// What MultiQC shows, where its files are written.
  var multiQC: MultiQCContent?

  init(genes: [String], isForPortal: Bool = false, isForMultiQC: Bool = false) {
    multiQC = isForMultiQC ? MultiQCContent() : nil
    portal = isForPortal ? PortalPiece() : nil
    tables = ResultTable.allCases.map { table in
      TableWriter(capacity: table == .origins || table == .trajectories ? 1 << 18 : 1 << 12)
    }
    summary = OriginsSummary(genes: genes)
  }

  /// Renders a patient.
  mutating func add(
    _ origins: PatientOrigins, of patient: PatientEvidence, rows: OriginsTable,
    treatments: [ManifestTreatment] = [], functionalClass: (Mutation) -> String?
  ) {
    rows.append(origins, of: patient, to: &tables[0])
    PairsTable.append(origins, of: patient, to: &tables[1])
    TrajectoriesTable.append(
      origins, of: patient, to: &tables[2], functionalClass: functionalClass)
    SensitivityTable.append(origins, of: patient, to: &tables[3])
    portal?.add(origins, of: patient)
    multiQC?.add(origins, of: patient)
    PuritySolutionsTable.append(origins, of: patient, to: &tables[4])
    PosteriorsTable.append(origins, of: patient, to: &tables[5])
    summary.add(origins, of: patient, functionalClass: functionalClass)
    let entry = ManifestPatient(id: patient.id, sex: patient.sex, build: patient.build)
    add(entry, samples: patient.samples, treatments: treatments)
  }

  /// Takes over what an earlier run wrote of a patient of whom there is nothing to call.
  mutating func add(
    _ recorded: RecordedPatient, treatments: [ManifestTreatment],
    functionalClass: (Mutation) -> String?
  ) {
    tables[2].append(rows: recorded.trajectories)
    tables[4].append(rows: recorded.purities)
    summary.add(recorded, functionalClass: functionalClass)
    add(recorded.patient, samples: recorded.samples, treatments: treatments)
  }

  private mutating func add(
    _ patient: ManifestPatient, samples: [Sample], treatments: [ManifestTreatment]
  ) {
    TimelineTable.append(patient, samples: samples, treatments: treatments, to: &tables[6])
    patients.append(patient)
    self.samples += samples.map(ManifestSample.init)
  }
}
