/// Versions of the tool and of the libraries that take part.
package enum ToolVersion {
  /// The tool's version.
  package static let number = "0.1.0"

  /// Versions of the libraries by name.
  package static var libraries: [String: String] {
    ["GSL": LibraryVersions.gsl, "htslib": LibraryVersions.htslib]
  }

  /// What `--version` prints.
  package static var description: String {
    "metachron \(number) (GSL \(LibraryVersions.gsl), htslib \(LibraryVersions.htslib))"
  }
}
