public import DelimitedText
public import TumorModel

/// A user's own table of evidence on variants.
public struct EvidenceTable: Sendable {
  /// The path that was read.
  public let path: String
  /// The rows that were taken, in the order of the file.
  public let records: [EvidenceRecord]
  /// What the user should know of the file.
  public let warnings: [Warning]

  /// Reads a tab-separated table with a header line, such as CIViC's evidence summaries.
  ///
  /// Columns are found by name, in any order, case ignored; names of older releases count too. A row
  /// has a gene and a variant (`gene` or `feature_name`, and `variant` or `variant_hgvs`; or both in
  /// `molecular_profile`), or a place (`chromosome`, `start`, `reference_bases`, `variant_bases` and
  /// `reference_build`), and says something: `significance` or `functional_class`. Rows that were
  /// rejected, or that are about several variants at once, are left out and counted.
  ///
  /// - Parameters:
  ///   - path: The file, plain, gzip or bgzip.
  ///   - functionalClasses: The words that `functional_class` may hold.
  /// - Throws: ``InputErrors`` with the faults of the file.
  /// - Complexity: O(bytes).
  public init(path: String, functionalClasses: [String]) throws(InputErrors) {
    var reader = try EvidenceTableReader(path: path, functionalClasses: functionalClasses)
    try reader.read()
    self.path = path
    records = reader.records
    warnings = reader.warnings
  }
}
