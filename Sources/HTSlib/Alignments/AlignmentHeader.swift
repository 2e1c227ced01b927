import CHTSlib
import CHTSlibShims
import Glibc

/// What the header of an alignment file tells.
public struct AlignmentHeader: Hashable, Sendable {
  /// A sequence that reads are aligned to.
  public struct Contig: Hashable, Sendable {
    /// The name as it is written, such as `chr1` or `1`.
    public let name: String
    /// The length in bases.
    public let length: Int

    /// Creates a contig.
    public init(name: String, length: Int) {
      (self.name, self.length) = (name, length)
    }
  }

  /// The contigs in the order of the file; a read names its own by the place here.
  public let contigs: [Contig]
  /// The sample names of the read groups (`@RG SM`), each once, in order.
  public let sampleNames: [String]

  /// Creates a header.
  public init(contigs: [Contig], sampleNames: [String]) {
    (self.contigs, self.sampleNames) = (contigs, sampleNames)
  }

  /// Reads the header of a SAM, BAM or CRAM file, for which no reference genome is needed.
  ///
  /// - Throws: ``HTSError`` when the file cannot be opened, or is no alignment.
  public init(path: String) throws(HTSError) {
    precondition(HTSlibRuntime.isSilent)
    try ByteSource.check(path: path)
    guard let file = hts_open(path, "r") else {
      throw HTSError(code: .wrongFormat, path: path, detail: "not a SAM, BAM or CRAM file")
    }
    defer { hts_close(file) }
    guard metachron_holds_reads(file) != 0, let header = sam_hdr_read(file) else {
      throw HTSError(code: .wrongFormat, path: path, detail: "not a SAM, BAM or CRAM file")
    }
    defer { sam_hdr_destroy(header) }
    self.init(header)
  }

  init(_ header: UnsafeMutablePointer<sam_hdr_t>) {
    let count = max(0, sam_hdr_nref(header))
    contigs = (0..<count).map { number in
      Contig(
        name: sam_hdr_tid2name(header, number).map { String(cString: $0) } ?? "",
        length: Int(sam_hdr_tid2len(header, number)))
    }
    var names: [String] = []
    var text = kstring_t()
    defer { free(text.s) }
    for number in 0..<max(0, sam_hdr_count_lines(header, "RG"))
    where sam_hdr_find_tag_pos(header, "RG", number, "SM", &text) == 0 {
      guard let bytes = text.s else { continue }
      let name = String(cString: bytes)
      if !names.contains(name) { names.append(name) }
    }
    sampleNames = names
  }
}
