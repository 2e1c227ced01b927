import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import Results
import Studies
import StudyPipeline
import TumorModel
import Wording

/// `metachron clones`: which mutations belong together?
struct ClonesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clones",
    abstract: "Cluster mutations into clones by their cancer cell fractions in all samples.",
    discussion: """
      Prints a summary; -o writes clones.tsv, clone_ccf.tsv, clone_starts.tsv and clone_samples.tsv. \
      Mutations without reads in some sample are kept. A patient with one sample is clustered too.
      """)

  /// What is written beside the tables.
  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case tsv
    case clusters = "pyclone-vi"
  }

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

  @Option(
    help: """
      tsv: write tables only; pyclone-vi: also write pyclone_vi.tsv, in the columns of PyClone-VI's \
      results.
      """)
  var format: OutputFormat = .tsv

  @Option(help: "Starts of the search, all but the first at random.")
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
    if format == .clusters, output == nil {
      throw ValidationError("--format \(format.rawValue) needs a folder; expected -o as well.")
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
    run.writesClusters = format == .clusters
    run.replacesOtherStudy = force
    run.threads = ThreadCount.of(threads)
    let summary = try await run.run().clones
    if json {
      try StandardOutput.write(try JSONText.text(summary))
    } else if !quiet {
      try StandardOutput.write(summary.text)
    }
  }
}
