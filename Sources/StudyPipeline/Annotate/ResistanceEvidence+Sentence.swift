package import VariantKnowledge
import Wording

extension ResistanceEvidence {
  /// The statement with its gene, changes, setting and sources.
  package var sentence: String {
    "\(gene) (\(alteration.replacing(";", with: ", "))), \(TreatmentWords.words(setting)): "
      + "\(evidence) [\(Citation.text(pubMedIDs, ""))]"
  }
}
