import DelimitedText
import GenomicFiles

/// The tables that every cBioPortal study needs, and how a folder says which file is which.
enum PortalTableKind {
  case samples, mutations

  /// What it is called in messages.
  private var words: String {
    switch self {
    case .samples: "table of samples"
    case .mutations: "mutation table"
    }
  }

  /// The name by which it is found without a meta file.
  private var dataName: String {
    switch self {
    case .samples: "data_clinical_sample.txt"
    case .mutations: "data_mutations.txt"
    }
  }

  /// The usual name of its meta file.
  private var metaName: String {
    switch self {
    case .samples: "meta_clinical_sample.txt"
    case .mutations: "meta_mutations.txt"
    }
  }

  /// The lines of its meta file, all but `data_filename`.
  private var metaLines: [String] {
    switch self {
    case .samples: ["genetic_alteration_type: CLINICAL", "datatype: SAMPLE_ATTRIBUTES"]
    case .mutations:
      ["genetic_alteration_type: MUTATION_EXTENDED", "datatype: MAF", "stable_id: mutations"]
    }
  }

  /// The columns by which such a table is recognised, in upper case.
  private var columns: [String] {
    switch self {
    case .samples: ["PATIENT_ID", "SAMPLE_ID"]
    case .mutations: ["TUMOR_SAMPLE_BARCODE", "CHROMOSOME", "START_POSITION"]
    }
  }

  /// What is to be added where tables are missing: a meta file for each, with the lines it needs.
  static func errors(_ kinds: [PortalTableKind], _ catalog: PortalCatalog) -> InputErrors {
    InputErrors(
      kinds.map { kind in
        ParseError(
          reason: .malformed(
            problem: "the study has no \(kind.words)",
            expected: kind.expectation(
              kind.candidates(among: catalog.names, of: catalog.folder))),
          location: TextLocation(path: catalog.folder + "/" + kind.metaName))
      })
  }

  /// What would make the table known.
  private func expectation(_ candidates: [String]) -> String {
    let file = candidates.count == 1 ? candidates[0] : "FILE"
    let lines = (metaLines + ["data_filename: \(file)"]).map { "'\($0)'" }
    let which =
      switch candidates.count {
      case 0: ", where FILE is a table with the columns \(columns.joined(separator: ", "))"
      case 1: ""
      default: ", where FILE is one of \(listing(candidates))"
      }
    return "\(dataName), or this file with the lines \(lines.joined(separator: ", "))\(which)"
  }

  /// The tables of a folder that have the columns of this kind.
  ///
  /// - Parameter names: The names in the folder.
  func candidates(among names: [String], of folder: String) -> [String] {
    names.filter { name in
      let plain =
        ["gz", "bgz"].first { name.hasSuffix("." + $0) }
        .map { name.dropLast($0.count + 1) } ?? name[...]
      return [".txt", ".tsv", ".maf"].contains(where: plain.hasSuffix)
        && has(columns, folder + "/" + name)
    }
  }

  /// Whether the first line of a table that is no comment names some columns.
  private func has(_ columns: [String], _ path: String) -> Bool {
    guard let header = TextHead(path: path)?.lines.first?.bytes else { return false }
    let names = Set(
      header.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self).uppercased() })
    return names.isSuperset(of: columns)
  }
}
