package import Studies
import GenomicFiles
package import Results
package import Studies
import TumorModel
package import VariantKnowledge
import Wording

extension AnnotationRow {
  /// What is known of one mutation of a listing.
  package init(
    _ entry: MutationListing.Entry, _ known: MutationKnowledge, of listing: MutationListing
  ) {
    self.init()
    let (mutation, match) = (entry.mutation, known.match)
    gene =
      mutation.gene.isEmpty || known.isOfOtherGene ? match?.entry.gene ?? "" : mutation.gene
    proteinChange = mutation.proteinChange
    normalizedChange = known.proteinChange
    if let variant = mutation.variant {
      (chromosome, position) = (variant.chromosome, variant.position)
      (reference, alternate) = (Allele(variant.reference), Allele(variant.alternate))
    }
    build = mutation.build
    if let match {
      functionalClass = match.entry.functionalClass.rawValue
      matchedBy = match.basis.rawValue
      warning = match.disagreement?.words ?? ""
      evidence = match.entry.evidence
      pubMedIDs = FieldList(match.entry.pubMedIDs)
      sources = match.entry.otherSources
      basis = match.entry.basis.rawValue
    }
    conflict = known.conflicts.map(\.words).joined(separator: " ")
    resistance = FieldList(known.resistance.map(BarredText.init))
    therapies = FieldList(known.therapies.map(BarredText.init))
    patients = listing.hasPatients ? entry.patients : nil
    samples = listing.hasSamples ? entry.samples : nil
  }
}

extension BarredText {
  fileprivate init(_ evidence: ResistanceEvidence) {
    self.init([
      evidence.setting, evidence.effect, evidence.alteration, Citation.text(evidence.pubMedIDs, ""),
    ])
  }

  fileprivate init(_ evidence: TherapyEvidence) {
    self.init([
      evidence.drug, evidence.direction.rawValue, evidence.level?.rawValue ?? "",
      Citation.text(evidence.pubMedIDs, evidence.otherSources), evidence.tumorType,
    ])
  }
}
