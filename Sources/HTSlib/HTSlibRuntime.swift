import CHTSlib
import CHTSlibShims
import Glibc

/// The library behind this module.
public enum HTSlibRuntime {
  /// The version of htslib that is linked, such as `1.16`.
  public static var version: String { String(cString: hts_version()) }

  /// Whether htslib's own messages are off: errors are thrown here, never printed.
  static let isSilent: Bool = {
    hts_set_log_level(HTS_LOG_OFF)
    // Older versions ask a public server for a CRAM's reference where nothing else is set.
    setenv("REF_PATH", "/dev/null/%s", 0)
    return true
  }()

  /// Whether memory that is freed stays with the process, up to 128 MiB.
  ///
  /// Decoding a CRAM frees and asks for the same large blocks again and again; giving them back to
  /// the system in between costs a third of the time.
  static let keepsBlocks: Bool = metachron_keep_freed_memory() == 0
}
