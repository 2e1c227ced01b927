import DelimitedText
import Foundation
import Studies
import Testing

/// A folder in cBioPortal's formats, made small.
extension StudyFolder {
  static let portalHeader = """
    #Patient Sample Type
    #Patient Sample Type
    #STRING STRING STRING
    #1 1 1

    """

  /// A folder with one patient, P1, of the samples A (primary) and B (metastasis).
  static func portal(samples: String? = nil, mutations: String? = nil) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(
      "type_of_cancer: brca\ncancer_study_identifier: made\nreference_genome: hg19\n",
      to: "meta_study.txt")
    try folder.write(
      Table.tabs(
        portalHeader
          + (samples ?? "PATIENT_ID SAMPLE_ID SAMPLE_TYPE\nP1 A Primary\nP1 B Metastatic")),
      to: "data_clinical_sample.txt")
    try folder.write(
      Table.maf(
        mutations ?? """
          TP53 17 100 Missense_Mutation C T A 100 60 40 p.A1B
          TP53 17 100 Missense_Mutation C T B 100 50 50 p.A1B
          """), to: "data_mutations.txt")
    return folder
  }

  func readPortal(order: [String] = []) throws -> Study {
    try StudyReader.read(sheet: url.path, options: ReadOptions(sampleOrder: order))
  }

  /// The messages of reading the folder, or a file of it, which must fail.
  func failure(reading name: String = "", order: [String] = []) throws -> String {
    let path = name.isEmpty ? url.path : self.path(name)
    var options = ReadOptions(sampleOrder: order)
    options.rows.isStrict = true
    let error = try #require(throws: InputErrors.self) {
      _ = try StudyReader.read(sheet: path, options: options)
    }
    return relative(error.errors.map(\.message).joined(separator: "\n"))
  }
}
