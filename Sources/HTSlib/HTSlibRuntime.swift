import CHTSlib

/// The library behind this module.
public enum HTSlibRuntime {
  /// The version of htslib that is linked, such as `1.16`.
  public static var version: String { String(cString: hts_version()) }

  /// Whether htslib's own messages are off: errors are thrown here, never printed.
  static let isSilent: Bool = {
    hts_set_log_level(HTS_LOG_OFF)
    return true
  }()
}
