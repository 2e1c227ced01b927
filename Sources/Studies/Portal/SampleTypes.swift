import GenomicFiles
import TumorModel

/// What clinical columns say a sample is.
///
/// | words in the field, any case | role |
/// | --- | --- |
/// | `normal`, `germline`, `buffy coat` | normal |
/// | `plasma`, `cfdna`, `ctdna`, `cell-free`, `liquid biopsy` | plasma |
/// | `no metastatic disease` | primary |
/// | `metasta…`, or `met`, `mets` alone | metastasis |
/// | `recurr…`, `relapse`, `progress…`, `residual` | recurrence |
/// | `primary` | primary |
///
/// The first row that fits decides. Normal and plasma in any of ``columns`` go before what the
/// others say (`SAMPLE_CLASS` cfDNA, `SAMPLE_TYPE` Metastasis); else the first column that fits
/// decides. Where none does, the sample code of a TCGA barcode is taken: 01, 03, 05 and 09 primary,
/// 02, 04 and 40 recurrence, 06 and 07 metastasis, 10 to 14 normal.
enum SampleTypes {
  /// The columns that are looked at, in this order.
  static let columns = [
    "SAMPLE_TYPE", "SAMPLE_CLASS", "TUMOR_TYPE", "SAMPLE_TYPE_DETAILED", "SPECIMEN_TYPE",
    "CALC_MET_SETTING",
  ]

  /// The role that the values of the columns and the sample's name tell, or `nil`.
  static func role(_ values: [String], sample: String) -> SampleRole? {
    let told = values.compactMap(role)
    if let overriding = told.first(where: { $0 == .normal || $0 == .plasma }) { return overriding }
    return told.first ?? barcodeRole(sample)
  }

  static func role(_ value: String) -> SampleRole? {
    let text = value.lowercased()
    func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }
    if has("normal", "germline", "buffy coat") { return .normal }
    if has("plasma", "cfdna", "ctdna", "cell-free", "cell free", "liquid biopsy") {
      return .plasma
    }
    if has("no metastatic disease") { return .primary }
    if has("non-metasta", "non metasta", "not metasta", "no metasta") { return nil }
    if has("metasta") || text == "met" || text == "mets" { return .metastasis }
    if has("recurr", "relapse", "progress", "residual") { return .recurrence }
    return has("primary") ? .primary : nil
  }

  private static func barcodeRole(_ sample: String) -> SampleRole? {
    let parts = sample.split(separator: "-")
    guard parts.count >= 4, parts[0] == "TCGA", let code = Int(parts[3].prefix(2)) else {
      return nil
    }
    return switch code {
    case 1, 3, 5, 9: .primary
    case 2, 4, 40: .recurrence
    case 6, 7: .metastasis
    case 10...14: .normal
    default: nil
    }
  }
}
