import DelimitedText
import GenomicFiles
import Glibc

/// What an input of mutations is, told by what it holds.
enum ListingFormat {
  /// A study sheet, or what takes its place.
  case study
  /// A VCF or BCF.
  case calls
  /// One row per mutation: a MAF or a list.
  case rows

  /// Looks at a path; a file that cannot be opened counts as rows, whose reader tells why.
  static func format(of path: String) throws(InputErrors) -> ListingFormat {
    var status = stat()
    if stat(StandardInput.place(of: path), &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      return .study
    }
    // A pipe can be read once only.
    guard status.st_mode & S_IFMT == S_IFREG else { return .rows }
    var lines = try LineReader(path: path, expected: MutationListReader.expected)
    if try VCFReader.reads(&lines) { return .calls }
    if try CloneFormat.format(ofFile: path) != nil { return .study }
    while let line = try lines.next() {
      if line.trimmed.isEmpty || line.first == UInt8(ascii: "#") { continue }
      let names = Set(
        line.split { $0 == 0x09 || ",;".utf8.contains($0) }
          .map { Bytes(rebasing: $0).trimmed.string.lowercased().filter { $0 != "\"" } })
      return names.isSuperset(of: ["patient", "sample"]) && names.contains("role")
        ? .study : .rows
    }
    return .rows
  }
}
