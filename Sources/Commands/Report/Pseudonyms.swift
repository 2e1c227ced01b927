import Foundation
import Reporting

/// New names for patients and samples, and days counted from a patient's first sample.
struct Pseudonyms {
  private var patients: [String: String] = [:]
  private var samples: [String: String] = [:]
  private var firstDays: [String: Int] = [:]

  /// Names patients and samples anew, in the order of the manifest.
  init(_ manifest: Manifest) {
    let width = String(manifest.patients.count).count
    for (index, patient) in manifest.patients.enumerated() {
      let number = String(index + 1)
      patients[patient.id] =
        "Patient " + String(repeating: "0", count: max(0, width - number.count)) + number
    }
    var counts: [String: Int] = [:]
    for sample in manifest.samples {
      let patient = patients[sample.patient] ?? "Patient"
      counts["\(patient) \(sample.role)", default: 0] += 1
      let number = counts["\(patient) \(sample.role)"] ?? 1
      samples[sample.id] = "\(patient) \(sample.role)" + (number > 1 ? " \(number)" : "")
      if let day = sample.day {
        firstDays[sample.patient] = min(firstDays[sample.patient] ?? day, day)
      }
    }
  }

  private func patient(_ id: String) -> String { patients[id] ?? "Patient" }
  private func sample(_ id: String) -> String { samples[id] ?? id }
  private func day(_ day: Int?, of patient: String) -> Int? {
    day.map { $0 - (firstDays[patient] ?? 0) }
  }

  /// Free text with a patient's names replaced.
  private func words(_ text: String, of patient: String, samples ids: [String]) -> String {
    var result = text
    // Longer names first: one may be the start of another.
    for id in (ids + [patient]).sorted(by: { $0.count > $1.count }) where !id.isEmpty {
      result = result.replacing(id, with: id == patient ? self.patient(id) : sample(id))
    }
    return result
  }

  /// The manifest under new names.
  func renamed(_ manifest: Manifest) -> Manifest {
    var manifest = manifest
    for index in manifest.patients.indices {
      manifest.patients[index].id = patient(manifest.patients[index].id)
    }
    for index in manifest.samples.indices {
      let old = manifest.samples[index]
      manifest.samples[index].id = sample(old.id)
      manifest.samples[index].patient = patient(old.patient)
      manifest.samples[index].day = day(old.day, of: old.patient)
    }
    manifest.treatments = manifest.treatments?.map { old in
      var treatment = old
      treatment.patient = patient(old.patient)
      treatment.start = day(old.start, of: old.patient) ?? old.start
      treatment.stop = day(old.stop, of: old.patient)
      return treatment
    }
    // A path may hold a name; its role and checksum tell which file it was.
    for index in manifest.inputs.indices { manifest.inputs[index].path = "" }
    return manifest
  }

  /// One patient's rows under new names.
  func renamed(_ old: StudyResults.Patient) -> StudyResults.Patient {
    let ids = old.samples.map(\.id)
    var new = old
    new.id = patient(old.id)
    for index in new.calls.indices {
      new.calls[index].patient = new.id
      new.calls[index].earlier = renamed(new.calls[index].earlier, of: old.id)
      new.calls[index].later = renamed(new.calls[index].later, of: old.id)
    }
    for index in new.pairs.indices {
      let pair = old.pairs[index]
      new.pairs[index].patient = new.id
      new.pairs[index].earlier = sample(pair.earlier)
      new.pairs[index].later = sample(pair.later)
      new.pairs[index].earlierDay = day(pair.earlierDay, of: old.id)
      new.pairs[index].laterDay = day(pair.laterDay, of: old.id)
      new.pairs[index].warnings = words(pair.warnings, of: old.id, samples: ids)
    }
    for index in new.trajectories.indices {
      let point = old.trajectories[index]
      new.trajectories[index].patient = new.id
      new.trajectories[index].sample = sample(point.sample)
      new.trajectories[index].day = day(point.day, of: old.id)
    }
    for index in new.samples.indices {
      new.samples[index].id = sample(old.samples[index].id)
      new.samples[index].patient = new.id
      new.samples[index].day = day(old.samples[index].day, of: old.id)
    }
    return new
  }

  private func renamed(_ side: CallRow.Side, of patient: String) -> CallRow.Side {
    var side = side
    side.sample = sample(side.sample)
    side.day = day(side.day, of: patient)
    return side
  }

  /// One patient's rows, as explanations read them, under new names.
  func renamed(_ old: ResultsFolder, of id: String, manifest: Manifest) -> ResultsFolder {
    let ids = old.manifest.samples.filter { $0.patient == id }.map(\.id)
    func rows(_ rows: [ResultsFolder.Row]) -> [ResultsFolder.Row] {
      rows.map { row in
        var fields = row.fields
        fields["patient"] = patient(id)
        for name in ["earlier_sample", "later_sample", "sample"] {
          fields[name] = fields[name].map { sample($0) }
        }
        fields["warnings"] = fields["warnings"].map { words($0, of: id, samples: ids) }
        return ResultsFolder.Row(fields: fields)
      }
    }
    var new = ResultsFolder(
      manifest: manifest, origins: rows(old.origins), pairs: rows(old.pairs),
      sensitivity: rows(old.sensitivity), puritySolutions: rows(old.puritySolutions))
    new.posteriors = rows(old.posteriors)
    return new
  }
}
