import ArgumentParser
import ClonalEvolution
import StudyPipeline
import Wording

/// `metachron migration`: who seeded whom?
struct MigrationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migration",
    abstract: "Find the migrations of tumour cells between sites, by parsimony over clone trees.",
    discussion: """
      Finds clones and their trees first, as the commands clones and trees do. Sites are the column \
      site of the study sheet; without it, all primary samples are one site and each other sample is \
      one. A site with the role primary is the origin; without one, an unsampled primary is, and each \
      site is a further hypothesis. Prints a summary; -o writes the tables of all three.

      For example:
        metachron migration samples.csv -o results
      """)

  @OptionGroup var options: CloneOptions
  @OptionGroup var trees: TreeOptions

  @Option(
    help: """
      keep: each lineage that left migrated by itself; resolve: lineages of one clone that are at one \
      site may have gone together.
      """,
    transform: { try StudyOptions.named($0, MigrationAnalysis.Polytomies.init(rawValue:)) })
  var polytomies: MigrationAnalysis.Polytomies = .keep

  @Option(
    help: "Least proportion of a sample's tumour cells that is presence of a clone.")
  var leastProportion = MigrationAnalysis().leastProportion

  func validate() throws {
    guard (0..<0.5).contains(leastProportion) else {
      throw ValidationError(
        "--least-proportion \(leastProportion) is out of range; expected at least 0 and below 0.5.")
    }
  }

  func run() async throws {
    let summary = try await options.run { run in
      run.trees = trees.analysis(seed: options.seed)
      run.drivers = Knowledge.bundled.genes
      run.requiresMigrations = true
      var migrations = MigrationAnalysis()
      migrations.polytomies = polytomies
      migrations.leastProportion = leastProportion
      migrations.seed = options.seed
      run.migrations = migrations
    }.migrations
    try options.show(summary, text: summary.text)
  }
}
