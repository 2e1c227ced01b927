import Studies
import GenomicFiles
import Results

/// Makes the page for people.
package struct ReportStage: RunStage {
  package static let fileName = ResultTables.page
  package let name = "report"
  package let guide =
    "`report.html`, one page that works offline"

  package init() {}

  package func needs(in context: inout RunContext) throws -> StageNeeds {
    .inputs(
      context.outputs(of: CountsStage(), OriginsStage(), ClonesStage(), CohortTablesStage()),
      choices: [:])
  }

  package func run(in context: inout RunContext) async throws -> StageOutcome {
    // What is recorded stands in the folder only once all is put in place.
    try await ReportBuilder(
      folder: context.folder, title: nil, isPseudonymised: false, record: context.record
    ).write(to: "\(context.folder)/\(Self.fileName)", threads: context.options.threads)
    return StageOutcome([Self.fileName])
  }
}
