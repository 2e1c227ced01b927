import Reporting

/// The cohort stage: what the patients of the study say together.
extension StudyRun {
  /// The folder of the cohort's tables in the results folder.
  static let cohortFolder = "cohort"

  /// Gathers the study's patients, where there are at least two.
  ///
  /// The genes are those asked for; without any, those that the knowledge table classes.
  mutating func cohort() throws {
    let tables = record.stages[Stage.origins.rawValue]?.outputs ?? []
    guard try SummaryFile(folder: folder).summary.patients >= 2 else {
      say(heading(.cohort) + " one patient, left out")
      try forget(.cohort)
      return
    }
    if try isKept(.cohort, tables) { return }
    let asked = genes.isEmpty ? Knowledge.bundled.classifiedGenes.sorted() : genes
    var run = CohortRun(
      folders: [folder], output: "\(folder)/\(Self.cohortFolder)",
      targets: CohortTarget.targets(
        genes: asked, className: nil, classified: Knowledge.bundled.classifiedGenes))
    run.others = CohortRun.others([])
    let summary = try run.run()
    for warning in summary.warnings { say("warning: \(warning)") }
    let names = CohortTable.allCases.map(\.fileName) + [CohortSummary.fileName]
    try keep(.cohort, tables, outputs: names.map { "\(Self.cohortFolder)/\($0)" })
  }
}
