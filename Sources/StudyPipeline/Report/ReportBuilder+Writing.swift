import Foundation
import Report
import Results

extension ReportBuilder {
  /// Writes the page, or nothing.
  package func write(to path: String, threads: Int) async throws {
    let report = try await report(threads: threads)
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
