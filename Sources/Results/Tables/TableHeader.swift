public import DelimitedText

/// The lines above a result table: how it was made, without time, path or thread count.
public struct TableHeader: Hashable, Sendable {
  /// What an input file was read as, and its SHA-256.
  public struct Input: Hashable, Sendable {
    /// Such as `samples` or `mutations`.
    public let role: String
    /// 64 hexadecimal digits.
    public let checksum: String

    /// Creates an input.
    public init(role: String, checksum: String) {
      (self.role, self.checksum) = (role, checksum)
    }
  }

  /// Whether the study was simulated; the first line then says so.
  public var isSynthetic: Bool
  /// The tool's version.
  public var version: String
  /// The parameters of the analysis, as one line.
  public var parameters: String
  /// The seed; `nil` where nothing is drawn at random.
  public var seed: UInt64?
  /// The input files.
  public var inputs: [Input]

  /// How the first line of a file of simulated data begins; it may name what made them.
  public static let syntheticNote = "# synthetic data"

  /// How the first line of other tables begins; the version follows.
  private static let mark = "# metachron "

  /// Whether a file's first line is that of a table that a command wrote.
  public static func isOwn(firstLine: String) -> Bool {
    firstLine.hasPrefix(mark) || isSynthetic(firstLine: firstLine)
  }

  /// Whether a file's first line says that its data are simulated.
  public static func isSynthetic(firstLine: String) -> Bool {
    firstLine.hasPrefix(syntheticNote)
  }

  /// Up to this many input files have a line of their own.
  private static let listed = 24

  /// Creates a header.
  public init(
    isSynthetic: Bool, version: String, parameters: String, seed: UInt64?, inputs: [Input]
  ) {
    self.isSynthetic = isSynthetic
    self.version = version
    self.parameters = parameters
    self.seed = seed
    self.inputs = inputs
  }

  /// Writes the comment lines and a table's header line.
  public func append<Row: ResultRow>(to table: inout TableWriter, of row: Row.Type) {
    if isSynthetic { table.line(Self.syntheticNote) }
    table.line("\(Self.mark)\(version) \(Row.table.name)")
    table.line("# parameters \(parameters)")
    if let seed { table.line("# seed \(seed)") }
    if inputs.count <= Self.listed {
      for input in inputs { table.line("# input \(input.role) sha256 \(input.checksum)") }
    } else {
      // The manifest lists each; here one checksum over all of them, in order.
      let all = inputs.map { "\($0.role) \($0.checksum)\n" }.joined()
      table.line("# input \(inputs.count) files sha256 \(SHA256.checksum(of: all))")
    }
    if let note = Row.table.note { table.line("# \(note)") }
    table.appendHeader(of: row)
  }
}
