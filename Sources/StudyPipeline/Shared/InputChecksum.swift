import GenomicFiles
import HTSlib
import Results
package import Studies

/// Checksums of input files.
package enum InputChecksum {
  /// The checksum of the index of an alignment or a reference genome, which stands for a file too
  /// large to be read for its checksum; `nil` where there is no index or the file is another.
  package static func ofIndex(_ input: InputFile) -> String? {
    let index: String? =
      switch input.role {
      case .alignment: AlignmentFile.indexPath(of: input.path)
      case .reference: input.path + ".fai"
      default: nil
      }
    return index.flatMap { try? SHA256.checksum(ofFile: $0) }
  }
}
