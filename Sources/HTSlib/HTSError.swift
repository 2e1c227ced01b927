/// A file that cannot be opened or read, or whose bytes are damaged.
public struct HTSError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is; kinds unknown here may still travel.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the kind.
    public let rawValue: String
    /// Creates a kind from its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Nothing of that name exists.
    public static let noSuchFile = Code(rawValue: "noSuchFile")
    /// The path names a directory.
    public static let isDirectory = Code(rawValue: "isDirectory")
    /// The path names a pipe, a FIFO or a socket.
    public static let isPipe = Code(rawValue: "isPipe")
    /// The file may not be read by this user.
    public static let notPermitted = Code(rawValue: "notPermitted")
    /// The path cannot be opened for another reason.
    public static let cannotOpen = Code(rawValue: "cannotOpen")
    /// The file is packed in a way that is not read here.
    public static let unsupportedCompression = Code(rawValue: "unsupportedCompression")
    /// The compressed file ends too early.
    public static let truncated = Code(rawValue: "truncated")
    /// The compressed bytes do not unpack, or their checksum disagrees.
    public static let corrupt = Code(rawValue: "corrupt")
    /// The file is of another format.
    public static let wrongFormat = Code(rawValue: "wrongFormat")
    /// The file has no index.
    public static let noIndex = Code(rawValue: "noIndex")
    /// The reads are differences from a reference genome, and none was given.
    public static let noReference = Code(rawValue: "noReference")
    /// The reads cannot be decoded with the reference genome that was given.
    public static let undecodable = Code(rawValue: "undecodable")
    /// The reads do not come in the order of their positions.
    public static let unsorted = Code(rawValue: "unsorted")
    /// The device failed.
    public static let readFailed = Code(rawValue: "readFailed")
  }

  /// The kind of failure.
  public let code: Code
  /// The path as it was asked for.
  public let path: String
  /// What is wrong, in words without the path.
  public let detail: String

  /// Creates an error.
  public init(code: Code, path: String, detail: String) {
    self.code = code
    self.path = path
    self.detail = detail
  }

  /// The path and what is wrong with it.
  public var description: String { "\(path): \(detail)" }
}
