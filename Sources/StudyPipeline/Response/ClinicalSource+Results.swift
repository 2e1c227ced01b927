import Figures
import DelimitedText
import Results
import TumorModel
import Wording

extension ClinicalSource {
  /// Groups patients by how likely a mutation of a gene is to have been acquired, from results.
  ///
  /// - Throws: ``CommandFailure`` where the folder has no results or no patient of the gene, and the errors
  ///   of reading tables.
  package mutating func group(byOriginOf gene: String, in folder: String) throws {
    let tables = try open(folder, gene)
    let target = CohortTarget(gene: gene, className: .any)
    var found = false
    let all = Set(tables.patients)
    for place in patients.indices {
      guard all.contains(patients[place].id) else {
        leftOut[.notInResults, default: 0] += 1
        continue
      }
      let patient = try tables.patient(patients[place].id)
      guard let call = patient.decidingCall(of: target), let acquired = call.acquired,
        case let before = (call.preexistingSubclonal ?? 0) + (call.preexistingClonal ?? 0),
        acquired + before > 0
      else {
        leftOut[.withoutCall, default: 0] += 1
        continue
      }
      // A call from all later samples together needed the last of them.
      let days = patient.samples.filter { sample in
        call.laterSample.isJoint || sample.id == call.laterSample.id
      }.compactMap(\.day)
      patients[place].origin = .init(
        acquired: acquired / (acquired + before), told: days.max().map(Double.init))
      found = true
    }
    guard found else {
      throw CommandFailure(
        .badData,
        "error: no patient of the clinical tables has a call of \(gene) in \(folder); expected the same "
          + "identifiers of patients, and a gene that was mutated")
    }
    grouping = .origin
  }

  /// Groups patients by whether a gene is mutated, from results.
  ///
  /// A mutation counts where it changes the protein. A patient none of whose samples was looked at for the
  /// gene is in no group. Whoever is in the results may be there only because they lived to their last biopsy.
  ///
  /// - Throws: As ``group(byOriginOf:in:)``.
  package mutating func group(byMutationOf gene: String, in folder: String) throws {
    let tables = try open(folder, gene)
    let panels = tables.folder.manifest.panelsByName
    let all = Set(tables.patients)
    for place in patients.indices {
      guard all.contains(patients[place].id) else {
        leftOut[.notInResults, default: 0] += 1
        continue
      }
      let patient = try tables.patient(patients[place].id)
      let showing = patient.samplesShowing(gene)
      func days(_ isWanted: (ManifestSample) -> Bool) -> (any: Bool, first: Double?) {
        let samples = patient.samples.filter(isWanted)
        return (!samples.isEmpty, samples.compactMap(\.day).min().map(Double.init))
      }
      let shown = days { showing.contains($0.id) }
      let notSeen = days { sample in
        !showing.contains(sample.id)
          && AssayCoverage(fieldText: sample.assay ?? "", panels: panels)?.allowsAbsence(of: gene)
            ?? false
      }
      guard shown.any || notSeen.any else {
        leftOut[.notAssessed, default: 0] += 1
        continue
      }
      patients[place].mutation = .init(
        isMutated: shown.any, shown: shown.first, notSeen: notSeen.first,
        last: patient.samples.compactMap(\.day).max().map(Double.init),
        areDated: patient.samples.allSatisfy { $0.day != nil })
    }
    guard patients.contains(where: { $0.mutation != nil }) else {
      throw CommandFailure(
        .badData,
        "error: no patient of the clinical tables was looked at for \(gene) in \(folder); expected the same "
          + "identifiers of patients")
    }
    guard patients.contains(where: { $0.mutation?.isMutated == true }) else {
      throw CommandFailure(
        .badData,
        "error: no patient of the clinical tables has a mutation of \(gene) in \(folder)"
          + GeneNameHint.words(for: gene))
    }
    grouping = .mutation
  }

  /// Opens results for a gene, by which alone patients are then grouped.
  private mutating func open(_ folder: String, _ gene: String) throws -> StudyTables {
    let tables = try StudyTables(folder)
    isSynthetic = isSynthetic || tables.folder.manifest.isSynthetic
    note("\(FolderPath.plain(folder))/\(Manifest.fileName)")
    groupedBy = gene
    leftOut = [:]
    for place in patients.indices { patients[place].group = nil }
    return tables
  }
}
