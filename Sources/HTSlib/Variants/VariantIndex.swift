import CHTSlibShims

/// The index by position of a bgzip-packed VCF.
public enum VariantIndex {
  /// Writes the index, as `tabix -p vcf` does.
  ///
  /// - Throws: ``HTSError`` when the records are not sorted or a file cannot be read or written.
  public static func write(of path: String, to index: String) throws(HTSError) {
    precondition(HTSlibRuntime.isSilent)
    guard metachron_vcf_index(path, index) == 0 else {
      throw HTSError(
        code: .cannotOpen, path: path, detail: "cannot be indexed: its records are not sorted")
    }
  }
}
