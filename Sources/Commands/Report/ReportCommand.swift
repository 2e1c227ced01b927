import ArgumentParser
import Foundation
import Reporting

/// `metachron report`: results as one page for people.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write results as one HTML page that explains itself and needs no network.")

  @Argument(help: "A folder that `metachron origins` wrote.")
  var results: String

  @Option(name: [.short, .customLong("output")], help: "The page.")
  var output: String

  @Option(help: "The page's title.")
  var title: String?

  @Flag(help: "Rename patients and samples, and count days from each patient's first sample.")
  var pseudonymise = false

  func run() throws {
    try Self.write(
      ReportBuilder(folder: results, title: title, isPseudonymised: pseudonymise), to: output)
  }

  /// Writes the page, or nothing.
  static func write(_ builder: ReportBuilder, to path: String) throws {
    let report = try builder.report()
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
