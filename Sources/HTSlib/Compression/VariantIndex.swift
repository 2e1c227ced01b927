import CHTSlib

/// The index of a bgzip VCF file.
public enum VariantIndex {
  /// Positions beyond this do not fit a tabix index.
  private static let tabixLimit = 1 << 29

  /// The ending of the index of a file whose longest contig has so many bases: `.tbi` or `.csi`.
  public static func suffix(longestContig: Int) -> String {
    longestContig > tabixLimit ? ".csi" : ".tbi"
  }

  /// Reads a VCF file and writes its index.
  ///
  /// - Parameters:
  ///   - path: The packed VCF.
  ///   - index: The index to write.
  ///   - longestContig: Bases of the longest contig; 0 where they are not known.
  /// - Throws: ``HTSError`` when the file is not packed or sorted, or the index cannot be written.
  public static func build(
    of path: String, at index: String, longestContig: Int = 0
  ) throws(HTSError) {
    precondition(HTSlibRuntime.isSilent)
    var settings = tbx_conf_vcf
    let shift: Int32 = longestContig > tabixLimit ? 14 : 0
    guard tbx_index_build3(path, index, shift, 0, &settings) == 0 else {
      throw HTSError(code: .cannotOpen, path: path, detail: "the index cannot be written")
    }
  }
}
