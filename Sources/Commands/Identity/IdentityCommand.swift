import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import Results
import Studies
import StudyPipeline
import TumorModel
import Wording

/// `metachron identity`: are a patient's samples of one person and of one tumour?
struct IdentityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identity",
    abstract: "Test whether a patient's samples come from one person and one tumour.",
    discussion: """
      Compares all pairs of samples of a patient, and every sample with those of all other patients, \
      using read counts at inherited variants (the germline column of the sheet) and rare somatic \
      mutations. Prints a summary; -o writes identity.tsv and swaps.tsv. A swap is a result, not an \
      error: the exit code is 0.

      For example:
        metachron identity samples.csv -o identity
      """)

  @Argument(help: "Study sheet, one row per biopsy. - reads standard input.")
  var samples: String

  @Option(name: [.short, .customLong("output")], help: "Folder for the tables.")
  var output: String?

  @Flag(help: "Replace the results of another study in the output folder.")
  var force = false

  @OptionGroup var reading: ReadingOptions

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Suppress the summary and warnings.")
  var quiet = false

  func validate() throws {
    try OutputOption.requireFolder(output)
  }

  func run() async throws {
    let (outputs, interrupts) = try InterruptGuard.over {
      try output.map(IdentityRun.claim)
    } cleanUp: {
      $0?.discard()
    }
    defer {
      interrupts.end()
      outputs?.discard()
    }
    let source = try StudySource(sheet: samples, options: ReadOptions(build: reading.build))
    if !quiet { StandardError.write(source.warnings) }
    var run = IdentityRun(source: source, folder: output)
    if let uncalled = reading.uncalled { run.parameters.uncalled = uncalled }
    run.outputs = outputs
    run.replacesOtherStudy = force
    run.threads = reading.threadCount
    let summary = try await run.run()
    if json {
      try StandardOutput.write(try JSONText.text(summary))
    } else if !quiet {
      try StandardOutput.write(summary.text)
    }
  }
}
