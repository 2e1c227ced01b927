import GenomicFiles
import DelimitedText
import TumorModel

/// The names of clinical columns that tell of a sample, and how their fields read.
enum PortalColumns {
  static let days = [
    "BX_TIME_DAYS", "DAYS_TO_COLLECTION", "DAYS_TO_SAMPLE_COLLECTION", "SAMPLE_COLLECTION_DAYS",
    "COLLECTION_DAY", "DAYS_SINCE_DIAGNOSIS", "DAYS_FROM_DIAGNOSIS",
  ]
  static let timePoints = [
    "SAMPLE_TIMEPOINT", "SAMPLE_TIME_POINT", "TIMEPOINT", "TIME_POINT", "COLLECTION_TIMEPOINT",
    "SAMPLE_ORDER",
  ]
  static let purities = ["TUMOR_PURITY", "TUMOUR_PURITY", "PURITY", "ABSOLUTE_PURITY"]
  static let ploidies = ["PLOIDY", "TUMOR_PLOIDY", "ABSOLUTE_PLOIDY"]
  static let sexes = ["SEX", "GENDER"]
  static let sites = [
    "METASTATIC_SITE", "PRIMARY_SITE", "BX_LOCATION", "BIOPSY_SITE", "TUMOR_SITE",
  ]
  static let specimens = [
    "SPECIMEN_PRESERVATION_TYPE", "SAMPLE_PRESERVATION", "PRESERVATION", "SPECIMEN_TYPE",
    "SAMPLE_TYPE_DETAILED", "SAMPLE_TYPE",
  ]
  static let isFFPE = ["IS_FFPE", "FFPE"]

  /// Every column of a sample table that is read.
  static let ofSamples = Set(
    ["PATIENT_ID", "SAMPLE_ID"] + SampleTypes.columns + days + timePoints + purities + ploidies
      + sexes + sites + specimens + isFFPE + AssayTables.clinicalColumns)

  /// The number in the last part of a time point: 1 in `P01_T1A`, 2 in `Timepoint 2`.
  static func timePoint(_ text: String) -> Int? {
    let last = text.split(whereSeparator: { $0 == "_" }).last ?? ""
    let digits = last.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }
    return digits.count <= 6 ? Int(digits) : nil
  }

  static func day(_ text: String) -> Int? {
    guard let day = NumberText.whole(text), abs(day) <= 1_000_000 else { return nil }
    return day
  }

  static func sex(_ text: String) -> Sex? {
    switch text.lowercased() {
    case "female", "f", "xx": .female
    case "male", "m", "xy": .male
    default: nil
    }
  }

  static func specimen(_ values: [String], isFFPE: [String]) -> Specimen? {
    if isFFPE.contains(where: { ["yes", "true", "1", "y", "ffpe"].contains($0.lowercased()) }) {
      return .ffpe
    }
    for value in values.map({ $0.lowercased() }) {
      if value.contains("ffpe") || value.contains("formalin") || value.contains("paraffin") {
        return .ffpe
      }
      if value.contains("frozen") { return .freshFrozen }
      if value.contains("cytolog") || value.contains("fine needle") { return .cytology }
    }
    return nil
  }
}
