import Glibc
import HTSlib
package import Results

/// A VCF of an ``OutputSet``, packed by bgzip and indexed where its records are sorted.
package struct VariantOutputFile {
  private static let pieceSize = 1 << 18

  private let name: String
  private let outputs: OutputSet
  private var file: PackedFile
  private var text: [UInt8] = []
  private var contigs: Set<Substring> = []
  private var last: (contig: Substring, position: Int) = ("", 0)
  private var isSorted = true

  package init(_ name: String, in outputs: OutputSet) throws {
    (self.name, self.outputs) = (name, outputs)
    file = PackedFile(try outputs.file(name))
    text.reserveCapacity(Self.pieceSize)
  }

  /// Adds a line of the header.
  package mutating func header(_ line: String) throws(FileFailure) { try append(line) }

  /// Adds a record.
  package mutating func record(_ line: String, contig: Substring, position: Int) throws(FileFailure)
  {
    if contig != last.contig {
      isSorted = isSorted && contigs.insert(contig).inserted
    } else if position < last.position {
      isSorted = false
    }
    last = (contig, position)
    try append(line)
  }

  private mutating func append(_ line: String) throws(FileFailure) {
    text += line.utf8
    text.append(0x0A)
    if text.count >= Self.pieceSize { try pack() }
  }

  private mutating func pack() throws(FileFailure) {
    try file.write(text)
    text.removeAll(keepingCapacity: true)
  }

  /// Completes the file and writes its index.
  ///
  /// - Returns: The file, and its index where there is one, with their checksums.
  /// - Throws: `FileFailure`, and `OutputRefusal` where the index would replace an input.
  package mutating func finish() throws -> [Manifest.File] {
    try pack()
    try file.finish()
    var files = [Manifest.File(path: name, sha256: file.checksum ?? "")]
    let index = "\(name).tbi"
    let path = outputs.temporaryPath(of: index)
    if isSorted, (try? VariantIndex.build(of: outputs.temporaryPath(of: name), at: path)) != nil {
      try outputs.adopt(index)
      files.append(Manifest.File(path: index, sha256: try SHA256.checksum(ofFile: path)))
    } else {
      unlink(path)
    }
    return files
  }

  /// Whether the file will have an index.
  package var hasOrder: Bool { isSorted }
}
