/// A routine of the GNU Scientific Library reported a failure.
public struct GSLError: Error, Hashable, Sendable {
  /// What went wrong.
  public let code: Code
  /// The routine that reported it.
  public let routine: String

  /// Creates an error.
  public init(code: Code, routine: String) {
    self.code = code
    self.routine = routine
  }

  /// A status of the library; codes without a name here are passed on too.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The library's number.
    public let rawValue: Int32

    /// Creates a code from the library's number.
    public init(rawValue: Int32) {
      self.rawValue = rawValue
    }

    /// An argument outside the domain of a function, such as a matrix that is not positive definite.
    public static let outsideDomain = Code(rawValue: 1)
    /// An argument that makes no sense, such as an interval without a sign change.
    public static let invalidArgument = Code(rawValue: 4)
    /// Memory that could not be allocated.
    public static let outOfMemory = Code(rawValue: 8)
    /// A caller's function that returned no finite number.
    public static let badFunction = Code(rawValue: 9)
    /// An iteration that no longer makes progress.
    public static let noProgress = Code(rawValue: 27)
  }
}

extension GSLError: CustomStringConvertible {
  /// The routine and the library's own message for the code.
  public var description: String { "\(routine): \(code)" }
}
