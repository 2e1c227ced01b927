import GenomicFiles
import Reporting
import TumorModel
import VariantKnowledge

/// One row of the table of annotations.
struct AnnotationRow {
  let entry: MutationListing.Entry
  let known: MutationKnowledge
  let hasPatients: Bool
  let hasSamples: Bool

  /// Writes the row in the order of ``AnnotationTable/columns``.
  func append(to table: inout TableWriter) {
    let mutation = entry.mutation
    let match = known.match
    table.field(mutation.gene.isEmpty ? match?.entry.gene ?? "" : mutation.gene)
    table.field(mutation.proteinChange)
    table.field(known.proteinChange)
    if let variant = mutation.variant {
      table.field(variant.chromosome.name)
      table.field(variant.position)
      table.field(variant.reference.isEmpty ? "-" : variant.reference)
      table.field(variant.alternate.isEmpty ? "-" : variant.alternate)
    } else {
      table.emptyFields(4)
    }
    table.field(mutation.build?.rawValue ?? "")
    table.field(match?.entry.functionalClass.rawValue ?? "")
    table.field(match?.basis.rawValue ?? "")
    table.field(match?.disagreement ?? "")
    table.field(match?.entry.evidence ?? "")
    table.field(known.conflicts.joined(separator: " "))
    table.field(match?.entry.pubMedIDs.map(String.init).joined(separator: ";") ?? "")
    table.field(match?.entry.otherSources ?? "")
    table.field(match?.entry.basis.rawValue ?? "")
    table.field(known.resistance.map(Self.item).joined(separator: ";"))
    table.field(known.therapies.map(Self.item).joined(separator: ";"))
    table.field(hasPatients ? entry.patients : nil)
    table.field(hasSamples ? entry.samples : nil)
    table.endRow()
  }

  private static func item(_ evidence: ResistanceEvidence) -> String {
    joined([
      evidence.setting, evidence.effect, evidence.alteration.replacing(";", with: ","),
      Citation.text(evidence.pubMedIDs, ""),
    ])
  }

  private static func item(_ evidence: TherapyEvidence) -> String {
    joined([
      evidence.drug, evidence.direction.rawValue, evidence.level?.rawValue ?? "",
      Citation.text(evidence.pubMedIDs, evidence.otherSources), evidence.tumorType,
    ])
  }

  /// Parts with bars between; what parts items or parts becomes a comma.
  private static func joined(_ parts: [String]) -> String {
    parts.map { $0.replacing(";", with: ",").replacing("|", with: ",") }.joined(separator: "|")
  }
}

/// Sources as a reader can look them up.
enum Citation {
  /// `PMID 23220880, CIViC EID241`.
  static func text(_ pubMedIDs: [Int], _ others: String) -> String {
    (pubMedIDs.map { "PMID \($0)" } + (others.isEmpty ? [] : [others])).joined(separator: ", ")
  }
}
