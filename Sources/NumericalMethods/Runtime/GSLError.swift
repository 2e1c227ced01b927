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

  /// A status of the library; a code without a name here still travels.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The library's number.
    public let rawValue: Int32

    /// Creates a code from the library's number.
    public init(rawValue: Int32) {
      self.rawValue = rawValue
    }

    /// A generic failure without a further reason.
    public static let failure = Code(rawValue: -1)
    /// An argument outside the function's domain.
    public static let domain = Code(rawValue: 1)
    /// A result that cannot be represented.
    public static let range = Code(rawValue: 2)
    /// An argument that makes no sense, such as an interval without a sign change.
    public static let invalidArgument = Code(rawValue: 4)
    /// A routine that failed without a closer reason.
    public static let failed = Code(rawValue: 5)
    /// Memory that could not be had.
    public static let outOfMemory = Code(rawValue: 8)
    /// A caller's function that returned no finite number.
    public static let badFunction = Code(rawValue: 9)
    /// An iteration that left every bound.
    public static let runaway = Code(rawValue: 10)
    /// An iteration that used all its steps.
    public static let tooManyIterations = Code(rawValue: 11)
    /// A tolerance that cannot be met by double precision.
    public static let badTolerance = Code(rawValue: 13)
    /// A tolerance that was not reached.
    public static let toleranceNotReached = Code(rawValue: 14)
    /// A result too small to represent.
    public static let underflow = Code(rawValue: 15)
    /// A result too large to represent.
    public static let overflow = Code(rawValue: 16)
    /// A loss of accuracy.
    public static let lossOfAccuracy = Code(rawValue: 17)
    /// Rounding errors that prevent the tolerance.
    public static let roundoff = Code(rawValue: 18)
    /// A singularity.
    public static let singularity = Code(rawValue: 21)
    /// An integral or a series that diverges.
    public static let divergence = Code(rawValue: 22)
    /// An iteration that no longer moves.
    public static let noProgress = Code(rawValue: 27)
  }
}

extension GSLError: CustomStringConvertible {
  /// The routine and the library's own words for the code.
  public var description: String { "\(routine): \(code)" }
}
