import Foundation
import Report
import Results

extension ReportBuilder {
  /// Writes the page, or nothing.
  package func write(to path: String, threads: Int) async throws {
    try OutputPlace(path).require(own: [ResultTables.page])
    let report = try await report(threads: threads)
    guard let page = try report.html() else {
      throw CommandFailure(
        .analysisFailed,
        "error: this program was built without the chart runtime; expected a build after .ci/setup")
    }
    try WholeFile.write(to: path, own: [ResultTables.page]) { file in
      try page.withUnsafeBytes { try file.write($0) }
    }
  }
}
