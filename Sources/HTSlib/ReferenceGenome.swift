import CHTSlib
import Glibc

/// The bases of an indexed FASTA file, plain or bgzip-packed.
///
/// Chromosomes are found by their name with or without `chr`; `M` and `MT` are one.
public struct ReferenceGenome: ~Copyable {
  /// The path that was opened.
  public let path: String
  private let index: OpaquePointer
  private var names: [String: String] = [:]

  /// Opens a file whose index, `.fai`, stands beside it (and `.gzi` where it is packed).
  ///
  /// - Throws: ``HTSError`` when the file or its index is missing or damaged.
  public init(path: String) throws(HTSError) {
    precondition(HTSlibRuntime.isSilent)
    // Tells a missing file, a folder or foreign packing by name.
    _ = try ByteSource(path: path)
    guard access(path + ".fai", R_OK) == 0 else {
      throw HTSError(
        code: .cannotOpen, path: path,
        detail: "has no index \(path).fai; 'samtools faidx' writes one")
    }
    guard let index = fai_load3(path, nil, nil, 0) else {
      throw HTSError(
        code: .corrupt, path: path,
        detail: "its index is damaged, or the file is packed with gzip where bgzip is needed")
    }
    self.path = path
    self.index = index
    for number in 0..<faidx_nseq(index) {
      guard let name = faidx_iseq(index, number).map({ String(cString: $0) }) else { continue }
      names[name] = name
      let plain = Self.plain(name)
      if names[plain] == nil { names[plain] = name }
    }
  }

  deinit { fai_destroy(index) }

  /// The file's own name of a chromosome, or `nil` when it has none.
  public func name(of chromosome: String) -> String? {
    names[chromosome] ?? names[Self.plain(chromosome)]
  }

  /// The number of bases of a chromosome, or `nil` when the file has none of that name.
  public func length(of chromosome: String) -> Int? {
    name(of: chromosome).map { Int(faidx_seq_len(index, $0)) }
  }

  /// Bases in upper case, or `nil` when the file has no such chromosome.
  ///
  /// - Parameters:
  ///   - chromosome: Its name, with or without `chr`.
  ///   - range: 1-based positions; what lies outside the chromosome is left out.
  /// - Throws: ``HTSError`` when the file cannot be read.
  /// - Complexity: O(bases), and a seek.
  public func bases(
    chromosome: String, range: ClosedRange<Int>
  ) throws(HTSError) -> [UInt8]? {
    guard let name = name(of: chromosome), let length = length(of: name) else { return nil }
    let first = max(range.lowerBound, 1)
    let last = min(range.upperBound, length)
    guard first <= last else { return [] }
    var count: hts_pos_t = 0
    guard
      let text = faidx_fetch_seq64(index, name, hts_pos_t(first - 1), hts_pos_t(last - 1), &count),
      count == last - first + 1
    else {
      throw HTSError(
        code: .readFailed, path: path,
        detail: "bases \(first) to \(last) of \(name) cannot be read: its index is of another file")
    }
    defer { free(text) }
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
    return bytes.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }
  }

  private static func plain(_ name: String) -> String {
    var plain = Substring(name)
    if plain.utf8.count > 3, plain.prefix(3).lowercased() == "chr" { plain = plain.dropFirst(3) }
    return plain == "M" ? "MT" : String(plain)
  }
}

/// The file is read from one position at a time.
@available(*, unavailable)
extension ReferenceGenome: Sendable {}
