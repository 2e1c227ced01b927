import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

/// Short VCFs: fields are separated by spaces, lines by line ends.
enum VCFText {
  /// A file with some header lines, sample columns and records.
  static func file(
    meta: [String] = [], samples: [String] = ["NORMAL", "TUMOR"], _ records: String
  ) -> String {
    let columns = "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT " + samples.joined(separator: " ")
    return (["##fileformat=VCFv4.2"] + meta).joined(separator: "\n") + "\n"
      + Table.tabs(columns + "\n" + records)
  }
}

extension StudyFolder {
  /// One primary and one metastasis, each with a VCF of its own.
  static func calls(
    primary: String, metastasis: String, options: ReadOptions = ReadOptions()
  ) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,a.vcf\nP1,S2,metastasis,b.vcf\n",
      to: "samples.csv")
    try folder.write(primary, to: "a.vcf")
    try folder.write(metastasis, to: "b.vcf")
    return folder
  }

  func read(_ options: ReadOptions) throws -> Study {
    try StudyReader.read(sheet: path("samples.csv"), options: options)
  }

  func failure(_ options: ReadOptions) throws -> String {
    var options = options
    options.rows.isStrict = true
    let error = try #require(throws: InputErrors.self) { _ = try self.read(options) }
    return relative(error.errors.map(\.message).joined(separator: "\n"))
  }
}

extension PatientEvidence {
  /// `chromosome:position ref>alt` of each mutation and what each sample shows: `3/9`, or a word.
  var table: [String] {
    mutations.indices.map { index in
      let variant = mutations[index].variant
      let reference = variant.reference.isEmpty ? "-" : variant.reference
      let alternate = variant.alternate.isEmpty ? "-" : variant.alternate
      let shown = observations.map { row in
        switch row[index] {
        case .counted(let counts): "\(counts.alternate)/\(counts.depth)"
        case .uncalled: "uncalled"
        case .withoutCounts: "without"
        case .otherReads: "otherReads"
        case .notAssayed: "notAssayed"
        }
      }
      return "\(variant.chromosome):\(variant.position) \(reference)>\(alternate) "
        + shown.joined(separator: " ")
    }
  }
}
