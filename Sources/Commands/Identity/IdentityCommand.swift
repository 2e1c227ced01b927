import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import TumorModel

/// `metachron identity`: are a patient's samples of one person and of one tumour?
struct IdentityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identity",
    abstract: "Say whether a patient's samples are of one person and of one tumour.",
    discussion: """
      Compares each two samples of a patient, and every sample with those of all other patients, \
      by counts at inherited variants (the sheet's column germline) and by rare somatic mutations. \
      Prints a summary; -o writes identity.tsv and swaps.tsv. A swap that is found is a result: the \
      exit code is 0.
      """)

  @Argument(help: "The study sheet, one row a biopsy.")
  var samples: String

  @Option(name: [.short, .customLong("output")], help: "The folder for the tables.")
  var output: String?

  @Option(
    help: "What an absent row means: missing or censored (default: missing).",
    transform: { try StudyOptions.named($0, UncalledPolicy.init(rawValue:)) })
  var uncalled: UncalledPolicy?

  @Option(
    help: "The assembly, hg19 or hg38 (default: as the files say).",
    transform: { try StudyOptions.named($0, GenomeBuild.init(spelling:)) })
  var build: GenomeBuild?

  @Option(help: "Threads to work on (default: the machine's cores).")
  var threads: Int?

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Print no summary and no warnings.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) is not at least 1.")
    }
  }

  func run() async throws {
    let source = try StudySource(sheet: samples, options: ReadOptions(build: build))
    if !quiet { StandardError.write(source.warnings) }
    var run = IdentityRun(source: source, folder: output)
    if let uncalled { run.parameters.uncalled = uncalled }
    run.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let summary = try await run.run()
    if json {
      print(try jsonText(summary))
    } else if !quiet {
      print(summary.text)
    }
  }
}
