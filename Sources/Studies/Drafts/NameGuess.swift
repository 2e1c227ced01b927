import DelimitedText
import TumorModel

/// What the names of samples tell of patients and roles, as far as names are made like that.
struct NameGuess {
  /// The patient of each sample; `nil` where the names tell none.
  let patients: [String: String]

  /// Looks at the names of all samples of a folder.
  ///
  /// The patient is what comes before the last part of a name, or else its first part, where another
  /// sample has the same: `P01-liver` and `P01-primary`. Where the last part is a role, as in
  /// `P02-metastasis`, no other sample is needed. In TCGA's barcodes it is the first three parts.
  init(_ samples: [String]) {
    var heads: [String: Int] = [:]
    for sample in samples {
      for head in Set(Self.heads(of: sample)) { heads[head, default: 0] += 1 }
    }
    patients = Dictionary(
      uniqueKeysWithValues: Set(samples).compactMap { sample in
        if let barcode = Self.barcode(sample) { return (sample, barcode) }
        let all = Self.heads(of: sample)
        let told = Self.parts(sample).last.flatMap { SheetWords.roles[$0] } == nil ? nil : all.first
        return (all.first { heads[$0, default: 0] > 1 } ?? told).map { (sample, $0) }
      })
  }

  /// The role that the parts of a name tell, those of the patient's name left out.
  static func role(of sample: String, patient: String?) -> SampleRole? {
    let rest = sample.dropFirst(patient.map { sample.hasPrefix($0) ? $0.count : 0 } ?? 0)
    let parts = Self.parts(String(rest))
    if let role = parts.lazy.compactMap({ SheetWords.roles[$0] }).first { return role }
    return SampleTypes.role([], sample: sample)
  }

  /// The kind of specimen that the parts of a name tell.
  static func specimen(of sample: String) -> Specimen? {
    parts(sample).lazy.compactMap { SheetWords.specimens[$0] }.first
  }

  private static func parts(_ name: String) -> [String] {
    name.split { "-_. ".contains($0) }.map(String.init)
  }

  /// What may be the patient's name, the likeliest first.
  private static func heads(of sample: String) -> [String] {
    let ends = sample.indices.filter { "-_. ".contains(sample[$0]) && $0 != sample.startIndex }
    return [ends.last, ends.first].compactMap { $0 }.map { String(sample[..<$0]) }
  }

  private static func barcode(_ sample: String) -> String? {
    let parts = sample.split(separator: "-")
    guard parts.count >= 4, parts[0] == "TCGA" else { return nil }
    return parts.prefix(3).joined(separator: "-")
  }
}
