import ClonalEvolution

/// A field that a VCF with origins has beside those of its caller.
///
/// All names start with `MC_`, so that none meets a caller's own.
public struct VariantField: Hashable, Sendable {
  /// What starts the name of every field.
  public static let prefix = "MC_"

  /// The name in the record.
  public let id: String
  /// How many values: a number, `A` for one an alternate allele, `.` for a list.
  public let number: String
  /// `Integer`, `Float` or `String`.
  public let type: String
  /// What it means.
  public let meaning: String

  /// The fields of INFO. Each is a list with one value for each alternate allele and earlier sample
  /// that was compared, all in the same order.
  public static let info: [VariantField] = [
    .init("MC_ALT", "Integer", "Number of the alternate allele that each value is about"),
    .init("MC_EARLIER", "String", "Earlier sample; * stands for all of them together"),
    .init("MC_ORIGIN", "String", "Origin call; \(GateText.note)"),
    .init("MC_REASON", "String", "Why the call is indeterminate"),
    .init("MC_FLAGS", "String", "Remarks that accompany the call, joined by |"),
    .init("MC_P_ACQUIRED", "Float", "P(absent from the sampled earlier tissue, present later)"),
    .init("MC_P_SUBCLONAL", "Float", "P(in some tumour cells earlier, present later)"),
    .init("MC_P_CLONAL", "Float", "P(in all tumour cells earlier, present later)"),
    .init("MC_P_LOST", "Float", "P(present earlier, absent from the sampled later tissue)"),
    .init("MC_P_ARTEFACT", "Float", "P(no somatic mutation in either sample)"),
    .init(
      "MC_P_EARLIER", "Float",
      "P(cancer cell fraction in the earlier sample is at least the threshold, given presence later)"
    ),
    .init("MC_EARLIER_AD", "Integer", "Alternate reads in the earlier sample"),
    .init("MC_EARLIER_DP", "Integer", "Reads in the earlier sample"),
    .init("MC_EARLIER_CCF_LOW", "Float", "5 % quantile of the earlier CCF, given presence"),
    .init("MC_EARLIER_CCF_HIGH", "Float", "95 % quantile of the earlier CCF, given presence"),
    .init(
      "MC_POWER", "Float",
      "P(detect a cancer cell fraction of \(OriginGate.powerCellFraction) in the earlier sample)"),
  ]

  /// The fields of FORMAT, filled for the later sample.
  public static let format: [VariantField] = [
    .init("MC_AD", "Integer", "Alternate reads that the call rests on", number: "A"),
    .init("MC_DP", "Integer", "Reads that the call rests on", number: "A"),
    .init("MC_CCF", "Float", "Median of the cancer cell fraction, given presence", number: "A"),
    .init("MC_CCF_LOW", "Float", "Its 5 % quantile", number: "A"),
    .init("MC_CCF_HIGH", "Float", "Its 95 % quantile", number: "A"),
  ]

  /// The header's lines that declare the fields.
  public static var declarations: [String] {
    info.map { "##INFO=\($0.declaration)" } + format.map { "##FORMAT=\($0.declaration)" }
  }

  private var declaration: String {
    "<ID=\(id),Number=\(number),Type=\(type),Description=\"\(meaning)\">"
  }

  private init(_ id: String, _ type: String, _ meaning: String, number: String = ".") {
    (self.id, self.type, self.meaning, self.number) = (id, type, meaning, number)
  }
}
