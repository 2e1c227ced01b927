import GenomicFiles
package import TumorModel
import VariantKnowledge

/// Whether known mutations stand where hg19 has them.
///
/// The bundled variants are named by gene and protein change, so that a table of another assembly
/// finds them too, at other positions.
package struct AssemblyByHotspots: Sendable {
  /// How far apart two places of one change are when assemblies differ; chromosomes moved more.
  private static let tolerance = 10_000
  private static let genes = Set(VariantKnowledge.bundled.variantEntries.map(\.gene))

  private var isAnyHere = false
  /// The first that stands elsewhere.
  private var elsewhere: Mutation?

  package init() {}

  /// Looks at a patient's mutations.
  package mutating func add(_ patient: PatientEvidence) {
    for mutation in patient.mutations
    where Self.genes.contains(mutation.gene) && !mutation.proteinChange.isEmpty {
      guard let known = VariantKnowledge.bundled.entry(of: mutation)?.variant else { continue }
      let isHere =
        known.chromosome == mutation.variant.chromosome
        && abs(known.position - mutation.variant.position) < Self.tolerance
      if isHere { isAnyHere = true } else { elsewhere = elsewhere ?? mutation }
    }
  }

  /// Adds what later patients show.
  package mutating func merge(_ later: AssemblyByHotspots) {
    isAnyHere = isAnyHere || later.isAnyHere
    elsewhere = elsewhere ?? later.elsewhere
  }

  /// What contradicts the assembly as which the study is read; `nil` where nothing does.
  package func contradiction(to build: GenomeBuild?) -> String? {
    let example = elsewhere.map {
      "\($0.gene) \($0.proteinChange) at \($0.variant.chromosome.name):\($0.variant.position)"
    }
    if let example, isAnyHere {
      return "known mutations stand at places of hg19 and of another assembly (\(example)): are "
        + "assemblies mixed?"
    }
    if let example, build != .hg38 {
      return "\(example) is not where hg19 has it: is the table of hg38? Then give --build hg38"
    }
    if isAnyHere, build == .hg38 {
      return "known mutations stand where hg19 has them, and the study is read as hg38"
    }
    return nil
  }
}
