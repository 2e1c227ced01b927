package import DelimitedText
package import TumorModel

/// The table of a panel of normal samples, as `metachron background` writes it.
public enum BackgroundTable {
  /// The columns in order.
  public static let columns = [
    "chromosome", "position", "ref", "alt", "mean", "precision", "normals", "alt_reads", "depth",
  ]
  /// What the comment line starts with that names the reference assembly.
  public static let buildMark = "# build: "

  /// Reads the backgrounds of the sites that are asked for.
  ///
  /// - Parameters:
  ///   - path: The table; plain, gzip or bgzip.
  ///   - build: The study's assembly, where it is known; another one in the table is an error.
  ///   - policy: What becomes of rows that cannot be read.
  ///   - store: Knows the study's variants, numbered as they sort.
  ///   - sites: The study's sites.
  /// - Returns: The backgrounds, and what to tell of rows that were left out.
  /// - Complexity: O(bytes); memory for the sites found alone.
  package static func read(
    _ path: String, build: GenomeBuild?, policy: RowPolicy, store: VariantStore,
    sites: Set<MutationSite>
  ) throws(InputErrors) -> (found: [MutationSite: SiteBackground], warnings: [Warning]) {
    var lines = try LineReader(path: path, expected: "a table of metachron background")
    var reader = BackgroundReader(path: path, build: build, policy: policy, store: store)
    var found: [MutationSite: SiteBackground] = [:]
    while let line = try lines.next() {
      if let (site, background) = try reader.take(line, number: lines.number, sites: sites) {
        found[site] = background
      }
    }
    return (found, try reader.finish())
  }
}
