import CGSL

extension GSLError.Code: CustomStringConvertible {
  /// The library's words and its number.
  public var description: String {
    guard let words = gsl_strerror(rawValue) else { return "status \(rawValue)" }
    return "\(String(cString: words)) (status \(rawValue))"
  }
}
