import Results
import Wording

/// Gathers what the patients of the study say together, where there are at least two.
package struct CohortTablesStage: RunStage {
  package let name = "cohort"
  package let guide =
    "`cohort/`: results across patients (<doc:gathering-a-cohort>); skipped for a "
    + "single patient"
  /// The file that names the cohort's others.
  package static let seal = "\(CohortFolder.innerName)/\(CohortSummary.fileName)"

  package init() {}

  package func needs(in context: inout RunContext) throws -> StageNeeds {
    guard try context.originsSummary().patients >= 2 else { return .nothing("one patient") }
    return .inputs(
      context.outputs(of: OriginsStage()), choices: ["genes": context.choices.genes])
  }

  /// The genes are those asked for; without any, those that the knowledge table classes.
  package func run(in context: inout RunContext) async throws -> StageOutcome {
    let classified = Knowledge.bundled.classifiedGenes
    let asked = context.choices.genes.isEmpty ? classified.sorted() : context.choices.genes
    var run = CohortRun(
      folders: [context.folder], output: "\(context.folder)/\(CohortFolder.innerName)",
      targets: CohortTarget.targets(genes: asked, className: nil, classified: classified))
    run.folderNames = [context.results]
    run.others = CohortRun.others([])
    let summary = try run.run()
    for warning in summary.warnings { context.choices.say("warning: \(warning.words)") }
    let names = summary.outputs.map(\.path) + [CohortSummary.fileName]
    return StageOutcome(names.map { "\(CohortFolder.innerName)/\($0)" })
  }
}
