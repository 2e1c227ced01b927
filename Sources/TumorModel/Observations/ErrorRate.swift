/// P(read alternate | molecule reference): the range that a rate can have.
public enum ErrorRate {
  /// From 0 to below a half, where reads say nothing any more.
  public static let range = 0..<0.5

  /// The range in words, as messages expect it.
  public static let expectation = "a rate from 0 to below 0.5"
}
