package import VariantKnowledge
import DelimitedText
import TumorModel

extension VariantDisagreement {
  /// What does not fit, without a full stop.
  package var words: String {
    switch self {
    case .otherName(let name, let build, let found):
      "named \(name), and \(build.rawValue) has \(found) there: another isoform's numbering, or a "
        + "wrong name"
    case .otherGene(let name, let build, let found):
      "annotated as \(name), and \(build.rawValue) has a known variant of \(found) there"
    case .positionOfAnother(let name, let found):
      "named \(name), and the position is that of \(found)"
    case .elsewhere(let name, let build, let chromosome, let position):
      "named \(name), which \(build.rawValue) has at \(chromosome.name):\(position)"
    }
  }
}

extension KnowledgeConflict {
  /// The conflict as a sentence.
  package var words: String {
    switch self {
    case .effect(let words): words
    case .drug(let drug, let one, let other):
      "Of \(drug) both \(one.words) and \(other.words) were reported."
    }
  }
}

extension LayerNote {
  /// What there is to know, without a full stop.
  package var words: String {
    switch content {
    case .disagreement(let disagreement): disagreement.words
    case .withoutSource: "a class without a source: it rests on this table alone"
    case .otherClass(let gene, let change, let here, let bundled):
      "\(gene) \(change) is \(here.rawValue) here and \(bundled.rawValue) in the bundled table; this "
        + "table's word is taken"
    case .unusedDrugs(let rows, let changes):
      "the drugs of \(Wording.count(rows, "row")) from here on are not used: small variants do not "
        + "tell \(listing(changes.map { "'\($0)'" }, limit: 5))"
    }
  }
}

extension TherapyDirection {
  /// The direction as words of a sentence.
  package var words: String {
    switch self {
    case .sensitivity: "sensitivity"
    case .reducedSensitivity: "reduced sensitivity"
    case .resistance: "resistance"
    case .adverseResponse: "an adverse response"
    case .noSensitivity: "no sensitivity"
    case .noResistance: "no resistance"
    }
  }
}

extension ResistanceEvidence {
  /// The statement with its gene, changes, setting and sources.
  package var sentence: String {
    "\(gene) (\(alteration.replacing(";", with: ", "))), \(TreatmentWords.words(setting)): "
      + "\(evidence) [\(Citation.text(pubMedIDs, ""))]"
  }
}

extension TherapyEvidence {
  /// What was reported of the drug, with its sources.
  package var sentence: String {
    let level = level.map { ", level \($0.rawValue)" } ?? ""
    let tumor = tumorType.isEmpty ? "" : ", \(tumorType)"
    return "\(drug): \(direction.words)\(level)\(tumor). \(statement) "
      + "[\(Citation.text(pubMedIDs, otherSources))]"
  }
}
