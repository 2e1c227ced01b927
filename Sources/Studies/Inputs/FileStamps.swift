import DelimitedText
import FoundationEssentials

/// The state of a study's files before they are read.
enum FileStamps {
  /// The state of a sheet, or of the files in a study's folder.
  static func of(sheet path: String) -> [String: FileStamp] {
    let plain = FolderPath.plain(path)
    // A folder of a cBioPortal study has files in these too.
    return of(
      [path]
        + ["", "case_lists/", "gene_panels/"].flatMap { part in
          let names = try? FileManager.default.contentsOfDirectory(atPath: "\(plain)/\(part)")
          return (names ?? []).map { "\(plain)/\(part)\($0)" }
        })
  }

  /// The state of files; those that are missing or no plain files are left out.
  static func of(_ paths: [String]) -> [String: FileStamp] {
    var stamps: [String: FileStamp] = [:]
    for path in paths where stamps[path] == nil { stamps[path] = FileStamp(path: path) }
    return stamps
  }
}
