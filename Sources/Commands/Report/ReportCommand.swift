import ArgumentParser
import Foundation
import StudyPipeline

/// `metachron report`: results as one page.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write results as one self-contained HTML page.",
    discussion: """
      Tables of metachron response make a page of their own, or parts of a study's page.

      For example:
        metachron report results -o report.html
        metachron report results -o anonymous.html --pseudonymise
        metachron report results --responses responses -o report.html
        metachron report responses -o experiment.html
      """)

  @Argument(help: "A folder written by metachron run, origins or response.")
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

  @Option(
    help: ArgumentHelp(
      "A folder written by metachron response curves or combinations.", valueName: "folder"))
  var responses: String?

  @Option(
    help: ArgumentHelp("A folder written by metachron response clinical.", valueName: "folder"))
  var courses: String?

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
    var builder = ReportBuilder(
      folder: results, title: title, isPseudonymised: pseudonymise, cohort: cohort)
    (builder.responses, builder.courses) = (responses, courses)
    try await builder.write(to: output, threads: ThreadCount.of(threads), isForced: force)
  }
}
