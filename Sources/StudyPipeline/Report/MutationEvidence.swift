package import Report
package import Results
package import TumorModel
import VariantKnowledge
import Wording

/// What the knowledge tables say of drugs on tumours with a patient's mutations.
package struct MutationEvidence {
  /// The rows of the table.
  package private(set) var rows: [ReportPatient.Evidence] = []
  /// What was reported of the genes under treatment, a sentence each.
  package private(set) var resistance: [String] = []

  /// Looks up calls; a mutation that comes several times is told once, with its first call.
  ///
  /// Artefacts and what neither sample shows are left out.
  package init(calls: [OriginRow], build: GenomeBuild?) {
    var seen: Set<String> = []
    var statements: Set<String> = []
    for call in calls
    where call.call.isOfMutation && seen.insert(call.mutation).inserted {
      let known = VariantKnowledge.bundled.knowledge(
        gene: call.gene, proteinChange: call.proteinChange, variant: call.variant,
        classification: call.classification, build: build)
      rows += known.therapies.map { evidence in
        ReportPatient.Evidence(
          mutation: "\(call.title) (\(call.call.words))", drug: evidence.drug,
          direction: evidence.direction.words, level: evidence.level?.rawValue ?? "",
          tumorType: evidence.tumorType, statement: evidence.statement,
          source: Citation.text(evidence.pubMedIDs, evidence.otherSources))
      }
      for statement in known.resistance {
        let words = statement.sentence
        if statements.insert(words).inserted { resistance.append(words) }
      }
    }
  }
}
