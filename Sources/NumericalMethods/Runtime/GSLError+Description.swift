import CGSL

extension GSLError.Code: CustomStringConvertible {
  /// The library's message and its number.
  public var description: String {
    guard let words = gsl_strerror(rawValue) else { return "status \(rawValue)" }
    return "\(String(cString: words)) (status \(rawValue))"
  }
}
