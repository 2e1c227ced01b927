import ArgumentParser
import StudyPipeline
import Wording

/// `metachron response combinations`: does a drug restore the sensitivity to another, or only add?
struct ResponseCombinationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "combinations",
    abstract:
      "Score two drugs together by several models, and test whether one restores sensitivity.",
    discussion: """
      Bliss, HSA, Loewe, ZIP and MuSyC side by side with bootstrap intervals; no single score is called \
      synergy. For each genotype but the reference: whether the second drug brings back the sensitivity to \
      the first that the reference has, or only adds its own effect.

      For example:
        metachron response combinations plate.tsv --reference GFP -o responses
      """)

  @OptionGroup var options: PlateOptions

  @Option(help: "Bootstrap replicates.")
  var replicates = 1000

  @Option(help: "Factor up to which doses count as equal.")
  var margin = 2.0

  @Option(help: "Random seed.")
  var seed: UInt64 = 1

  @Option(help: "Number of threads (default: all cores).")
  var threads: Int?

  private static let mostReplicates = 100_000

  func validate() throws {
    try ThreadCount.require(threads)
    guard (20...Self.mostReplicates).contains(replicates) else {
      throw ValidationError(
        "--replicates \(replicates) is out of range; expected 20 to \(Self.mostReplicates).")
    }
    guard margin > 1, margin.isFinite else {
      throw ValidationError("--margin \(margin) is out of range; expected above 1.")
    }
  }

  func run() async throws {
    var run = CombinationsRun(source: try options.source(), folder: options.output)
    run.reference = options.reference
    (run.replicates, run.margin, run.seed) = (replicates, margin, seed)
    run.threads = ThreadCount.of(threads)
    run.replacesOthers = options.force
    let summary = try await run.run()
    try options.show(summary, text: summary.text)
  }
}
