import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import TumorModel

/// `metachron run`: from a study sheet to a report.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Check a study, find the origins of its mutations and write the report.",
    discussion: """
      Does check, counts (where the sheet names alignments), identity, origins, cohort and report, \
      one after the other. Stops with the exit code of check where the study has an error. When it is \
      started again, stages whose inputs, parameters and outputs are unchanged are kept.
      """)

  @Argument(help: "The study sheet, one row a biopsy; or the folder of a cBioPortal study.")
  var samples: String

  @Option(name: [.short, .customLong("output")], help: "The folder for the results.")
  var output: String

  @Option(help: "Genes to report one by one, such as ERBB2,ESR1.")
  var genes: String?

  @Option(help: "c*: the cancer cell fraction that is to be excluded earlier (default: 0.05).")
  var threshold: Double?

  @Option(
    help: "What an absent row means: missing or censored (default: missing).",
    transform: { try OriginsCommand.named($0, UncalledPolicy.init(rawValue:)) })
  var uncalled: UncalledPolicy?

  @Option(
    help: "The assembly, hg19 or hg38 (default: as the files say).",
    transform: { try OriginsCommand.named($0, GenomeBuild.init(spelling:)) })
  var build: GenomeBuild?

  @Option(help: "Error rates of sites, as metachron background wrote them.")
  var background: String?

  @Option(
    help: ArgumentHelp(
      "The reference genome, indexed FASTA: for CRAM, and to left-align indels by.",
      valueName: "fasta"))
  var reference: String?

  @Option(
    name: .customLong("include-filter"),
    help: ArgumentHelp(
      "Take in VCF records in spite of this FILTER; may be repeated. PASS is always taken in.",
      valueName: "name"))
  var includedFilters: [String] = []

  @Option(
    help: ArgumentHelp(
      "Samples in the order they were taken, for those without a day or order.",
      valueName: "A,B,C"))
  var sampleOrder: String?

  @Option(help: "Threads to work on (default: the machine's cores).")
  var threads: Int?

  @Option(help: "The seed of what is drawn at random.")
  var seed: UInt64 = 1

  @Flag(
    name: .customLong("multiqc"),
    help: "Also write metachron_calls_mqc.json and metachron_pairs_mqc.json for MultiQC.")
  var multiQC = false

  @Flag(name: [.short, .long], help: "Print no summary, stages and warnings.")
  var quiet = false

  func validate() throws {
    if let threshold, !(threshold > 0 && threshold < 1) {
      throw ValidationError("--threshold \(threshold) is not between 0 and 1.")
    }
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) is not at least 1.")
    }
    if output.isEmpty { throw ValidationError("--output '' is no name for a folder.") }
  }

  func run() async throws {
    let genes = OriginsCommand.names(genes)
    var run = StudyRun(sheet: samples, folder: output)
    run.options = ReadOptions(
      build: build, reference: reference, includedFilters: Set(includedFilters),
      background: background, sampleOrder: OriginsCommand.names(sampleOrder))
    run.options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    if let threshold { run.parameters.threshold = threshold }
    if let uncalled { run.parameters.uncalled = uncalled }
    var seen: Set<String> = []
    run.genes = genes.filter { seen.insert($0).inserted }
    run.parameters.sensitivity = .genes(Knowledge.bundled.genes.union(genes))
    run.seed = seed
    run.writesMultiQC = multiQC
    run.isProgressShown = !quiet
    if !quiet { run.say = { StandardError.write($0) } }
    try await run.run()
    if !quiet { print(try SummaryFile(folder: run.folder).summary.text) }
  }
}
