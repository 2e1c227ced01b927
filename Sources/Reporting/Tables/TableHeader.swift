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
  /// The choices made, as one line.
  public var parameters: String
  /// The seed; `nil` where nothing is drawn at random.
  public var seed: UInt64?
  /// The input files.
  public var inputs: [Input]

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
  public func append(to table: inout TableWriter, of kind: ResultTable) {
    append(
      to: &table, name: kind.rawValue, columns: kind.columns,
      note: "acquired: not in the sampled earlier tissue above the threshold")
  }

  /// Writes the comment lines and the header line of a table of an identity check.
  public func append(to table: inout TableWriter, of kind: IdentityTable) {
    append(to: &table, name: kind.rawValue, columns: kind.columns, note: nil)
  }

  /// Writes the comment lines and the header line of a table of a cohort.
  ///
  /// - Parameter note: A rule that the table follows, in words.
  public func append(to table: inout TableWriter, of kind: CohortTable, note: String) {
    append(to: &table, name: "cohort \(kind.rawValue)", columns: kind.columns, note: note)
  }

  private func append(
    to table: inout TableWriter, name: String, columns: [ColumnDocumentation], note: String?
  ) {
    if isSynthetic { table.line("# synthetic data") }
    table.line("# metachron \(version) \(name)")
    table.line("# parameters \(parameters)")
    if let seed { table.line("# seed \(seed)") }
    if inputs.count <= Self.listed {
      for input in inputs { table.line("# input \(input.role) sha256 \(input.checksum)") }
    } else {
      // The manifest lists each; here one checksum over all of them, in order.
      let all = inputs.map { "\($0.role) \($0.checksum)\n" }.joined()
      table.line("# input \(inputs.count) files sha256 \(SHA256.checksum(of: all))")
    }
    if let note { table.line("# \(note)") }
    for column in columns { table.field(column.name) }
    table.endRow()
  }
}
