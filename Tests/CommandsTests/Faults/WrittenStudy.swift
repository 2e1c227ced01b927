import Foundation

/// A study sheet and a MAF of counts, built row by row, for commands that read files.
struct WrittenStudy {
  /// A biopsy, in the order of the sheet.
  struct Biopsy {
    var patient: String
    var name: String
    var role = "metastasis"
    var day = 0
    var sex = "female"
  }

  /// A gene's change at a place.
  struct Change {
    var gene: String
    var chromosome = "1"
    var position: Int
    var classification = "Missense_Mutation"
    var protein = ""
  }

  /// Alternate reads of all.
  typealias Counts = (alternate: Int, depth: Int)

  private(set) var biopsies: [Biopsy] = []
  private var rows: [String] = []

  /// Adds a patient with one row per change and sample.
  ///
  /// - Parameter counts: Of each change, what each biopsy shows.
  mutating func add(_ biopsies: [Biopsy], _ changes: [(Change, [Counts])]) {
    self.biopsies += biopsies
    for (change, counts) in changes {
      for (biopsy, count) in zip(biopsies, counts) {
        rows.append(
          [
            change.gene, change.chromosome, "\(change.position)", "C", "T", change.classification,
            change.protein, biopsy.name, "\(count.depth - count.alternate)", "\(count.alternate)",
          ].joined(separator: "\t"))
      }
    }
  }

  /// Mutations that all of some biopsies share, so that they are of one tumour.
  static func shared(_ count: Int, by biopsies: Int) -> [(Change, [Counts])] {
    (0..<count).map { index in
      (
        Change(gene: "S\(index)", position: 2_000_000 * (index + 1)),
        Array(repeating: (36 + index, 120 + index), count: biopsies)
      )
    }
  }

  /// Writes `samples.csv` and `calls.maf`.
  ///
  /// - Returns: The path of the sheet.
  func write(to folder: String) throws -> String {
    let header = [
      "Hugo_Symbol", "Chromosome", "Start_Position", "Reference_Allele", "Tumor_Seq_Allele2",
      "Variant_Classification", "HGVSp_Short", "Tumor_Sample_Barcode", "t_ref_count", "t_alt_count",
    ].joined(separator: "\t")
    try ([header] + rows).map { $0 + "\n" }.joined()
      .write(toFile: folder + "/calls.maf", atomically: false, encoding: .utf8)
    let sheet =
      ["patient,sample,role,day,purity,sex,mutations"]
      + biopsies.map {
        "\($0.patient),\($0.name),\($0.role),\($0.day),0.7,\($0.sex),calls.maf"
      }
    try sheet.map { $0 + "\n" }.joined()
      .write(toFile: folder + "/samples.csv", atomically: false, encoding: .utf8)
    return folder + "/samples.csv"
  }
}
