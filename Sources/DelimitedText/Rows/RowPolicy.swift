/// What becomes of rows that cannot be read, in tables of many rows.
///
/// One such row never stops a study: it is left out, counted by cause and told with its place. Many
/// of them are an error, and so is one of a gene that was asked for, since what is left would answer
/// another question.
public struct RowPolicy: Hashable, Sendable {
  /// The share of a table's rows, from 0 to 1, above which unreadable rows are an error.
  ///
  /// A single row is below it, however short the table, unless the table has no other.
  public static let largestShare = 0.01

  /// Whether the first unreadable row is an error.
  public var isStrict: Bool
  /// Genes that were asked for, none of whose rows may be left out for a fault; what filters keep
  /// out of them is told apart.
  public var genes: Set<String>

  /// Creates a policy.
  public init(isStrict: Bool = false, genes: Set<String> = []) {
    self.isStrict = isStrict
    self.genes = genes
  }

  /// Whether a table may be used without some of its rows.
  func allows(_ unreadable: Int, of rows: Int) -> Bool {
    if isStrict { return unreadable == 0 }
    let most = max(1, (Self.largestShare * Double(rows)).rounded(.down))
    return unreadable == 0 || Double(unreadable) <= most && unreadable < rows
  }
}
