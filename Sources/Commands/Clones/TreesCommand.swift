import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import Results
import Studies
import StudyPipeline
import TumorModel
import Wording

/// `metachron trees`: which clone descends from which?
struct TreesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trees",
    abstract: "Infer how clones descend from one another, with the probability of each tree.",
    discussion: """
      Finds the clones first, as the command clones does; clusters in a Pairtree .params.json are \
      taken as they are. Prints a summary; -o writes the tables of both, and the trees as JSON, \
      Newick and DOT.

      For example:
        metachron trees samples.csv -o trees
      """)

  @Argument(
    help: ArgumentHelp(
      "Study sheet, one row per biopsy.",
      discussion: """
        Alternatively, the folder of a cBioPortal study, a PyClone-VI table, a Pairtree .ssm or a \
        PhylogicNDT .sif.
        """))
  var samples: String

  @Option(name: [.short, .customLong("output")], help: "Folder for the tables.")
  var output: String?

  @Option(help: "Starts of the search for clones, all but the first at random.")
  var starts = 4

  @Option(
    help: """
      Sweeps of the Markov chain that draws the trees of many clones (default: about half a second \
      of them).
      """)
  var sweeps: Int?

  @Option(help: "Random seed.")
  var seed: UInt64 = 1

  @Option(help: "P(read alternate | reference molecule) for samples without their own.")
  var errorRate: Double?

  @Option(
    help: "Beta-binomial precision of allele counts, or inf (default: as the mutations tell).")
  var precision: Double?

  @Option(
    help: "Meaning of an absent row: missing or censored (default: missing).",
    transform: { try StudyOptions.named($0, UncalledPolicy.init(rawValue:)) })
  var uncalled: UncalledPolicy?

  @Option(
    help: "Reference assembly, hg19 or hg38 (default: as stated in the files).",
    transform: { try StudyOptions.named($0, GenomeBuild.init(spelling:)) })
  var build: GenomeBuild?

  @Option(help: "Number of threads (default: all cores).")
  var threads: Int?

  @Flag(help: "Replace the results of another study in the output folder.")
  var force = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Suppress the summary and warnings.")
  var quiet = false

  /// More starts than any search has gained by.
  private static let mostStarts = 1000
  private static let mostSweeps = 1_000_000

  func validate() throws {
    try OutputOption.requireFolder(output)
    try ThreadCount.require(threads)
    guard (1...Self.mostStarts).contains(starts) else {
      throw ValidationError(
        "--starts \(starts) is out of range; expected 1 to \(Self.mostStarts).")
    }
    if let errorRate, !ErrorRate.range.contains(errorRate) {
      throw ValidationError(
        "--error-rate \(errorRate) is out of range; expected at least 0 and below 0.5.")
    }
    if let precision, !(precision > 0) {
      throw ValidationError("--precision \(precision) is out of range; expected above 0.")
    }
    if let sweeps, !(1...Self.mostSweeps).contains(sweeps) {
      throw ValidationError(
        "--sweeps \(sweeps) is out of range; expected 1 to \(Self.mostSweeps).")
    }
  }

  func run() async throws {
    let (outputs, interrupts) = try InterruptGuard.over {
      try output.map(ClonesRun.claim)
    } cleanUp: {
      $0?.discard()
    }
    defer {
      interrupts.end()
      outputs?.discard()
    }
    var options = ReadOptions(build: build)
    options.needsOrder = false
    let source = try StudySource(sheet: samples, options: options)
    if !quiet { StandardError.write(source.warnings) }
    var run = ClonesRun(source: source, folder: output)
    if let uncalled { run.analysis.parameters.uncalled = uncalled }
    if let errorRate { run.analysis.parameters.errorRate = errorRate }
    if let precision { run.analysis.parameters.precision = precision }
    run.analysis.starts = starts
    run.analysis.seed = seed
    run.outputs = outputs
    var trees = CloneTreeAnalysis()
    trees.seed = seed
    trees.sweeps = sweeps
    run.trees = trees
    run.replacesOtherStudy = force
    run.threads = ThreadCount.of(threads)
    let summary = try await run.run().trees
    if json {
      try StandardOutput.write(try JSONText.text(summary))
    } else if !quiet {
      try StandardOutput.write(summary.text)
    }
  }
}
