import HTSlib
import NumericalMethods

/// Versions of the C libraries that are linked.
package enum LibraryVersions {
  package static var gsl: String { GSLRuntime.version }
  package static var htslib: String { HTSlibRuntime.version }
}
