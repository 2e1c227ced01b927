import ArgumentParser
import ClonalEvolution
import GenomicFiles
import Results
import Studies
import StudyPipeline
import TumorModel

/// Choices that `metachron clones`, `trees` and `migration` share.
struct CloneOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Study sheet, one row per biopsy. - reads standard input.",
      discussion: """
        Alternatively, the folder of a cBioPortal study, a PyClone-VI table, a Pairtree .ssm or a \
        PhylogicNDT .sif.
        """))
  var samples: String

  @Option(name: [.short, .customLong("output")], help: "Folder for the tables.")
  var output: String?

  @Option(help: "Starts of the search for clones, all but the first at random.")
  var starts = 4

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
  }

  /// Finds the clones, and what else is asked for.
  ///
  /// - Parameter prepare: Asks for it.
  func run(_ prepare: (inout ClonesRun) -> Void) async throws -> ClonesRun.Found {
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
    run.replacesOtherStudy = force
    run.threads = ThreadCount.of(threads)
    prepare(&run)
    return try await run.run()
  }

  /// Prints a summary as it is asked for.
  ///
  /// - Parameter text: The summary for a person.
  func show(_ summary: some Encodable, text: @autoclosure () -> String) throws {
    if json {
      try StandardOutput.write(try JSONText.text(summary))
    } else if !quiet {
      try StandardOutput.write(text())
    }
  }
}

/// Choices of trees that `metachron trees` and `migration` share.
struct TreeOptions: ParsableArguments {
  @Option(
    help: """
      Sweeps of the Markov chain that draws the trees of many clones (default: about half a second \
      of them).
      """)
  var sweeps: Int?

  private static let mostSweeps = 1_000_000

  func validate() throws {
    if let sweeps, !(1...Self.mostSweeps).contains(sweeps) {
      throw ValidationError(
        "--sweeps \(sweeps) is out of range; expected 1 to \(Self.mostSweeps).")
    }
  }

  /// How trees are inferred.
  func analysis(seed: UInt64) -> CloneTreeAnalysis {
    var trees = CloneTreeAnalysis()
    trees.seed = seed
    trees.sweeps = sweeps
    return trees
  }
}
