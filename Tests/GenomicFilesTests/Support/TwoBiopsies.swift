import Foundation

/// A primary and a metastasis with 30 shared and 7 acquired mutations, as a table that can be
/// changed at a place: what real tables hold that cannot be read stands among many sound rows.
struct TwoBiopsies {
  static let mutations = 37
  static let header = [
    "Hugo_Symbol", "NCBI_Build", "Chromosome", "Start_Position", "Variant_Classification",
    "Reference_Allele", "Tumor_Seq_Allele2", "Tumor_Sample_Barcode", "HGVSp_Short", "t_depth",
    "t_ref_count", "t_alt_count",
  ]

  var header: [String] = Self.header
  var samples = ["P1-prim", "P1-met"]
  /// Rows of the primary and the metastasis in turn.
  var rows: [[String]] = (0..<Self.mutations).flatMap { (site: Int) -> [[String]] in
    (0..<2).map { (sample: Int) -> [String] in
      let (reference, alternate) = (80 + site % 7, site >= 30 && sample == 0 ? 0 : 30 + site % 11)
      return [
        site == 36 ? "ERBB2" : "GENE\(site)", "GRCh37", "\(1 + site % 22)",
        "\(10_000_000 + 1_000_000 * site)", "Missense_Mutation", "A", "C",
        ["P1-prim", "P1-met"][sample], "p.A\(100 + site)T", "\(reference + alternate)",
        "\(reference)", "\(alternate)",
      ]
    }
  }

  /// Changes a field of a row.
  subscript(row: Int, column: String) -> String {
    get { Self.header.firstIndex(of: column).map { rows[row][$0] } ?? "" }
    set {
      if let place = Self.header.firstIndex(of: column) { rows[row][place] = newValue }
    }
  }

  /// The table's text.
  var text: String { ([header] + rows).map { $0.joined(separator: "\t") + "\n" }.joined() }

  /// The sheet and the table as files.
  func folder(sheet: String? = nil) throws -> StudyFolder {
    let folder = try StudyFolder()
    let lines = zip(samples, ["primary", "metastasis"]).map { "P1,\($0),\($1),study.maf\n" }
    try folder.write(sheet ?? "patient,sample,role,mutations\n" + lines.joined(), to: "samples.csv")
    try folder.write(text, to: "study.maf")
    return folder
  }
}
