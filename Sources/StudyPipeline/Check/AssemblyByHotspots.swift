import DelimitedText
import GenomicFiles
package import Studies
package import TumorModel
import VariantKnowledge

/// Whether known mutations stand where hg19 has them.
///
/// The bundled variants are named by gene and protein change, so that a table of another assembly
/// finds them too, at other positions.
package struct AssemblyByHotspots {
  /// How far apart two places of one change are when assemblies differ; chromosomes moved more.
  private static let tolerance = 10_000

  private let genes = Set(VariantKnowledge.bundled.variantEntries.map(\.gene))
  private var here = 0
  private var elsewhere: [Mutation] = []

  /// Looks at a patient's mutations.
  package mutating func add(_ patient: PatientEvidence) {
    for mutation in patient.mutations
    where genes.contains(mutation.gene) && !mutation.proteinChange.isEmpty {
      guard let known = VariantKnowledge.bundled.entry(of: mutation)?.variant else { continue }
      let isHere =
        known.chromosome == mutation.variant.chromosome
        && abs(known.position - mutation.variant.position) < Self.tolerance
      if isHere { here += 1 } else { elsewhere.append(mutation) }
    }
  }

  /// - Parameter build: The assembly as which the study is read.
  package func findings(_ sheet: String, build: GenomeBuild?) -> [Finding] {
    func finding(_ text: String) -> [Finding] {
      [Finding(.warning, .otherBuild, at: TextLocation(path: sheet), text)]
    }
    let example = elsewhere.first.map {
      "\($0.gene) \($0.proteinChange) at \($0.variant.chromosome.name):\($0.variant.position)"
    }
    if let example, here > 0 {
      return finding(
        "known mutations stand at places of hg19 and of another assembly (\(example)): are "
          + "assemblies mixed?")
    }
    if let example, build != .hg38 {
      return finding(
        "\(example) is not where hg19 has it: is the table of hg38? Then give --build hg38")
    }
    if here > 0, build == .hg38 {
      return finding("known mutations stand where hg19 has them, and the study is read as hg38")
    }
    return []
  }
}
