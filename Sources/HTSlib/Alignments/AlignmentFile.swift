import CHTSlib
import CHTSlibShims
import Glibc

/// The reads of a SAM, BAM or CRAM file, all of them or those of a region.
///
/// What kind of file it is, is found from its content. Of a CRAM only what ``AlignedRead`` holds is
/// decoded. Memory is a few blocks (of a CRAM, slices), whatever the file's size.
public struct AlignmentFile: ~Copyable {
  /// The path that was opened.
  public let path: String
  /// Contigs and samples.
  public let header: AlignmentHeader
  /// Whether reads are stored as differences from a reference genome.
  public let isCRAM: Bool
  private let file: UnsafeMutablePointer<htsFile>
  private let rawHeader: UnsafeMutablePointer<sam_hdr_t>
  private let record: UnsafeMutablePointer<bam1_t>
  private var index: OpaquePointer?
  private var region: UnsafeMutablePointer<hts_itr_t>?
  private var place = (contig: Int32(0), position: Int64(-1))

  /// Opens a file at its first read.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - reference: An indexed FASTA file with the genome that a CRAM was made with; without it
  ///     no CRAM is read.
  ///   - threads: Threads that decompress besides the caller's.
  /// - Throws: ``HTSError`` when the file is missing, may not be read, holds no reads, has no
  ///   complete header or lacks the mark at its end, or when the reference has no index.
  public init(path: String, reference: String? = nil, threads: Int = 0) throws(HTSError) {
    precondition(HTSlibRuntime.isSilent)
    // Missing files and the like are told in the words that serve all files.
    try ByteSource.check(path: path)
    if let reference { try Self.checkIndex(ofReference: reference) }
    guard let file = hts_open(path, "r") else {
      throw HTSError(code: .wrongFormat, path: path, detail: "not a SAM, BAM or CRAM file")
    }
    do throws(HTSError) {
      try Self.prepare(file, path: path, reference: reference)
    } catch {
      hts_close(file)
      throw error
    }
    if threads > 0 { hts_set_threads(file, Int32(min(threads, 64))) }
    guard let header = sam_hdr_read(file) else {
      hts_close(file)
      throw HTSError(
        code: .corrupt, path: path, detail: "the header is damaged or cut short")
    }
    guard let record = bam_init1() else {
      sam_hdr_destroy(header)
      hts_close(file)
      throw HTSError(code: .readFailed, path: path, detail: "memory is exhausted")
    }
    self.path = path
    self.file = file
    self.rawHeader = header
    self.record = record
    self.header = AlignmentHeader(header)
    isCRAM = metachron_is_cram(file) != 0
  }

  deinit {
    if let region { hts_itr_destroy(region) }
    if let index { hts_idx_destroy(index) }
    bam_destroy1(record)
    sam_hdr_destroy(rawHeader)
    hts_close(file)
  }

  // MARK: - Reading

  /// The next read, or `nil` at the end of the file or region.
  ///
  /// - Throws: ``HTSError`` when the file is damaged or cut short, a CRAM's reference is missing or
  ///   another, or the reads are not sorted by position.
  public mutating func next() throws(HTSError) -> AlignedRead? {
    let status = metachron_next_read(file, rawHeader, region, record)
    guard status >= 0 else {
      if status == -1 { return nil }
      throw damage()
    }
    guard let data = record.pointee.data else { throw damage() }
    let core = record.pointee.core
    // Reads without a place are last; their contig is -1.
    if core.tid >= 0 {
      if core.tid < place.contig || (core.tid == place.contig && core.pos < place.position) {
        throw HTSError(
          code: .unsorted, path: path, detail: "the reads are not sorted by position")
      }
      place = (core.tid, core.pos)
    }
    return AlignedRead(record, data)
  }

  /// Goes to the reads that overlap a region.
  ///
  /// - Parameters:
  ///   - contig: The place of a contig in the header.
  ///   - bases: Bases from 0.
  /// - Throws: ``HTSError`` of the code `noIndex` when there is none.
  public mutating func seek(contig: Int, bases: Range<Int>) throws(HTSError) {
    if index == nil {
      index = sam_index_load3(file, path, nil, HTS_IDX_SILENT_FAIL)
    }
    guard let index else {
      throw HTSError(code: .noIndex, path: path, detail: "the file has no index")
    }
    if let region { hts_itr_destroy(region) }
    region = sam_itr_queryi(
      index, Int32(contig), Int64(bases.lowerBound), Int64(bases.upperBound))
    place = (0, -1)
    guard region != nil else {
      throw HTSError(
        code: .corrupt, path: path, detail: "the index does not fit the file, or is damaged")
    }
  }

  private func damage() -> HTSError {
    guard isCRAM else {
      return HTSError(code: .corrupt, path: path, detail: "the file is damaged or cut short")
    }
    return HTSError(
      code: .undecodable, path: path,
      detail: "the reads cannot be decoded: the file is damaged, or the reference is another")
  }

  // MARK: - Opening

  private static func prepare(
    _ file: UnsafeMutablePointer<htsFile>, path: String, reference: String?
  ) throws(HTSError) {
    guard metachron_holds_reads(file) != 0 else {
      throw HTSError(code: .wrongFormat, path: path, detail: "not a SAM, BAM or CRAM file")
    }
    if hts_check_EOF(file) == 0 {
      throw HTSError(code: .truncated, path: path, detail: "the file is cut short")
    }
    guard metachron_is_cram(file) != 0 else { return }
    guard let reference else {
      // Whatever path or cache htslib would try, results should rest on named files alone.
      throw HTSError(
        code: .noReference, path: path, detail: "this is a CRAM, and no reference genome is given")
    }
    _ = HTSlibRuntime.keepsBlocks
    let fields = [
      SAM_QNAME, SAM_FLAG, SAM_RNAME, SAM_POS, SAM_MAPQ, SAM_CIGAR, SAM_RNEXT, SAM_PNEXT, SAM_SEQ,
      SAM_QUAL,
    ]
    let wanted = fields.reduce(UInt32(0)) { $0 | $1.rawValue }
    guard metachron_decode_only(file, Int32(wanted)) == 0 else {
      throw HTSError(code: .cannotOpen, path: path, detail: "htslib refuses its options")
    }
    if hts_set_fai_filename(file, reference) != 0 {
      throw HTSError(
        code: .corrupt, path: reference, detail: "the reference genome cannot be read")
    }
  }

  /// Whether the file's index exists, by the names that htslib tries.
  public static func indexPath(of path: String) -> String? {
    let stem = path.hasSuffix(".bam") || path.hasSuffix(".cram")
    let short = stem ? path.split(separator: ".", omittingEmptySubsequences: false).dropLast() : []
    let names =
      [".csi", ".bai", ".crai"].map { path + $0 }
      + (stem ? [".csi", ".bai", ".crai"].map { short.joined(separator: ".") + $0 } : [])
    return names.first { access($0, R_OK) == 0 }
  }

  /// Without this, htslib would write the missing index beside the genome.
  private static func checkIndex(ofReference path: String) throws(HTSError) {
    try ByteSource.check(path: path)
    guard access(path + ".fai", R_OK) == 0 else {
      throw HTSError(
        code: .noIndex, path: path, detail: "the reference genome has no index (\(path).fai)")
    }
  }
}

/// The record buffer is shared by successive reads.
@available(*, unavailable)
extension AlignmentFile: Sendable {}
