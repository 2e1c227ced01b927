import DelimitedText
import GenomicFiles
import TumorModel

/// What to know of the patients of a sheet.
extension StudyReader {
  mutating func warnAboutPatients(_ patients: [[Int]]) {
    let place = TextLocation(path: sheet.path)
    var single: [String] = []
    var none: [String] = []
    for indices in patients {
      let tumours = indices.count { sheet.rows[$0].sample.role != .normal }
      let id = sheet.rows[indices[0]].sample.patient
      if tumours == 0 { none.append(id) }
      if tumours == 1 { single.append(id) }
    }
    if let only = single.first, options.needsOrder {
      warnings.append(
        Warning(
          single.count == 1
            ? "patient \(only) has one sample: nothing to compare"
            : "\(single.count) patients have one sample, nothing to compare: \(listing(single))",
          at: place))
    }
    if !none.isEmpty {
      warnings.append(Warning("no tumour sample, left out: \(listing(none))", at: place))
    }
    if clones != nil { return }
    let blank = sheet.rows.filter {
      $0.sample.role != .normal && $0.mutations.isEmpty && $0.alignment == nil
    }
    if !blank.isEmpty {
      warnings.append(
        Warning(
          "no mutation table named, sites not assayed: \(listing(blank.map(\.sample.id)))",
          at: place))
    }
  }
}
