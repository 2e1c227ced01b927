import Studies
import ClonalEvolution
import GenomicFiles
import Results

/// Tells whether samples are of the patients whom the study gives them to.
package struct IdentityStage: RunStage {
  package let name = RunRecord.identity
  package let guide =
    "`identity.tsv` and `swaps.tsv`: which patient each sample belongs to"

  package init() {}

  package func needs(in context: inout RunContext) throws -> StageNeeds {
    var choices = RunInputs.choices(of: context.options, sheet: context.choices.sheet)
    choices["uncalled"] = [context.choices.parameters.uncalled.rawValue]
    return .inputs(context.inputs, choices: choices)
  }

  package func run(in context: inout RunContext) async throws -> StageOutcome {
    var run = IdentityRun(source: try context.source(), folder: context.folder)
    run.parameters.uncalled = context.choices.parameters.uncalled
    run.learnt = context.learnt
    run.threads = context.options.threads
    // That of all stages comes with the last one.
    run.writesRecord = false
    _ = try await run.run()
    return StageOutcome(IdentityRun.fileNames)
  }
}
