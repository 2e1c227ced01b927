import Reporting
import TumorModel
import VariantKnowledge

/// What the knowledge tables say of drugs on tumours with a patient's mutations.
struct MutationEvidence {
  /// The rows of the table.
  private(set) var rows: [ReportPatient.Evidence] = []
  /// What was reported of the genes under treatment, a sentence each.
  private(set) var resistance: [String] = []

  /// Looks up calls; a mutation that comes several times is told once, with its first call.
  ///
  /// Artefacts are left out: they are no mutations.
  init(calls: [CallRow], build: GenomeBuild?) {
    var seen: Set<String> = []
    var statements: Set<String> = []
    for call in calls where call.call != "artefact" && seen.insert(call.mutation).inserted {
      let known = VariantKnowledge.bundled.knowledge(
        gene: call.gene, proteinChange: call.proteinChange, variant: call.variant,
        classification: call.classification, build: build)
      rows += known.therapies.map { evidence in
        ReportPatient.Evidence(
          mutation: "\(call.title) (\(call.callWords))", drug: evidence.drug,
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

extension CallRow {
  /// The change; `nil` where the table holds none that can be read.
  var variant: Variant? {
    Chromosome(chromosome).flatMap {
      Variant(
        chromosome: $0, position: position, reference: reference == "-" ? "" : reference,
        alternate: alternate == "-" ? "" : alternate)
    }
  }
}
