package import Figures
package import Results
package import TumorModel
import Wording

/// New names for patients and samples, and days counted from a patient's first sample.
///
/// Identifiers are replaced where they are values: in rows, findings and the manifest, before any
/// sentence is made of them. One that is not known gets a name that tells nothing; none passes
/// through.
package struct Pseudonyms: Sendable {
  private var patients: [String: String] = [:]
  /// Samples by patient: two patients may have samples of one name.
  private var samples: [String: [String: String]] = [:]
  private var origins: [String: Int] = [:]

  /// Names patients and samples anew.
  ///
  /// - Parameters:
  ///   - manifest: Patients and samples, which are numbered in its order.
  ///   - pairs: All pairs, which name others too: normal samples, and patients to whom a sample
  ///     appears to belong.
  ///   - others: Further patients, such as those of courses.
  package init(_ manifest: Manifest, pairs: [PairRow], others: [String] = []) {
    let width = String(manifest.patients.count).count
    for patient in manifest.patients { addPatient(patient.id, width: width) }
    var counts: [String: [SampleRole: Int]] = [:]
    for sample in manifest.samples {
      let number = counts[sample.patient, default: [:]][sample.role, default: 0] + 1
      counts[sample.patient, default: [:]][sample.role] = number
      samples[sample.patient, default: [:]][sample.id] =
        "\(patient(sample.patient)) \(sample.role.words)" + (number > 1 ? " \(number)" : "")
    }
    for pair in pairs {
      for owner in [pair.earlier.owner, pair.later.owner] {
        if let owner { addPatient(owner, width: width) }
      }
      for finding in pair.findings.elements { add(finding, of: pair.patient, width: width) }
    }
    for patient in others { addPatient(patient, width: width) }
    let days = Dictionary(grouping: manifest.samples, by: \.patient)
      .compactMapValues { $0.compactMap(\.day).min() }
    let starts = Dictionary(grouping: manifest.treatments ?? [], by: \.patient)
      .compactMapValues { $0.map(\.start).min() }
    origins = days.merging(starts) { day, _ in day }
  }

  private mutating func addPatient(_ id: String, width: Int) {
    guard patients[id] == nil else { return }
    let number = String(patients.count + 1)
    patients[id] = "Patient " + String(repeating: "0", count: max(0, width - number.count)) + number
  }

  private mutating func addSample(_ id: String, of patient: String, kind: String) {
    guard samples[patient]?[id] == nil else { return }
    let stem = "\(self.patient(patient)) \(kind)"
    let known = Set((samples[patient] ?? [:]).values)
    var name = stem
    var number = 1
    while known.contains(name) {
      number += 1
      name = "\(stem) \(number)"
    }
    samples[patient, default: [:]][id] = name
  }

  private mutating func add(_ finding: PairFinding, of patient: String, width: Int) {
    switch finding {
    case .belongsTo(_, let owner): addPatient(owner.patient, width: width)
    case .leftOut(let ids), .purityEstimated(let ids):
      for id in ids { addSample(id, of: patient, kind: "sample") }
    case .tumorInNormal(let id, _, _, _), .seenInNormal(let id, _):
      addSample(id, of: patient, kind: "normal sample")
    case .orderUnknown, .primaryTakenLater, .differentPeople, .identityUndecided,
      .independentTumors,
      .relatednessUndecided, .truncalMutationsMissing, .laterTrunkAbsent, .frequencyUnlikePurity,
      .fitUnsettled:
      break
    }
  }

  // MARK: - Identifiers and days

  /// A patient's new name.
  package func patient(_ id: String) -> String { patients[id] ?? "another patient" }

  /// The new name of a patient's sample.
  package func sample(_ id: String, of patient: String) -> String {
    samples[patient]?[id] ?? "another sample of \(self.patient(patient))"
  }

  private func sample(_ side: ComparedSample, of patient: String) -> ComparedSample {
    ComparedSample(side.id.map { sample($0, of: patient) })
  }

  /// A day from the patient's first sample; from the first treatment where no sample has a day.
  private func day(_ day: Int?, of patient: String) -> Int? {
    day.map { $0 - (origins[patient] ?? $0) }
  }

  // MARK: - Rows

  /// A call under new names.
  package func renamed(_ row: OriginRow) -> OriginRow {
    var new = row
    new.patient = patient(row.patient)
    new.earlierSample = sample(row.earlierSample, of: row.patient)
    new.laterSample = sample(row.laterSample, of: row.patient)
    new.earlier.day = day(row.earlier.day, of: row.patient)
    new.later.day = day(row.later.day, of: row.patient)
    return new
  }

  /// A pair of samples under new names.
  package func renamed(_ row: PairRow) -> PairRow {
    var new = row
    new.patient = patient(row.patient)
    new.earlierSample = sample(row.earlierSample, of: row.patient)
    new.laterSample = sample(row.laterSample, of: row.patient)
    new.earlier.day = day(row.earlier.day, of: row.patient)
    new.later.day = day(row.later.day, of: row.patient)
    new.earlier.owner = row.earlier.owner.map(patient)
    new.later.owner = row.later.owner.map(patient)
    new.findings = FieldList(row.findings.elements.map { renamed($0, of: row.patient) })
    return new
  }

  /// A finding on a patient's pair under new names.
  package func renamed(_ finding: PairFinding, of patient: String) -> PairFinding {
    func name(_ id: String) -> String { sample(id, of: patient) }
    return switch finding {
    case .belongsTo(let side, let owner):
      .belongsTo(
        side: side, SampleOwner(patient: self.patient(owner.patient), kind: owner.kind))
    case .leftOut(let ids): .leftOut(samples: ids.map(name))
    case .purityEstimated(let ids): .purityEstimated(samples: ids.map(name))
    case .tumorInNormal(let id, let share, let low, let high):
      .tumorInNormal(normal: name(id), share: share, low: low, high: high)
    case .seenInNormal(let id, let count): .seenInNormal(normal: name(id), mutations: count)
    case .orderUnknown, .primaryTakenLater, .differentPeople, .identityUndecided,
      .independentTumors,
      .relatednessUndecided, .truncalMutationsMissing, .laterTrunkAbsent, .frequencyUnlikePurity,
      .fitUnsettled:
      finding
    }
  }

  /// A mutation in a sample under new names.
  package func renamed(_ row: TrajectoryRow) -> TrajectoryRow {
    var new = row
    new.patient = patient(row.patient)
    new.sample = sample(row.sample, of: row.patient)
    new.day = day(row.day, of: row.patient)
    return new
  }

  /// A call under a changed assumption, under new names.
  package func renamed(_ row: AssumptionRow) -> AssumptionRow {
    var new = row
    new.patient = patient(row.patient)
    new.earlierSample = sample(row.earlierSample, of: row.patient)
    new.laterSample = sample(row.laterSample, of: row.patient)
    return new
  }

  /// A range of a posterior under new names.
  package func renamed(_ row: PosteriorRow) -> PosteriorRow {
    var new = row
    new.patient = patient(row.patient)
    new.earlierSample = sample(row.earlierSample, of: row.patient)
    new.laterSample = sample(row.laterSample, of: row.patient)
    return new
  }

  /// A purity that fits a sample under new names.
  package func renamed(_ row: PuritySolutionRow) -> PuritySolutionRow {
    var new = row
    new.patient = patient(row.patient)
    new.sample = sample(row.sample, of: row.patient)
    return new
  }

  /// A patient's clones under new names; mutations that have identifiers, which may be anything, are
  /// numbered.
  private func renamed(_ clones: StudyClones, of patient: String) -> StudyClones {
    var new = clones
    let name = self.patient(patient)
    var numbers: [String: Int] = ["": 0]
    for row in new.mutations.indices {
      let identifier = clones.mutations[row].identifier
      let number = numbers[identifier] ?? numbers.count
      numbers[identifier] = number
      new.mutations[row].patient = name
      new.mutations[row].identifier = number == 0 ? "" : "mutation \(number)"
      new.mutations[row].sample = sample(clones.mutations[row].sample, of: patient)
      let tail = clones.mutations[row].tailSample
      new.mutations[row].tailSample = tail.isEmpty ? "" : sample(tail, of: patient)
    }
    for row in new.fractions.indices {
      new.fractions[row].patient = name
      new.fractions[row].sample = sample(clones.fractions[row].sample, of: patient)
    }
    for row in new.proportions.indices {
      new.proportions[row].patient = name
      new.proportions[row].sample = sample(clones.proportions[row].sample, of: patient)
    }
    for row in new.starts.indices { new.starts[row].patient = name }
    for row in new.trees.indices { new.trees[row].patient = name }
    for row in new.edges.indices { new.edges[row].patient = name }
    // Without a site of its own a sample is its site.
    let samples = Set(clones.fractions.map(\.sample))
    func site(_ name: String) -> String {
      samples.contains(name) ? sample(name, of: patient) : name
    }
    for row in new.migrations.indices {
      new.migrations[row].patient = name
      new.migrations[row].origin = site(clones.migrations[row].origin)
      new.migrations[row].edges = []
    }
    for row in new.routes.indices {
      let route = clones.routes[row]
      new.routes[row].patient = name
      new.routes[row].origin = site(route.origin)
      (new.routes[row].from, new.routes[row].to) = (site(route.from), site(route.to))
    }
    return new
  }

  /// A patient under new names.
  package func renamed(_ patient: StudyPatient) -> StudyPatient {
    var new = StudyPatient(id: self.patient(patient.id))
    new.calls = patient.calls.map(renamed)
    new.pairs = patient.pairs.map(renamed)
    new.trajectories = patient.trajectories.map(renamed)
    new.posteriors = patient.posteriors.map(renamed)
    new.clones = renamed(patient.clones, of: patient.id)
    new.samples = patient.samples.map(renamed)
    new.treatments = patient.treatments.map(renamed)
    return new
  }

  // MARK: - The manifest

  /// The manifest under new names.
  ///
  /// Inputs keep their roles and lose their paths. Outputs keep the names that they have in every
  /// results folder and lose others, which tell a sample. Both lose their checksums: who holds a
  /// file could find its patients by it.
  package func renamed(_ manifest: Manifest) -> Manifest {
    var new = manifest
    for index in new.patients.indices { new.patients[index].id = patient(new.patients[index].id) }
    new.samples = manifest.samples.map(renamed)
    new.treatments = manifest.treatments?.map(renamed)
    for index in new.inputs.indices {
      new.inputs[index].path = ""
      new.inputs[index].sha256 = ""
    }
    for index in new.outputs.indices {
      if !Self.fixedNames.contains(new.outputs[index].path) { new.outputs[index].path = "" }
      new.outputs[index].sha256 = ""
    }
    return new
  }

  /// The files that every results folder has.
  private static let fixedNames: Set<String> = [
    OriginRow.table.fileName, PairRow.table.fileName, TrajectoryRow.table.fileName,
    AssumptionRow.table.fileName, PosteriorRow.table.fileName, PuritySolutionRow.table.fileName,
    TimelineRow.table.fileName, OriginsSummary.fileName,
  ]

  private func renamed(_ old: ManifestSample) -> ManifestSample {
    var new = old
    new.id = sample(old.id, of: old.patient)
    new.patient = patient(old.patient)
    new.day = day(old.day, of: old.patient)
    return new
  }

  private func renamed(_ old: ManifestTreatment) -> ManifestTreatment {
    var new = old
    new.patient = patient(old.patient)
    new.start = day(old.start, of: old.patient) ?? old.start
    new.stop = day(old.stop, of: old.patient)
    return new
  }
}
