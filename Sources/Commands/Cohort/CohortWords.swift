import CohortStatistics
import Reporting
import TumorModel

/// What a reader of a cohort should know, in words.
enum CohortWords {
  /// The line above a table.
  static func note(of table: CohortTable) -> String {
    switch table {
    case .funnel, .patients, .fractions: CohortSummary.rule
    case .genes:
      "acquired: not in the sampled earlier tissue above the threshold; each patient counts once a "
        + "gene"
    case .exclusivity: "patients with a sample that is no primary; each counts once"
    case .therapy:
      "association, not cause: a treatment counts if it began at or after the earlier biopsy and "
        + "before the later one"
    }
  }

  /// What differs between the folders of a cohort.
  static func differences(between folders: [CohortSummary.Folder], builds: Set<String>) -> [String]
  {
    var lines: [String] = []
    func compare(_ what: String, _ value: (CohortSummary.Folder) -> String) {
      let values = Set(folders.map(value)).sorted()
      guard values.count > 1 else { return }
      let shown = values.prefix(5).map { $0.isEmpty ? "none" : $0 }
      lines.append(
        "the folders differ in \(what): \(shown.joined(separator: " / "))"
          + (values.count > 5 ? " and more" : ""))
    }
    compare("the version of the tool") { $0.version }
    for name in ResultsFolderHeader.shared {
      compare(name) { $0.parameters[name] ?? "" }
    }
    compare("whether data are synthetic") { $0.isSynthetic ? "synthetic" : "not synthetic" }
    if builds.count > 1 {
      lines.append(
        "the patients are of several assemblies: \(builds.sorted().joined(separator: ", "))")
    }
    return lines
  }

  /// Genes without any mutation, and classes that no mutation of a gene has.
  static func unseen(_ targets: [CohortTarget], mutated: [Int], ofClass: [Int]) -> [String] {
    zip(targets, zip(mutated, ofClass)).compactMap { target, seen in
      if seen.0 == 0 {
        return "no patient has a mutation of '\(target.gene)' in a later sample"
          + GeneNameHint.words(for: target.gene)
      }
      guard seen.1 == 0, target.className != CohortTarget.any else { return nil }
      return "\(target.gene) has mutations, but none of class '\(target.className)'; --class any "
        + "takes them all"
    }
  }

  /// With fewer mutated genes the numbers of them tell much of every pair.
  private static let fewGenes = 20

  /// What limits the answers.
  static func caveats(
    _ folders: [CohortSummary.Folder], _ gathering: CohortGathering, hasLengths: Bool
  ) -> [String] {
    let thresholds = Set(folders.compactMap { $0.parameters["threshold"] }).sorted()
    var lines = [
      "Acquired means: not in the sampled earlier tissue at or above a cancer cell fraction of "
        + "\(thresholds.joined(separator: " or ")). One biopsy sees one region."
    ]
    let uncalled = Set(folders.compactMap { $0.parameters["uncalled"] })
    if uncalled.contains("censored") {
      lines.append(
        "Missing rows were read as censored: the caller's rule failed at a depth like those of the "
          + "sample's called sites. Where a site was not covered, or the sample is called by another "
          + "rule, absence is overstated, and with it every acquired fraction and excess. Counts at "
          + "these sites decide (rows with t_alt_count 0).")
    } else if gathering.gathered.contains(where: {
      $0.funnel.missingReasons[.notAssessable] != nil
    }) {
      lines.append(
        "A missing row says nothing: patients whose earlier sample has no counts at the mutation are "
          + "not assessable. Counts there, or --uncalled censored in metachron origins, change that."
      )
    }
    if gathering.gathered.contains(where: { $0.funnel.ofClass > $0.funnel.assessable }) {
      lines.append(
        "Patients without an assessable earlier sample may differ from the others: the rows "
          + "`missing` of fractions.tsv give the range.")
    }
    if !hasLengths {
      lines.append(
        "A gene's share of acquired mutations by chance is taken from the cohort's own mutations "
          + "that were there before (shrunk to the mean of all genes), not from lengths and contexts "
          + "(--gene-lengths): genes that drive tumours from the start get too large a share, and "
          + "differences in mutability that arose later are not seen.")
    }
    let named = gathering.tally.genes.count { $0.mutated > 0 }
    if named > 1, named < fewGenes {
      lines.append(
        "Exclusivity is tested given how many genes are mutated in each patient. Only \(named) genes "
          + "are named as mutated: that number then tells much of the very pair, and there is little "
          + "power to see anything.")
    }
    if gathering.withTreatments > 0 {
      lines.append(
        "Therapy: association, not cause. Patients who acquired the mutation are compared with those "
          + "without one in a later sample; those who had it before were not at risk, and "
          + "indeterminate ones are left out. A longer time to the later biopsy gives more time both to "
          + "begin a treatment and to acquire a mutation (immortal time); the strata remove that in "
          + "part. "
          + (gathering.withoutTreatments > 0
            ? "\(Wording.count(gathering.withoutTreatments, "compared patient")) without any line of "
              + "treatment left out: nothing tells whether there was none. " : "")
          + "Treatments begun before the earlier biopsy do not count.")
    }
    return lines
  }
}
