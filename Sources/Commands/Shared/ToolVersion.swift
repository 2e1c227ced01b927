/// Versions of the tool and of the libraries that take part.
enum ToolVersion {
  /// The tool's version.
  static let number = "0.1.0"

  /// Versions of the libraries by name.
  static var libraries: [String: String] {
    ["GSL": LibraryVersions.gsl, "htslib": LibraryVersions.htslib]
  }

  /// What `--version` prints.
  static var description: String {
    "metachron \(number) (GSL \(LibraryVersions.gsl), htslib \(LibraryVersions.htslib))"
  }
}
