package import DelimitedText
import TumorModel

/// The matched normals that rows of tumour samples tell of, by the sheet's rows.
///
/// Such a normal needs no row of its own in the study sheet.
package struct MatchedNormals {
  /// What one normal shows, put together from the rows of a patient's tumours.
  package struct Normal {
    package let id: String
    package var rows: [MutationRow]
  }

  /// What a normal is called where no barcode names it.
  package static let unnamed = "matched normal"

  /// Whether a name is any normal's, as callers write it where they know none.
  package static func isAnyone(_ name: String) -> Bool {
    [unnamed, "normal", "dna_normal"].contains(name.lowercased())
  }

  /// Whether a normal's reads say that an allele is not inherited, whatever a genotype or a status
  /// says.
  ///
  /// Below a fifth of the reads, where a half is no longer likelier than the few per cent of a
  /// tumour's cells in the normal, an allele is not inherited; fewer than ten reads leave it to the
  /// label.
  static func contradicts(germline counts: (alternate: Int32, depth: Int32)) -> Bool {
    counts.depth >= 10 && Int(counts.alternate) * 5 < Int(counts.depth)
  }

  private var rows: [[MutationRow]] = []
  private var names: [String] = []

  package init() {}

  /// Whether no row told of a normal.
  package var isEmpty: Bool { rows.isEmpty }

  /// Adds a normal's counts at a site.
  ///
  /// - Parameters:
  ///   - row: The site with the normal's counts.
  ///   - sample: The sheet's row of the tumour sample.
  ///   - barcode: The normal's name; a tumour has one normal, that of its first row.
  package mutating func add(_ row: MutationRow, sample: Int, barcode: Bytes?) {
    add(row, sample: sample) { barcode?.string ?? "" }
  }

  /// Adds a normal's counts at a site; the name is asked for at a tumour's first row.
  package mutating func add(_ row: MutationRow, sample: Int, name: () -> String) {
    while rows.count <= sample {
      rows.append([])
      names.append("")
    }
    if rows[sample].isEmpty {
      let name = name()
      names[sample] = name.isEmpty ? Self.unnamed : name
    }
    rows[sample].append(row)
  }

  /// Takes out the normals of a patient, rows in the order in which they were added.
  package mutating func take(_ samples: [Int]) -> [Normal] {
    var normals: [Normal] = []
    for sample in samples where sample < rows.count && !rows[sample].isEmpty {
      if let known = normals.firstIndex(where: { $0.id == names[sample] }) {
        normals[known].rows += rows[sample]
      } else {
        normals.append(Normal(id: names[sample], rows: rows[sample]))
      }
      rows[sample] = []
    }
    return normals
  }

  /// Leaves one row per site, the deepest: tumours of a patient tell of one normal.
  ///
  /// - Parameter sorted: Rows by site.
  package static func merged(_ sorted: [MutationRow]) -> [MutationRow] {
    var result: [MutationRow] = []
    result.reserveCapacity(sorted.count)
    for row in sorted {
      guard let last = result.last, last.isSameSite(as: row) else {
        result.append(row)
        continue
      }
      if row.depth > last.depth { result[result.count - 1] = row }
    }
    return result
  }
}
