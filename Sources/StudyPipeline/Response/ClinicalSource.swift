import CohortStatistics
package import DelimitedText
package import DrugResponse
import PlateFiles
package import Results
package import Studies
import TumorModel

/// What is known of patients under treatment, put together from several files.
package struct ClinicalSource: Sendable {
  /// The patients in the order of the files.
  package internal(set) var patients: [ClinicalPatient] = []
  /// The files that were read.
  package internal(set) var inputs: [String] = []
  /// Whether some were simulated.
  package internal(set) var isSynthetic = false
  /// By what patients are compared.
  package internal(set) var grouping = ClinicalGrouping.none
  /// The column or gene of the groups.
  package internal(set) var groupedBy: String?
  /// Patients who are in no group, by reason.
  package internal(set) var leftOut: [ClinicalExclusion: Int] = [:]
  /// Whether times were in months.
  package internal(set) var hasMonths = false
  /// The time of which every recorded value counts as an event.
  package internal(set) var withoutStatus: String?
  /// What to know of them.
  package internal(set) var warnings: [Warning] = []

  private var places: [String: Int] = [:]
  /// The columns of tables of courses.
  private var courseColumns: [String] = []
  /// The folders of studies.
  private var folders: [String] = []

  /// A source of nothing.
  package init() {}

  /// The place of a patient who is known, or new.
  mutating func place(of id: String) -> Int {
    if let place = places[id] { return place }
    places[id] = patients.count
    patients.append(ClinicalPatient(id: id))
    return patients.count - 1
  }

  /// The place of a patient who is known.
  func known(_ id: String) -> Int? { places[id] }

  mutating func note(_ path: String) {
    guard !inputs.contains(path) else { return }
    inputs.append(path)
    isSynthetic = isSynthetic || FirstLine.isSynthetic(path)
  }

  // MARK: - Courses

  /// Adds tumour assessments: responses, progression-free survival and duration of response, from the start
  /// of treatment, and overall survival where a last day or a death is given.
  ///
  /// - Parameters:
  ///   - path: The table.
  ///   - rules: How responses are read.
  ///   - column: The column of the groups; `nil` for one of the name `group`.
  /// - Throws: `InputErrors` with every fault of the table.
  package mutating func add(
    courses path: String, rules: ResponseRules, groupedBy column: String? = nil
  ) throws {
    let read = try CourseReading.read(
      try TableText(readingFrom: path), groupedBy: column, reservedGroups: [SurvivalRow.all])
    note(path)
    warnings += read.warnings
    courseColumns = read.columns
    if let name = read.groupColumn { (grouping, groupedBy) = (.column, name) }
    for patient in read.patients { try add(patient, rules) }
    guard read.groupColumn != nil else { return }
    leftOut[.notRecorded] = read.patients.count { $0.group == nil }
  }

  private mutating func add(_ patient: PatientCourse, _ rules: ResponseRules) throws {
    let place = place(of: patient.patient)
    let course = try patient.course(rules: rules)
    let start = patient.startDay
    patients[place].course = course
    patients[place].treatmentStart = start
    patients[place].group = patient.group
    let free = course.progressionFreeSurvival
    // Progression that was found between assessments comes first.
    let days = min(free.days, patient.progressionDay ?? .infinity)
    let isEvent = free.isEvent || patient.progressionDay != nil
    // Who was not seen after the first day counts as at risk on it.
    if days >= 0 {
      patients[place].followUps[Endpoint.progressionFree] = .init(
        days, isEvent: isEvent, origin: start)
    }
    if let duration = course.durationOfResponse, duration.days >= 0 {
      patients[place].followUps[Endpoint.duration] = .init(
        duration.days, isEvent: duration.isEvent,
        origin: start.flatMap { start in course.timeToResponse.map { start + $0 } })
    }
    let last = patient.deathDay ?? patient.lastDay ?? course.visits.last?.day ?? free.days
    if last >= 0 {
      patients[place].followUps[Endpoint.overall] = .init(
        last, isEvent: patient.deathDay != nil, origin: start)
    }
  }

  // MARK: - Studies

  /// Adds the times of survival of a cBioPortal study, counted from diagnosis, and what its timelines tell of a treatment.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - time: Columns of a time beside the usual ones.
  ///   - treatment: A part of an agent's name; `nil` for none.
  /// - Throws: `InputErrors` where tables are refused, ``CommandFailure`` where nobody had the treatment.
  package mutating func add(
    study folder: String, time: TimeColumns? = nil, treatment: String? = nil
  ) throws {
    let read = try PortalOutcomes.read(folder: folder, time: time)
    for input in read.inputs { note(input.path) }
    warnings += read.warnings
    folders.append(folder)
    for outcome in read.survival {
      let place = place(of: outcome.patient)
      patients[place].followUps[outcome.endPoint.rawValue] = .init(
        outcome.days, isEvent: outcome.isEvent, origin: 0)
      hasMonths = hasMonths || outcome.unit == .months
    }
    if let time, time.status == nil { withoutStatus = time.endPoint.rawValue }
    guard let treatment else { return }
    let courses = TreatmentCourse.courses(of: treatment, in: read)
    guard !courses.isEmpty else {
      throw CommandFailure(
        .badData,
        "error: no patient of \(folder) had a treatment named '\(treatment)'"
          + NearestNames.hint(treatment, among: Set(read.treatments.map(\.agent)).sorted()))
    }
    for course in courses {
      let place = place(of: course.patient)
      start(course.start, at: place)
      for (name, days, isEvent) in course.followUps {
        patients[place].followUps[name] = .init(days, isEvent: isEvent, origin: course.start)
      }
    }
  }

  /// Takes the first day of a treatment for that on which assessments count from, where the table does not state it.
  private mutating func start(_ day: Double, at place: Int) {
    guard let course = patients[place].course, patients[place].treatmentStart == nil else { return }
    patients[place].treatmentStart = day
    for name in [Endpoint.progressionFree, Endpoint.overall] {
      patients[place].followUps[name]?.origin = day
    }
    patients[place].followUps[Endpoint.duration]?.origin = course.timeToResponse.map { day + $0 }
  }

  /// Groups patients by a column of the tables of courses or, where those lack it, of a study's patients or samples.
  ///
  /// Patients without a value are in no group.
  ///
  /// - Throws: ``CommandFailure`` where no table has the column, or it has too many values; `InputErrors`.
  package mutating func group(by column: String) throws {
    // Groups of the courses were read with them.
    if grouping == .column { return try requireFewGroups(column) }
    for folder in folders {
      guard let attribute = try PortalAttribute.read(column, folder: folder) else { continue }
      note(attribute.input.path)
      guard !attribute.values.values.contains(.value(SurvivalRow.all)) else {
        throw CommandFailure(
          .badData,
          "error: '\(column)' in \(attribute.input.path) has the value '\(SurvivalRow.all)', which stands for all "
            + "patients in results; expected another name for this group")
      }
      warnings += attribute.warnings.filter { !warnings.contains($0) }
      (grouping, groupedBy) = (.column, attribute.name)
      for place in patients.indices {
        switch attribute.values[patients[place].id] {
        case .value(let value): patients[place].group = value
        case .differs: leftOut[.differs, default: 0] += 1
        case nil: leftOut[.notRecorded, default: 0] += 1
        }
      }
      return try requireFewGroups(column)
    }
    let names = try courseColumns + folders.flatMap { try PortalAttribute.names(folder: $0) }
    throw CommandFailure(
      .badData,
      "error: no table has the column '\(column)'\(NearestNames.hint(column, among: names))")
  }

  /// More groups than that are no groups.
  private static let mostGroups = 12

  private func requireFewGroups(_ column: String) throws {
    let count = Set(patients.compactMap(\.group)).count
    guard count > Self.mostGroups else { return }
    throw CommandFailure(
      .badData,
      "error: '\(column)' has \(count) different values; expected a column with at most \(Self.mostGroups)"
    )
  }
}
