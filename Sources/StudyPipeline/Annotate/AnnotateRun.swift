import DelimitedText
import Foundation
import GenomicFiles
package import Results
package import Studies
package import TumorModel
import VariantKnowledge

/// Writes what is known of the mutations of inputs.
package struct AnnotateRun {
  package var listing: MutationListing
  package var layers: KnowledgeLayers
  /// Whether mutations of which nothing is known are left out.
  package var isKnownOnly = false
  package var isSynthetic = false
  /// The assembly that the user states.
  package var build: GenomeBuild?
  /// The files that were read, which the table never replaces.
  package var inputs: [String] = []
  /// The table's path; `nil` for standard output.
  package var output: String?

  /// Takes the mutations and the tables that know of them.
  package init(listing: MutationListing, layers: KnowledgeLayers) {
    self.listing = listing
    self.layers = layers
  }

  /// Writes the table, or nothing.
  ///
  /// - Throws: `FileFailure` when the table cannot be written.
  package func run() throws -> AnnotationSummary {
    guard let output else {
      return try write { text in try StandardOutput.write(text) }
    }
    var summary = AnnotationSummary()
    try WholeFile.write(
      to: output, own: [AnnotationRow.table.fileName],
      apartFrom: inputs + listing.inputs.map(\.path)
    ) { file in
      summary = try write { text in try file.write(text) }
    }
    return summary
  }

  private func write(_ put: (borrowing TableWriter) throws -> Void) throws -> AnnotationSummary {
    var text = TableWriter()
    try appendHeader(to: &text)
    var summary = AnnotationSummary()
    for index in order {
      let entry = listing.entries[index]
      let mutation = entry.mutation
      let known = layers.knowledge.knowledge(
        gene: mutation.gene, proteinChange: mutation.proteinChange, variant: mutation.variant,
        classification: entry.classification, build: mutation.build)
      summary.add(known, gene: mutation.gene)
      if isKnownOnly, known.isEmpty { continue }
      text.append(AnnotationRow(entry, known, of: listing))
      if text.count > 1 << 16 {
        try put(text)
        text.removeAll()
      }
    }
    try put(text)
    return summary
  }

  /// The entries by place, then by name; those without a place last.
  private var order: [Int] {
    let entries = listing.entries
    return entries.indices.sorted { left, right in
      let (first, second) = (entries[left].mutation, entries[right].mutation)
      switch (first.variant, second.variant) {
      case (let one?, let other?) where one != other: return one < other
      case (.some, nil): return true
      case (nil, .some): return false
      default:
        let (one, other) = (
          (first.gene, first.proteinChange), (second.gene, second.proteinChange)
        )
        return one == other ? left < right : one < other
      }
    }
  }

  /// How the table was made: no path, time or thread count.
  private func appendHeader(to text: inout TableWriter) throws {
    if isSynthetic { text.line(TableHeader.syntheticNote) }
    text.line("# metachron \(ToolVersion.number) annotate")
    text.line("# parameters build=\(build?.rawValue ?? "as_told") known_only=\(isKnownOnly)")
    for input in listing.inputs {
      let checksum = try InputChecksum.ofIndex(input) ?? SHA256.checksum(ofFile: input.path)
      text.line("# input \(input.role.rawValue) sha256 \(checksum)")
    }
    if let path = layers.userTable {
      text.line("# input knowledge sha256 \(try SHA256.checksum(ofFile: path))")
    }
    if let note = AnnotationRow.table.note { text.line("# \(note)") }
    text.appendHeader(of: AnnotationRow.self)
  }
}
