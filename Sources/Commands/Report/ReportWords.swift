import Reporting
import TumorModel

/// The sentences of a report that speak of the whole study.
enum ReportWords {
  /// What was asked and how sure the answer is.
  static func answer(_ summary: OriginsSummary, manifest: Manifest) -> [String] {
    let clone = Wording.number(summary.threshold)
    var words = [
      "Was a mutation of a later biopsy there before, in every tumour cell or in a few, or was it "
        + "acquired? Asked of \(Wording.count(summary.patients, "patient")); "
        + "\(Wording.grouped(summary.comparedPatients)) have an earlier and a later sample to compare "
        + "(\(Wording.count(summary.pairs, "pair")), \(Wording.count(summary.mutations, "mutation"))).",
      calls(summary),
    ]
    for gene in summary.genes { words.append(self.gene(gene)) }
    words.append(
      "Acquired means: a clone of \(clone) or more of the tumour cells is excluded in the sampled "
        + "earlier tissue. A smaller clone, or one in tissue that nobody sampled, stays possible.")
    if summary.underpoweredPairs > 0 {
      words.append(
        "\(summary.underpoweredPairs) of \(Wording.count(summary.pairs, "pair")) would miss an earlier "
          + "clone of a quarter of the tumour cells too often at most sites; their calls are "
          + "indeterminate where that decides.")
    }
    if summary.estimatedPurities > 0 {
      words.append(
        "The purity of \(summary.estimatedPurities) of \(Wording.count(summary.pairedSamples, "sample")) "
          + "was not given and was estimated from their mutations.")
    }
    if summary.assumedCopyNumbers > 0 {
      words.append(
        "For \(Wording.count(summary.assumedCopyNumbers, "call")) the copy number was not known; usual "
          + "ones were averaged over.")
    }
    return words
  }

  private static func calls(_ summary: OriginsSummary) -> String {
    let parts = OriginLabel.allCases.compactMap { label in
      summary.calls[label.rawValue].map { count in
        "\(Wording.grouped(count)) "
          + label.rawValue.replacing("_", with: " ").replacing("preexisting", with: "pre-existing")
      }
    }
    let reasons = IndeterminateReason.allCases.compactMap { reason in
      summary.reasons[reason.rawValue].map {
        "\(Wording.grouped($0)) \(Wording.spaced(reason.rawValue))"
      }
    }
    return "The calls: \(parts.isEmpty ? "none" : Wording.list(parts))."
      + (reasons.isEmpty ? "" : " Indeterminate because: \(Wording.list(reasons)).")
  }

  private static func gene(_ gene: GeneSummary) -> String {
    let funnel = gene.funnel
    return "\(gene.gene): of \(Wording.count(funnel.patients, "patient")), "
      + "\(funnel.mutated) with a mutation in a later sample"
      + (gene.isClassified ? ", \(funnel.activating) with an activating one" : "")
      + ", \(funnel.compared) with an earlier sample: \(funnel.acquired) acquired, "
      + "\(funnel.preexisting) pre-existing, \(funnel.indeterminate) indeterminate"
      + (funnel.other > 0 ? ", \(funnel.other) lost or artefact." : ".")
  }

  /// Parameters and versions.
  static func methods(_ manifest: Manifest) -> [Report.Term] {
    var terms = [
      Report.Term("metachron", manifest.version),
      Report.Term("Parameters", manifest.parameters.line),
      Report.Term(
        "Prior of the classes",
        manifest.priorPatients > 0
          ? "learned from \(Wording.count(manifest.priorPatients, "patient")) of the study"
          : "the default"
      ),
    ]
    terms += manifest.seeds.sorted { $0.key < $1.key }.map {
      Report.Term("Seed (\($0.key))", "\($0.value)")
    }
    return terms
      + manifest.libraries.sorted { $0.key < $1.key }.map { Report.Term($0.key, $0.value) }
  }

  /// Inputs and outputs with their checksums.
  static func files(_ manifest: Manifest) -> [Report.Term] {
    manifest.inputs.map {
      Report.Term(
        "Input\($0.role.map { " (\($0))" } ?? "")" + ($0.path.isEmpty ? "" : ": \($0.path)"),
        "SHA-256 \($0.sha256)")
    } + manifest.outputs.map { Report.Term("Output: \($0.path)", "SHA-256 \($0.sha256)") }
  }

  static let glossary: [Report.Term] = [
    .init(
      "Acquired", "Not in the sampled earlier tissue above the threshold, and in the later sample."),
    .init("Artefact", "Alternate reads that errors explain better than a clone."),
    .init(
      "Cancer cell fraction (CCF)",
      "The share of tumour cells that carry the mutation; 1 means every tumour cell."),
    .init("Clone", "Tumour cells that descend from one cell and share its mutations."),
    .init(
      "Clonal, truncal", "In every tumour cell: it arose before the tumour's last common ancestor."),
    .init("Copy number", "How many copies of a place of the genome a cell has; two, ordinarily."),
    .init(
      "Credible interval",
      "A range that holds the true value with the stated probability, given the reads and the model."
    ),
    .init(
      "Detection power",
      "The probability that the reads would have shown the mutation, had a clone of the stated size "
        + "had it."),
    .init("Indeterminate", "The reads do not settle it; the reason stands beside the call."),
    .init(
      "Limit of detection (LOD95)",
      "The smallest clone that the reads would have shown in 95 of 100 such samples."),
    .init("Lost", "In the earlier sample and no longer in the later one."),
    .init("Multiplicity", "How many copies of the place carry the mutation in a mutated cell."),
    .init(
      "Pre-existing", "In the earlier sample already: in all tumour cells (clonal) or in some."),
    .init("Purity", "The share of tumour cells among all cells of a sample."),
    .init("Read depth", "How many reads cover a place."),
    .init(
      "Variant allele frequency",
      "The share of reads with the mutation. Purity, copy number and clone "
        + "size all move it."),
  ]
}
