/// The kinds of copy-number tables that are told apart by their header lines.
enum SegmentTable {
  /// The tool whose table has these column names, or `nil` for none that is known.
  static func foreignName(_ names: Set<String>) -> String? {
    if names.contains("lcn.em") || names.contains("tcn.em") { return "a FACETS table" }
    if names.contains("majorallelecopynumber") || names.contains("minoralleleploidy") {
      return "a PURPLE table"
    }
    if names.contains("cnt"), names.contains("a"), names.contains("b") {
      return "a Sequenza table"
    }
    if names.contains("log2") {
      return "a CNVkit table"
    }
    if names.contains("seg.mean") || names.contains("seg_mean") || names.contains("segment_mean") {
      return "a SEG table of log2 ratios, which hold no copies of each allele"
    }
    return nil
  }
}
