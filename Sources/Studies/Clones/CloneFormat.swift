import DelimitedText
import GenomicFiles

/// The input formats of programs that cluster mutations or build trees, told by their columns.
enum CloneFormat: Hashable {
  /// PyClone-VI: one row per mutation and sample.
  case pyclone
  /// Pairtree: one row per mutation, the samples in vectors.
  case pairtree
  /// PhyloWGS: as Pairtree's, but with reads of the reference.
  case phyloWGS
  /// PhylogicNDT: one row per sample, which names a mutation table.
  case phylogic

  /// The format of a file, or `nil` for another.
  static func format(ofFile path: String) throws(InputErrors) -> CloneFormat? {
    var lines = try LineReader(path: path, expected: "a study sheet", capacity: 1 << 12)
    while let line = try lines.next() {
      if line.trimmed.isEmpty || line.first == UInt8(ascii: "#") { continue }
      let names = Set(
        line.split(separator: 0x09).map { Bytes(rebasing: $0).trimmed.string.lowercased() })
      if names.isSuperset(of: ["mutation_id", "sample_id", "alt_counts"]) { return .pyclone }
      if names.isSuperset(of: ["id", "var_reads", "total_reads"]) { return .pairtree }
      if names.isSuperset(of: ["id", "a", "d", "mu_v"]) { return .phyloWGS }
      if names.isSuperset(of: ["sample_id", "maf_fn"]) { return .phylogic }
      return nil
    }
    return nil
  }
}
