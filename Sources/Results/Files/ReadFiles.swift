import DelimitedText

/// An output that would take the place of a file that is not its own.
public struct OutputRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// `path: error: what it is; expected …`.
  public let description: String

  init(_ path: String, _ problem: String) { description = "\(path): error: \(problem)" }
}

/// The files that a command reads, with their indexes: none of them is ever replaced or removed.
///
/// Files are told by what they are, not by their paths: a link to an input is that input.
public struct ReadFiles: Sendable {
  private var paths: [FileStamp.Identity: String] = [:]

  /// Takes note of files; paths at which there is none are passed over.
  public init(_ paths: [String] = []) { add(paths) }

  /// Takes note of further files.
  public mutating func add(_ more: [String]) {
    for path in more {
      for name in [path] + Self.indexes(of: path) {
        guard let stamp = FileStamp(path: name), paths[stamp.identity] == nil else { continue }
        paths[stamp.identity] = name
      }
    }
  }

  /// Takes note of the files that another list holds.
  public mutating func add(_ other: ReadFiles) { paths.merge(other.paths) { own, _ in own } }

  /// Checks that the file at a path, if there is one, is none of those that are read.
  ///
  /// - Parameters:
  ///   - path: Where something is to be written or removed.
  ///   - given: The path that messages name; `nil` for the same.
  /// - Throws: ``OutputRefusal``.
  public func require(apart path: String, given: String? = nil) throws(OutputRefusal) {
    guard let stamp = FileStamp(path: path), let input = paths[stamp.identity] else { return }
    throw OutputRefusal(
      given ?? path,
      "is the input \(input); expected another file, for an input is never replaced")
  }

  /// Ends of the names of files that have indexes; a study lists thousands of others.
  private static let indexed = [
    ".bam", ".cram", ".sam", ".bcf", ".vcf", ".gz", ".bgz", ".fa", ".fasta", ".fna",
  ]

  /// Where programs look for the index of a file.
  private static func indexes(of path: String) -> [String] {
    guard indexed.contains(where: path.hasSuffix) else { return [] }
    var names = [".bai", ".csi", ".crai", ".tbi", ".fai", ".gzi"].map { path + $0 }
    if path.hasSuffix(".bam") { names += ["bai", "csi"].map { String(path.dropLast(3)) + $0 } }
    if path.hasSuffix(".cram") { names.append(String(path.dropLast(4)) + "crai") }
    return names
  }
}
