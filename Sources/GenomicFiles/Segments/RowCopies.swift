/// What one row of a copy-number table says of the copies in its segment.
enum RowCopies {
  /// Tumour cells of one copy number.
  struct Part {
    /// Their share of all tumour cells.
    var share = 1.0
    /// Copies of the two alleles per cell; real-valued in some tables.
    let major: Double
    let minor: Double
  }

  /// Copies of both alleles; several parts where tumour cells differ.
  case parts([Part])
  /// Copies of both alleles together alone.
  case total
  /// Nothing.
  case unknown
  /// The row has an error, which was told.
  case faulty

  /// One copy number in all tumour cells.
  static func clonal(major: Double, minor: Double) -> RowCopies {
    .parts([Part(major: major, minor: minor)])
  }

  /// Both alleles together; up to one copy is one allele's.
  static func total(_ copies: Double) -> RowCopies {
    copies == 0 || copies == 1 ? .clonal(major: copies, minor: 0) : .total
  }
}
