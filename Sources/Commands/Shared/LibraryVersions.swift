/// Versions of the C libraries that are linked.
enum LibraryVersions {
  static let gsl = "unknown"
  static let htslib = "unknown"
}
