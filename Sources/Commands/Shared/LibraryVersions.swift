import HTSlib
import NumericalMethods

/// Versions of the C libraries that are linked.
enum LibraryVersions {
  static var gsl: String { GSLRuntime.version }
  static var htslib: String { HTSlibRuntime.version }
}
