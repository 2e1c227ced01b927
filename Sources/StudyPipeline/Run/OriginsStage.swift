import ClonalEvolution
import GenomicFiles
import Studies
import Results
import Wording

/// Calls the origins of all mutations.
package struct OriginsStage: RunStage {
  package let name = "origins"
  package let guide =
    "all tables of <doc:result-tables>, `summary.json` and `manifest.json`"

  package init() {}

  package func needs(in context: inout RunContext) throws -> StageNeeds {
    let run = context.choices
    var choices = RunInputs.choices(of: context.options, sheet: run.sheet)
    choices["parameters"] = [ManifestParameters(run.parameters).line]
    choices["genes"] = run.genes
    choices["seed"] = ["\(run.seed)"]
    choices["multiqc"] = ["\(run.writesMultiQC)"]
    return .inputs(context.inputs, choices: choices)
  }

  package func run(in context: inout RunContext) async throws -> StageOutcome {
    let choices = context.choices
    let source = try context.source()
    let progress = ProgressLine(total: source.patientCount, isShown: choices.isProgressShown)
    defer { progress.clear() }
    var run = OriginsRun(source: source, folder: context.folder, parameters: choices.parameters)
    run.genes = choices.genes
    run.knowledge = .bundled(for: source.study.build)
    run.learnt = context.learnt
    run.threads = context.options.threads
    run.seed = choices.seed
    run.writesMultiQC = choices.writesMultiQC
    run.progress = { progress.show($0) }
    run.warn = choices.say
    run.report = { identity in identity.warnings.forEach(choices.say) }
    context.summary = try await run.run()
    let manifest = try Manifest.read("\(context.folder)/\(Manifest.fileName)")
    return StageOutcome(manifest.outputs.map(\.path) + [Manifest.fileName])
  }
}
