import ArgumentParser
import Foundation
import Reporting

/// `metachron report`: results as one page for people.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write results as one HTML page that explains itself and needs no network.")

  @Argument(help: "A folder that `metachron origins` wrote.")
  var results: String

  @Option(name: [.short, .customLong("output")], help: "The page.")
  var output: String

  @Option(help: "The page's title.")
  var title: String?

  @Option(
    help: ArgumentHelp(
      "A folder that `metachron cohort` wrote (default: cohort in the results, where it is there).",
      valueName: "folder"))
  var cohort: String?

  @Flag(help: "Rename patients and samples, and count days from each patient's first sample.")
  var pseudonymise = false

  @Option(help: "Threads to work on (default: the machine's cores).")
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) is not at least 1.")
    }
  }

  func run() async throws {
    try await Self.write(
      ReportBuilder(
        folder: results, title: title, isPseudonymised: pseudonymise, cohort: cohort), to: output,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Writes the page, or nothing.
  static func write(_ builder: ReportBuilder, to path: String, threads: Int) async throws {
    let report = try await builder.report(threads: threads)
    guard let page = try report.html() else {
      throw CommandFailure(
        .analysisFailed,
        "error: this program was built without the chart runtime; expected a build after .ci/setup")
    }
    try WholeFile.write(to: path) { file in
      try page.withUnsafeBytes { try file.write($0) }
    }
  }
}
