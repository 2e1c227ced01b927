import CVegaRuntime

/// The JavaScript that draws charts in a page, built into the program.
public enum ChartRuntime {
  /// The text, or `nil` where the program was built without it.
  public static let javaScript: String? = {
    var count = 0
    guard let bytes = metachron_vega_runtime(&count), count > 0 else { return nil }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }()
}
