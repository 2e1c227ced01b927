import CHTSlib
import CHTSlibShims
import Glibc

/// The header and records of a BCF file as lines of VCF text.
///
/// Text VCF needs no such reader: it has the lines already, and htslib's own reader of text stops at
/// a record whose field is not of the type that the header declares, as some callers write.
public struct BinaryVariantFile: ~Copyable {
  /// How many bytes after a line may be read, though not used.
  public static let slack = 16

  /// The path that was opened.
  public let path: String
  /// The header's lines up to the one with the columns, as VCF text.
  public let header: String
  private let file: UnsafeMutablePointer<htsFile>
  private let columns: UnsafeMutablePointer<bcf_hdr_t>
  private let record: UnsafeMutablePointer<bcf1_t>
  private var line = kstring_t()

  /// Opens a file and reads its header.
  ///
  /// - Parameters:
  ///   - path: The file, as messages name it.
  ///   - place: Where its bytes are; `nil` for the path.
  /// - Throws: ``HTSError`` when the file cannot be opened or has no header of BCF.
  public init(path: String, at place: String? = nil) throws(HTSError) {
    precondition(HTSlibRuntime.isSilent)
    guard let file = hts_open(place ?? path, "r") else {
      throw HTSError(code: .cannotOpen, path: path, detail: "cannot be opened by htslib")
    }
    guard let columns = bcf_hdr_read(file), let record = bcf_init() else {
      hts_close(file)
      throw HTSError(code: .corrupt, path: path, detail: "the header of the BCF file is damaged")
    }
    var text = kstring_t()
    let status = bcf_hdr_format(columns, 0, &text)
    self.header = status == 0 ? text.s.map { String(cString: $0) } ?? "" : ""
    free(text.s)
    self.path = path
    (self.file, self.columns, self.record) = (file, columns, record)
  }

  deinit {
    free(line.s)
    bcf_destroy(record)
    bcf_hdr_destroy(columns)
    hts_close(file)
  }

  /// The next record as a line of VCF without its end, or `nil` after the last one; valid until
  /// the next call.
  ///
  /// - Throws: ``HTSError`` when the file is cut short or a record is damaged.
  public mutating func next() throws(HTSError) -> UnsafeBufferPointer<UInt8>? {
    let status = bcf_read(file, columns, record)
    if status == -1 { return nil }
    guard status == 0, metachron_vcf_line(columns, record, &line, Self.slack) == 0,
      let start = line.s
    else {
      throw HTSError(code: .corrupt, path: path, detail: "a record of the BCF file is damaged")
    }
    let length = Int(line.l)
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: length)
  }
}

/// The record's memory is used again by the next one.
@available(*, unavailable)
extension BinaryVariantFile: Sendable {}
