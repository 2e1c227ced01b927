import CGSL

/// The state of the GNU Scientific Library in this process.
public enum GSLRuntime {
  /// Whether the library is ready for use; always true once read.
  ///
  /// The first read switches off the default error handler, which would end the process; there is
  /// one handler per program. It also chooses how products of matrices are computed. Every routine of this module reads this before it calls the library.
  public static let isPrepared: Bool = {
    _ = gsl_set_error_handler_off()
    metachron_prepare_blas()
    return true
  }()

  /// The version of the library found at run time, such as `2.7.1`.
  public static var version: String { String(cString: metachron_gsl_version()) }
}
