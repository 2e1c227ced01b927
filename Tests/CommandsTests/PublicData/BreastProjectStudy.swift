import Foundation
import Testing
import _TestSupport

/// The Metastatic Breast Cancer Project: called mutations alone, no purity, no copy number.
struct BreastProjectStudy {
  static let table = TestFolders.publicData("mbcproject/data_mutations_extended.tsv")
  private static let clinical = TestFolders.publicData(
    "mbcproject/data_clinical_sample.tmb_output.txt")

  /// Patients whose mutations are looked at one by one.
  static let named = ["pktAIxFb", "JGcLUJiA", "N4srsKsr", "eXSVsxUm"]

  /// One line of the study sheet a biopsy.
  private(set) var samples: [[String]] = []

  /// - Parameter patients: Only these patients, by the ends of their identifiers; `nil` for all.
  init(patients: [String]? = nil) throws {
    let table = try #require(Self.table)
    for record in try PublicData.records(try #require(Self.clinical), separator: "\t") {
      let field = { (name: String) in record[name] ?? "" }
      let patient = field("PATIENT_ID")
      if let patients, !patients.contains(where: patient.hasSuffix) { continue }
      // `..._T1A`: a letter tells pieces of one time point apart.
      let timePoint = field("SAMPLE_TIMEPOINT").split(separator: "_").last ?? ""
      let day = field("BX_TIME_DAYS")
      samples.append([
        patient, field("SAMPLE_ID"), Self.role(field("CALC_MET_SETTING"), field("BX_LOCATION")),
        Int(day) == nil ? "" : day, timePoint.filter(\.isNumber), "female", table.path,
      ])
    }
  }

  /// A biopsy in metastatic disease is a metastasis; where the setting is not known, the place
  /// decides.
  private static func role(_ setting: String, _ location: String) -> String {
    switch setting {
    case "METASTATIC DISEASE PRESENT": "metastasis"
    case "NO METASTATIC DISEASE PRESENT": "primary"
    default: location == "BREAST" ? "primary" : "metastasis"
    }
  }

  /// Writes the study sheet; gives its path.
  func write(to folder: String) throws -> String {
    let path = folder + "/samples.csv"
    let lines = [["patient", "sample", "role", "day", "order", "sex", "mutations"]] + samples
    try (lines.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n")
      .write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }
}
