import ArgumentParser
import Foundation
import StudyPipeline

/// `metachron report`: results as one page.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write results as one self-contained HTML page.",
    discussion: """
      For example:
        metachron report results -o report.html
        metachron report results -o anonymous.html --pseudonymise
      """)

  @Argument(help: "A folder written by metachron run or metachron origins.")
  var results: String

  @Option(
    name: [.short, .customLong("output")], help: "The HTML file to write; - for standard output.")
  var output: String

  @Option(help: "Title of the page.")
  var title: String?

  @Option(
    help: ArgumentHelp(
      "A folder written by metachron cohort (default: cohort in the results, if it exists).",
      valueName: "folder"))
  var cohort: String?

  @Flag(
    help: ArgumentHelp(
      "Replace the identifiers of patients, samples and files, and count days from each patient's "
        + "first sample."))
  var pseudonymise = false

  @Flag(help: "Write the page among other results.")
  var force = false

  @Option(help: "Number of threads (default: all cores).")
  var threads: Int?

  func validate() throws {
    try OutputOption.requireFile(output)
    try ThreadCount.require(threads)
  }

  func run() async throws {
    try await ReportBuilder(
      folder: results, title: title, isPseudonymised: pseudonymise, cohort: cohort
    ).write(
      to: output, threads: ThreadCount.of(threads),
      isForced: force)
  }
}
