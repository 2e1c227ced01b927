import DelimitedText
import GenomicFiles
import Glibc

/// What a path given as a study is.
enum StudyInput: Hashable {
  /// A study sheet.
  case sheet
  /// A folder in cBioPortal's file formats.
  case portalFolder
  /// One patient's mutations as a clustering or tree program takes them.
  case clones(CloneFormat)

  /// Looks at a path: a folder by what is in it, a file by its header line.
  ///
  /// A file that cannot be opened counts as a sheet, whose reader tells what is wrong with it.
  static func kind(of path: String) throws(InputErrors) -> StudyInput {
    var status = stat()
    let place = StandardInput.place(of: path)
    guard stat(place, &status) == 0 else { return .sheet }
    if status.st_mode & S_IFMT == S_IFDIR {
      if access(path + "/" + PortalFiles.studyName, F_OK) == 0 || PortalFiles.resembles(path) {
        return .portalFolder
      }
      throw ErrorCollector(path: path).failure(
        .unreadable(
          problem: "is a directory without \(PortalFiles.studyName)",
          expected: "a study sheet in place of it, which metachron init drafts, or the folder of a "
            + "cBioPortal study, which has data_clinical_sample.txt and data_mutations.txt",
          category: .noInput))
    }
    // A pipe can be read once only.
    guard status.st_mode & S_IFMT == S_IFREG else { return .sheet }
    return try CloneFormat.format(ofFile: path).map { .clones($0) } ?? .sheet
  }
}
