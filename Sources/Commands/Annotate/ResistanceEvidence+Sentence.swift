import Reporting
import VariantKnowledge

extension ResistanceEvidence {
  /// The statement with its gene, changes, setting and sources.
  var sentence: String {
    "\(gene) (\(alteration.replacing(";", with: ", "))), \(TreatmentWords.words(setting)): "
      + "\(evidence) [\(Citation.text(pubMedIDs, ""))]"
  }
}
