import DelimitedText
import Foundation
import GenomicFiles
package import Results
package import Studies

/// The files and choices that the stages of a run depend on.
package enum RunInputs {
  /// The files that were read, with their checksums.
  ///
  /// - Throws: `FileFailure` when a file cannot be read.
  package static func checked(_ inputs: [InputFile]) throws -> [Manifest.File] {
    var checksums: [String: String] = [:]
    return try inputs.map { input in
      let known = InputChecksum.ofIndex(input) ?? checksums[input.path]
      let checksum = try known ?? SHA256.checksum(ofFile: input.path)
      checksums[input.path] = checksum
      return Manifest.File(path: input.path, role: input.role.rawValue, sha256: checksum)
    }
  }

  /// The same files as they are now.
  package static func again(_ files: [Manifest.File]) throws -> [Manifest.File] {
    try checked(
      files.compactMap { file in
        InputFile.Role(rawValue: file.role ?? "").map { InputFile(path: file.path, role: $0) }
      })
  }

  /// The choices by which a study is read, as text.
  package static func choices(of options: ReadOptions, sheet: String) -> [String: [String]] {
    // Read without being named anywhere: a run must see it come, not only change.
    let treatments = URL(filePath: sheet).deletingLastPathComponent()
      .appending(path: "treatments.csv").path
    return [
      "sheet": [sheet],
      "build": options.build.map { ["\($0)"] } ?? [],
      "reference": options.reference.map { [$0] } ?? [],
      "background": options.background.map { [$0] } ?? [],
      "include_filter": options.includedFilters.sorted(),
      "sample_order": options.sampleOrder,
      "strict": options.rows.isStrict ? ["true"] : [],
      "treatments": ["\(FileManager.default.fileExists(atPath: treatments))"],
      "files": portalFiles(in: sheet),
    ]
  }

  /// The names in the folder of a cBioPortal study by which files are found: one that comes is read.
  private static func portalFiles(in folder: String) -> [String] {
    func names(_ part: String) -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)")) ?? []
    }
    let own = names("").filter { name in
      ["meta_", "data_", "assay_", "genomic_"].contains(where: name.hasPrefix)
        || name.hasSuffix(".seg")
    }
    let inner = ["case_lists", "gene_panels"].flatMap { part in
      names(part).map { "\(part)/\($0)" }
    }
    return (own + inner).sorted()
  }
}
