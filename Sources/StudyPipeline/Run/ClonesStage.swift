import ClonalEvolution
import GenomicFiles
import Results
import Studies

/// Clusters the mutations of patients who have enough of them into clones, and infers their trees and the
/// migrations between sites.
package struct ClonesStage: RunStage {
  package let name = RunRecord.clones
  package let guide =
    "`clones.tsv` and the other tables of clones and their trees, of patients with at least two tumour "
    + "samples and ten mutations with reads (<doc:finding-clones>), and `migrations.tsv` of those with "
    + "samples of several sites (<doc:finding-migrations>)"

  /// Fewer mutations with reads, or samples, make no clones that could be told from one another.
  private static let least = (mutations: 10, samples: 2)

  package init() {}

  package func needs(in context: inout RunContext) throws -> StageNeeds {
    var choices = RunInputs.choices(of: context.options, sheet: context.choices.sheet)
    choices["parameters"] = [ManifestParameters(context.choices.parameters).line]
    choices["seed"] = ["\(context.choices.seed)"]
    choices["genes"] = context.choices.genes
    return .inputs(context.inputs, choices: choices)
  }

  package func run(in context: inout RunContext) async throws -> StageOutcome {
    var run = ClonesRun(source: try context.source(), folder: context.folder)
    run.analysis.parameters = context.choices.parameters
    run.analysis.seed = context.choices.seed
    var trees = CloneTreeAnalysis()
    trees.seed = context.choices.seed
    run.trees = trees
    run.threads = context.options.threads
    var migrations = MigrationAnalysis()
    migrations.seed = context.choices.seed
    run.migrations = migrations
    run.drivers = Knowledge.bundled.genes.union(context.choices.genes)
    run.mostHandedBack = 0
    run.least = Self.least
    // That of all stages comes with the last one.
    run.writesRecord = false
    run.replacesOtherStudy = true
    let files = try await run.run().files
    // What commands of their own had recorded of these files.
    for stage in CloneFiles.Stage.allCases where stage != .clones {
      context.record.stages[stage.name] = nil
    }
    return StageOutcome(files)
  }
}
