import Foundation
import Testing
import _TestSupport

/// The melanoma patients A to D of Sanborn et al. 2015: a primary and its metastases each, with
/// counts at every site in every sample, copy number by site, and the authors' labels.
///
/// Written as a study whose purities are blank, so that they are estimated.
struct MelanomaStudy {
  /// One site of a patient.
  struct Site {
    /// `chromosome:position:alternate`.
    var name: String
    /// Whether the authors saw the mutation, by sample.
    var isPresent: [String: Bool]
    var record: [String: String]
  }

  static let folder = TestFolders.publicData("sanborn_2015")

  var sites: [String: [Site]] = [:]
  var metastases: [String: [String]] = [:]

  init() throws {
    let folder = try #require(Self.folder)
    for patient in ["A", "B", "C", "D"] {
      let records = try PublicData.records(
        folder.appending(path: "patient_\(patient).csv"), separator: ",")
      let first = try #require(records.first)
      let samples = ["primary"] + (1...3).map { "met\($0)" }.filter { first["tot_\($0)"] != nil }
      metastases[patient] = Array(samples.dropFirst())
      sites[patient] = records.map { record in
        Site(
          name: ["chromosome", "start", "alternate_base"].map { record[$0] ?? "" }
            .joined(separator: ":"),
          isPresent: Dictionary(
            uniqueKeysWithValues: samples.map { ($0, record[$0] == "PRESENT") }),
          record: record)
      }
    }
  }

  /// Writes sheet, tables and segments; gives the sheet's path.
  func write(to folder: String) throws -> String {
    var sheet = "patient,sample,role,order,purity,mutations,segments\n"
    for (patient, sites) in sites.sorted(by: { $0.key < $1.key }) {
      var rows = [
        "Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2"
          + "\tTumor_Sample_Barcode\tt_depth\tt_alt_count\tNCBI_Build"
      ]
      for sample in ["primary"] + (metastases[patient] ?? []) {
        var segments = ["chromosome\tstart\tend\tmajor_cn\tminor_cn"]
        for site in sites {
          let field = { (name: String) in site.record[name] ?? "" }
          rows.append(
            [
              field("gene"), field("chromosome"), field("start"), field("reference_base"),
              field("alternate_base"), "\(patient)-\(sample)", field("tot_\(sample)"),
              field("alt_\(sample)"), "hg19",
            ].joined(separator: "\t"))
          let copies = field("cna_\(sample)").filter { !"() ".contains($0) }.split(separator: ",")
          guard copies.count == 2 else { continue }
          segments.append(
            "\(field("chromosome"))\t\(field("start"))\t\(field("stop"))\t\(copies[0])\t\(copies[1])"
          )
        }
        try write(segments, to: "\(folder)/\(patient)-\(sample).tsv")
        let isPrimary = sample == "primary"
        sheet += "\(patient),\(patient)-\(sample),\(isPrimary ? "primary,1" : "metastasis,2"),,"
        sheet += "\(patient).maf,\(patient)-\(sample).tsv\n"
      }
      try write(rows, to: "\(folder)/\(patient).maf")
    }
    let path = folder + "/samples.csv"
    try sheet.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  private func write(_ lines: [String], to path: String) throws {
    try (lines.joined(separator: "\n") + "\n")
      .write(toFile: path, atomically: false, encoding: .utf8)
  }
}
