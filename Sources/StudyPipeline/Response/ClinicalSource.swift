import CohortStatistics
package import DelimitedText
package import DrugResponse
import Figures
import PlateFiles
import Results
import TumorModel

/// What is known of patients under treatment, put together from several files.
package struct ClinicalSource: Sendable {
  /// The patients, those of assessments first.
  package private(set) var patients: [ClinicalPatient] = []
  /// The files that were read.
  package private(set) var inputs: [String] = []
  /// Whether some were simulated.
  package private(set) var isSynthetic = false
  /// What to know of them.
  package private(set) var warnings: [Warning] = []

  /// A source of nothing.
  package init() {}

  private mutating func place(of id: String) -> Int {
    if let place = patients.firstIndex(where: { $0.id == id }) { return place }
    patients.append(ClinicalPatient(id: id))
    return patients.count - 1
  }

  private mutating func note(_ path: String) {
    inputs.append(path)
    isSynthetic = isSynthetic || FirstLine.isSynthetic(path)
  }

  /// Adds tumour assessments: responses, progression-free survival and duration of response, from the start
  /// of treatment, and overall survival where a last day or a death is given.
  ///
  /// - Throws: `InputErrors` with every fault of the table.
  package mutating func add(courses path: String, rules: ResponseRules) throws {
    let read = try CourseReading.read(try TableText(readingFrom: path))
    note(path)
    warnings += read.warnings
    for patient in read.patients {
      let place = place(of: patient.patient)
      let course = try patient.course(rules: rules)
      patients[place].course = course
      let free = course.progressionFreeSurvival
      // Progression that was found between assessments comes first.
      let days = min(free.days, patient.progressionDay ?? .infinity)
      let isEvent = free.isEvent || patient.progressionDay != nil
      if days > 0 {
        patients[place].followUps[Endpoint.progressionFree] = SurvivalTime(
          time: days, isEvent: isEvent)
      }
      if let duration = course.durationOfResponse, duration.days > 0 {
        patients[place].followUps[Endpoint.duration] = SurvivalTime(
          time: duration.days, isEvent: duration.isEvent)
      }
      let last = patient.deathDay ?? patient.lastDay ?? course.visits.last?.day
      if let last, last > 0 {
        patients[place].followUps[Endpoint.overall] = SurvivalTime(
          time: last, isEvent: patient.deathDay != nil)
      }
    }
  }

  /// Adds how likely each patient's mutation of a gene is to have been acquired, from results.
  ///
  /// - Throws: ``CommandFailure`` where the folder has no results or no patient of the gene, and the errors
  ///   of reading tables.
  package mutating func add(callsOf gene: String, in folder: String) throws {
    let tables = try StudyTables(folder)
    isSynthetic = isSynthetic || tables.folder.manifest.isSynthetic
    inputs.append("\(FolderPath.plain(folder))/\(Manifest.fileName)")
    let target = CohortTarget(gene: gene, className: .any)
    var found = false
    for id in tables.patients where patients.contains(where: { $0.id == id }) {
      let patient = try tables.patient(id)
      guard let call = patient.decidingCall(of: target), let acquired = call.acquired else {
        continue
      }
      let before = (call.preexistingSubclonal ?? 0) + (call.preexistingClonal ?? 0)
      guard acquired + before > 0 else { continue }
      let place = place(of: id)
      patients[place].acquired = acquired / (acquired + before)
      found = true
      // Overall survival counts from the diagnosis, as days of samples do.
      let later = patient.samples.first { $0.id == call.laterSample.id }
      if let day = later?.day, day > 0 { patients[place].known[Endpoint.overall] = Double(day) }
    }
    guard found else {
      throw CommandFailure(
        .badData,
        "error: no patient of the clinical tables has a call of \(gene) in \(folder); expected the same "
          + "identifiers of patients, and a gene that was mutated")
    }
  }

  /// Adds groups.
  package mutating func add(groups: [String: String]) {
    for (id, group) in groups.sorted(by: { $0.key < $1.key }) {
      guard let place = patients.firstIndex(where: { $0.id == id }) else { continue }
      patients[place].group = group
    }
  }
}
