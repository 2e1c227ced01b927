package import CohortStatistics
package import Results
import TumorModel

/// A cohort as it is gathered: tallies alone, whatever the number of patients.
///
/// Beside them there are 24 bytes for each patient, by which one that comes twice is found.
package struct CohortGathering {
  /// One gene asked for.
  package struct Target {
    package var funnel = FunnelTally()
    package var curves = TargetCurves()
    /// Assessed patients by detection power, as `PowerGroups` has them.
    package var powers = [Int](repeating: 0, count: PowerGroups.count)
  }

  package let targets: [CohortTarget]
  /// Whether equal identifiers in two folders are different patients.
  package let keepsFoldersApart: Bool
  package var tally = CohortTally()
  /// The curves of all mutations of all patients.
  package var curves = CohortCurves()
  package var gathered: [Target]
  /// The patients with a non-primary sample, by what their assays look at; followed are the targets,
  /// then the other genes.
  package private(set) var panels: [PanelTally] = []
  /// Patients with a non-primary sample of which no file tells what its assay looks at.
  package private(set) var withUnknownCoverage = 0
  /// Comparable patients without any line of treatment.
  package var withoutTreatments = 0
  /// Patients with any.
  package var withTreatments = 0
  package private(set) var reader: PatientReader
  // By number of a gene's name, its place in `overlap`.
  private var overlapPlaces: [Int: Int] = [:]
  private let followed: Int
  private var seen: [UInt64: Int32] = [:]

  package init(targets: [CohortTarget], others: [String], keepsFoldersApart: Bool) {
    self.targets = targets
    self.keepsFoldersApart = keepsFoldersApart
    gathered = targets.map { _ in Target() }
    followed = targets.count + others.count
    reader = PatientReader(targets: targets)
    for (place, gene) in others.enumerated() {
      overlapPlaces[reader.names.genes.number(of: gene)] = targets.count + place
    }
  }

  /// Reads a folder.
  ///
  /// - Parameters:
  ///   - stream: The folder's tables.
  ///   - number: The folder's number, from 1.
  ///   - folders: The names of all folders.
  ///   - write: Takes the rows of `cohort_patients.tsv`.
  /// - Returns: The number of patients.
  /// - Throws: What reading and writing throw, and a failure at a patient that came before.
  package mutating func read(
    _ stream: ResultsStream, number: Int, folders: [String],
    write: (CohortPatientRow) throws -> Void
  ) throws -> Int {
    var count = 0
    reader.beginFolder()
    while try reader.next(in: stream) {
      try requireNew(stream, number: number, folders: folders)
      count += 1
      tally.add(reader.patient)
      curves.add(patient: reader.curves.tested)
      var present: [(place: Int, gene: Int)] = []
      for (place, record) in reader.records.enumerated() {
        try add(record, place)
        if record.isOfClass {
          present.append((place, reader.names.genes.number(of: targets[place].gene)))
        }
        if record.exit.isMutated {
          try write(row(record, place, number: number, folder: folders[number - 1]))
        }
      }
      if reader.patient.hasLaterSample {
        for gene in reader.patient.genes where gene.isMutated {
          if let place = overlapPlaces[gene.gene] { present.append((place, gene.gene)) }
        }
        let panel = panel(of: reader.laterCoverages)
        panels[panel].add(reader.patient, followed: present, names: reader.names.genes)
        if reader.laterCoverages.contains(.unknown) { withUnknownCoverage += 1 }
      }
      if !reader.treatments.isEmpty {
        withTreatments += 1
      } else if reader.patient.isComparable {
        withoutTreatments += 1
      }
    }
    return count
  }

  /// The place among ``panels`` of what a patient's non-primary samples' assays look at.
  private mutating func panel(of coverages: [AssayCoverage]) -> Int {
    let combined = PanelTally.combined(coverages)
    if let known = panels.firstIndex(where: { $0.coverages == combined }) { return known }
    panels.append(PanelTally(combined, followed: followed))
    return panels.count - 1
  }

  private mutating func requireNew(
    _ stream: ResultsStream, number: Int, folders: [String]
  ) throws {
    var hasher = Hasher()
    hasher.combine(reader.id)
    if keepsFoldersApart { hasher.combine(number) }
    let key = UInt64(bitPattern: Int64(hasher.finalize()))
    guard let before = seen.updateValue(Int32(number), forKey: key) else { return }
    let problem =
      before == Int32(number)
      ? "patient '\(reader.id)' comes twice; expected each patient's rows together"
      : "patient '\(reader.id)' is in \(folders[Int(before) - 1]) too; expected each patient once, "
        + "or --prefix-folders if they are different patients"
    throw TableFailure(path: stream.timeline.rows.path, line: reader.line, problem)
  }

  private mutating func add(_ record: CohortRecord, _ place: Int) throws(CellFractionError) {
    gathered[place].funnel.add(record.exit, record.reduction.count > 0 ? record.reduction : nil)
    let mutations = reader.curves.mutations.filter { $0.target == place }
    gathered[place].curves.addPairs(mutations)
    let present = mutations.filter(\.isPresentLater)
    if record.exit == .assessed {
      let power = record.reduction.deciding?.detectionPower
      gathered[place].powers[PowerGroups.group(of: power)] += 1
      // What the later sample shows is more likely an artefact, inherited or gone.
      if present.isEmpty { return }
    }
    guard record.isOfClass else { return }
    try gathered[place].curves.add(present)
    // Without any line of treatment nothing tells whether there was none.
    guard !reader.treatments.isEmpty, let days = record.days, days.later > days.earlier else {
      return
    }
    let classes = Set(reader.treatments(between: days).compactMap(\.kind))
    gathered[place].curves.add(
      present, treatments: classes.sorted(), days: days.later - days.earlier)
  }

  private func row(
    _ record: CohortRecord, _ place: Int, number: Int, folder: String
  ) -> CohortPatientRow {
    var row = CohortPatientRow()
    row.gene = targets[place].gene
    row.className = targets[place].className
    row.patient = keepsFoldersApart ? "\(folder)/\(reader.id)" : reader.id
    row.folder = number
    row.excludedAt = record.exit.excludedAt
    row.reasons = record.exit == .assessed ? [] : [.exit(record.exit)]
    row.mutations = FieldList(record.mutations)
    guard let call = record.reduction.deciding, let outcome = record.outcome else { return row }
    row.outcome = outcome
    row.reasons.elements += record.reduction.reasons.map(CohortReason.call)
    row.mutation = record.deciding.mutation
    row.functionalClass = record.deciding.functionalClass
    row.earlierSample = record.deciding.earlier
    row.laterSample = record.deciding.later
    row.earlierDay = record.deciding.earlierDay
    row.laterDay = record.deciding.laterDay
    row.log10BayesFactor = call.log10BayesFactor
    row.acquired = call.acquired
    row.preexisting = call.preexisting
    row.aboveThreshold = call.aboveThreshold
    row.detectionPower = call.detectionPower
    guard let days = record.days else { return row }
    row.daysBetween = days.later - days.earlier
    let between = reader.treatments(between: days)
    row.agents = FieldList(between.map(\.agent))
    var named: Set<Int> = []
    row.treatments = FieldList(
      between.compactMap(\.kind).filter { named.insert($0).inserted }
        .map { reader.names.treatments.names[$0] })
    return row
  }
}
