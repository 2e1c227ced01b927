import TumorModel
package import Results

extension CohortWarning {
  /// At most this many values are listed.
  private static let listed = 5

  /// The warning in words, without a full stop.
  package var words: String {
    switch self {
    case .choicesDiffer(let choice, let values):
      "the folders differ in \(choice.rawValue): \(values.prefix(Self.listed).joined(separator: " / "))"
        + (values.count > Self.listed ? " and more" : "")
    case .partlySynthetic: "some folders hold synthetic data, others do not"
    case .severalAssemblies(let names):
      "the patients are of several assemblies: \(names.joined(separator: ", "))"
    case .notMutated(let gene, let suggestion):
      "no patient has a mutation of '\(gene)' in a later sample" + Self.hint(suggestion)
    case .partnerNotMutated(let gene, let suggestion):
      "--with '\(gene)': no later sample has a mutation of it" + Self.hint(suggestion)
    case .noneOfClass(let gene, let className):
      "\(gene) has mutations, but none of class '\(className.rawValue)'; --class any counts them all"
    }
  }

  private static func hint(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean \($0)? Symbols are read as they are written" } ?? ""
  }
}

extension CohortCaveat {
  /// The caveat in whole sentences.
  package var words: String {
    switch self {
    case .thresholds(let values):
      "Acquired means: \(GateText.acquired) a cancer cell fraction of "
        + "\(values.map { Wording.number($0) }.joined(separator: " or ")). One biopsy samples one "
        + "region."
    case .censored:
      "Missing rows were read as censored: the caller's rule failed at a depth like that of the "
        + "sample's called sites. Where a site was not covered, or the sample was called by another "
        + "rule, absence is overstated, and with it every fraction and excess. Counts at "
        + "these sites (rows with t_alt_count 0) would decide."
    case .missingRows:
      "A missing row says nothing: patients whose earlier sample has no counts at the mutation are "
        + "not assessable. Counts there, or --uncalled censored in metachron origins, change that."
    case .missingPatients:
      "Patients without an assessable earlier sample may differ from the others: the rows `missing` "
        + "of fractions.tsv give the range. Errors that all patients share (artefacts of an assay, "
        + "fixation) and regions that were not sampled are in no interval."
    case .withoutAssumptions(let gene):
      "\(gene) was not among the genes of the results (--genes of metachron origins): there are no "
        + "curves under other purities, error rates and copy numbers."
    case .coverageAssumed:
      "Where no file tells which genes an assay covers, a later sample is taken to cover every gene. "
        + "Where one does not, frequencies and the overlap of two genes are understated. Gene panels, "
        + "targets files and lists of sequenced samples in metachron origins change that."
    case .fewGenes(let number):
      "Exclusivity is tested given how many genes are mutated in each patient. Only \(number) genes "
        + "are named as mutated: their number in a patient then depends much on the very pair, and "
        + "there is little power to detect anything."
    case .association(let withoutTreatment):
      "Therapy: association, not causation. Among patients with the mutation in a later sample, those "
        + "who began a treatment between the biopsies are compared with the others. A longer time to "
        + "the later biopsy gives more time both to begin a treatment and to acquire a mutation "
        + "(immortal time); patients are compared within strata of that time, which removes it in "
        + "part. "
        + (withoutTreatment > 0
          ? "\(Wording.count(withoutTreatment, "compared patient")) without any line of treatment "
            + "left out, since it is not known whether there was none. " : "")
        + "Treatments begun before the earlier biopsy do not count."
    }
  }
}
