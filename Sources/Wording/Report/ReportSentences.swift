import ClonalEvolution
import CohortStatistics
package import Results
import TumorModel

/// The sentences of a report that speak of the whole study.
package enum ReportSentences {
  /// Something with a name, and what there is to say of it.
  package struct Term: Hashable, Sendable {
    /// The name.
    package let name: String
    /// What there is to say of it.
    package let meaning: String

    init(_ name: String, _ meaning: String) { (self.name, self.meaning) = (name, meaning) }
  }

  /// The head of a column with the power of earlier samples.
  package static let power = "Power to detect a clone of \(GateWords.clone), earlier"
  /// What an assessable patient has, to follow the word.
  package static let assessable = "evidence from both samples"

  /// The head of a column with the probability that decides each call.
  package static let deciding = "Probability that decides, earlier sample"

  /// The probability that decides a call, with what it is of: of an acquired or open one, that a clone of the
  /// threshold was there; of others, that of the call itself. Empty where there is none.
  ///
  /// - Parameter threshold: c*, the cancer cell fraction that an acquired call excludes earlier, 0 to 1.
  package static func deciding(_ call: OriginRow, threshold: Double) -> String {
    switch call.call {
    case .acquired, .indeterminate:
      guard let above = call.earlierAboveThreshold else { return "" }
      return "clone of \(Wording.exactPercent(threshold)) or more: \(Wording.probability(above))"
    default:
      guard let p = call.probabilities?.probability(of: call.call) else { return "" }
      return (call.call.isPreexisting ? "there before" : call.call.words)
        + ": \(Wording.probability(p))"
    }
  }

  /// Why most calls cannot be made, in one sentence; `nil` for a study that has counts.
  package static func limit(_ summary: OriginsSummary) -> String? { summary.calledOnlySentence }

  /// The page's title: the patient, or the folder of the study's sheet.
  package static func title(of manifest: Manifest) -> String {
    let question = "was it there before?"
    if let only = manifest.patients.first, manifest.patients.count == 1 {
      return "\(only.id): \(question)"
    }
    let parts = (manifest.inputs.first?.path ?? "").split(separator: "/")
    guard let folder = parts.dropLast().last, folder != ".", folder != ".." else {
      return "Was it there before?"
    }
    return "\(folder): \(question)"
  }

  /// Why the table of calls does not hold all; `nil` where it does.
  ///
  /// - Parameters:
  ///   - total: The calls of the study.
  ///   - most: The most calls that a table holds.
  package static func callsNote(_ total: Int, most: Int) -> String? {
    total <= most
      ? nil
      : "The study has \(Wording.grouped(total)) calls; this table holds those of the genes with "
        + "known drivers and of the requested genes. \(OriginRow.table.fileName) holds all."
  }

  /// What was asked, what the numbers count, and what limits them.
  package static func reading(_ summary: OriginsSummary, manifest: Manifest) -> [String] {
    let clone = Wording.exact(manifest.parameters.threshold)
    var words = [
      "Was a mutation in a later biopsy already there, in all tumour cells or in some, or was it "
        + "acquired? The study has \(Wording.count(summary.patients, "patient")) with "
        + "\(Wording.count(summary.mutations, "mutation")); "
        + "\(Wording.grouped(summary.comparedPatients)) have an earlier and a later sample to compare "
        + "(\(Wording.count(summary.pairs, "pair")))."
    ]
    if !summary.genes.isEmpty { words.append(calls(summary)) }
    words.append(
      "Acquired means that a clone of \(clone) or more of the tumour cells is excluded in the sampled "
        + "earlier tissue. A smaller clone, or one in tissue that was not sampled, remains possible."
    )
    if summary.underpoweredPairs > 0 {
      words.append(
        "\(summary.underpoweredPairs) of \(Wording.count(summary.pairs, "pair")) would miss an earlier "
          + "clone of \(GateWords.clone) of the tumour cells too often at most sites; their calls are "
          + "indeterminate where that decides.")
    }
    if summary.estimatedPurities > 0 {
      words.append(
        "The purity of \(summary.estimatedPurities) of \(Wording.count(summary.pairedSamples, "sample")) "
          + "was not given and was estimated from their mutations.")
    }
    if summary.assumedCopyNumbers > 0 {
      words.append(
        "For \(Wording.count(summary.assumedCopyNumbers, "call")) the copy number was unknown; usual "
          + "copy numbers were averaged over.")
    }
    return words + summary.calledOnlyRemedies
  }

  /// The calls of a study in a line.
  package static func headline(_ summary: OriginsSummary) -> String {
    let before = summary.calls.kinds.filter(\.isPreexisting).reduce(0) { $0 + summary.calls[$1] }
    return "\(Wording.count(summary.calls.total, "call")) in "
      + "\(Wording.count(summary.comparedPatients, "patient")): "
      + "\(Wording.grouped(before)) pre-existing, "
      + "\(Wording.grouped(summary.calls[.acquired])) acquired, "
      + "\(Wording.grouped(summary.calls[.indeterminate])) indeterminate."
  }

  /// How many calls of each kind the study has.
  package static func calls(_ summary: OriginsSummary) -> String {
    let parts = summary.calls.kinds.map { "\(Wording.grouped(summary.calls[$0])) \($0.words)" }
    let reasons = summary.reasons.kinds.map {
      "\(Wording.grouped(summary.reasons[$0])) \($0.words)"
    }
    // Labels hold commas themselves.
    return
      "Each mutation of a patient has a call in each of the patient's comparisons, in which earlier "
      + "samples that are joined count as one: "
      + "\(Wording.count(summary.calls.total, "call")) in all: \(parts.isEmpty ? "none" : parts.joined(separator: "; "))."
      + (reasons.isEmpty ? "" : " Reasons of the indeterminate ones: \(Wording.list(reasons)).")
  }

  /// Parameters and versions.
  package static func methods(_ manifest: Manifest) -> [Term] {
    var terms = [
      Term("metachron", manifest.version),
      Term("Parameters", manifest.parameters.line),
      Term(
        "Prior of the classes",
        manifest.priorPatients > 0
          ? "learnt from \(Wording.count(manifest.priorPatients, "patient")) of the study"
          : "the default"
      ),
    ]
    terms += manifest.seeds.sorted { $0.key < $1.key }.map {
      Term("Seed (\($0.key))", "\($0.value)")
    }
    return terms
      + manifest.libraries.sorted { $0.key < $1.key }.map { Term($0.key, $0.value) }
  }

  /// Inputs and outputs with their checksums, as far as the page may tell them.
  package static func files(_ manifest: Manifest) -> [Term] {
    func term(_ kind: String, _ file: Manifest.File) -> Term {
      let name =
        kind + (file.role.map { " (\($0))" } ?? "") + (file.path.isEmpty ? "" : ": \(file.path)")
      return Term(
        name, file.sha256.isEmpty ? "SHA-256 withheld" : "SHA-256 \(file.sha256)")
    }
    return manifest.inputs.map { term("Input", $0) } + manifest.outputs.map { term("Output", $0) }
  }

  package static let glossary: [Term] = [
    .init(
      "Acquired",
      "Present in the later sample, and absent from the sampled earlier tissue at or above the threshold."
    ),
    .init("Artefact", "Reads with the mutation that errors explain better than a clone."),
    .init(
      "Cancer cell fraction (CCF)",
      "The share of tumour cells that carry the mutation; 1 means every tumour cell."),
    .init("Clone", "Tumour cells that descend from one cell and share its mutations."),
    .init(
      "Clonal, truncal", "In every tumour cell: it arose before the tumour's last common ancestor."),
    .init("Copy number", "The number of copies of a locus per cell; usually two."),
    .init(
      "Credible interval",
      "A range that holds the true value with the stated probability, given the reads and the model."
    ),
    .init(
      "Detection power",
      "The probability that the reads would have shown the mutation if a clone of the stated size "
        + "had carried it."),
    .init(
      "Indeterminate", "The reads do not settle the origin; the reason is given beside the call."),
    .init(
      "Limit of detection (LOD95)",
      "The smallest clone that the reads would show in 95 of 100 such samples."),
    .init("Lost", "Present in the earlier sample, and absent from the later one."),
    .init(
      "Multiplicity", "The number of copies of a locus that carry the mutation in a mutated cell."),
    .init(
      "Pre-existing",
      "Present in the earlier sample already: in all tumour cells (clonal) or in some (sub-clonal)."
    ),
    .init("Purity", "The share of tumour cells among all cells of a sample."),
    .init("Read depth", "The number of reads that cover a position."),
    .init(
      "Variant allele frequency",
      "The share of reads with the mutation. It depends on purity, copy number and clone size."),
  ]
}
