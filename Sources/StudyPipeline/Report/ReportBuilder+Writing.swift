import Foundation
import Report
import Results

extension ReportBuilder {
  /// Writes the page, or nothing.
  ///
  /// - Parameters:
  ///   - path: The file, or `-` for standard output.
  ///   - threads: How many blocks of patients are put together at a time.
  ///   - isForced: Whether the page may stand among other results.
  package func write(to path: String, threads: Int, isForced: Bool = false) async throws {
    let place = OutputPlace(path)
    let inputs = readPaths
    try place.require(own: [ResultTables.page], apartFrom: inputs)
    try place.require(replacing: FigureFile.page.beginnings, kind: FigureFile.page.kind)
    if !isForced, !place.isStandardOutput,
      let manifest = try? Manifest.read("\(folder)/\(Manifest.fileName)")
    {
      try FormerResults(place.folder).requireResults(among: [manifest], for: "the page")
    }
    guard let page = try await page(threads: threads) else {
      throw CommandFailure(
        .analysisFailed,
        "error: this program was built without the chart runtime; expected a build after .ci/setup")
    }
    try WholeFile.write(to: path, own: [ResultTables.page], apartFrom: inputs) { file in
      try page.withUnsafeBytes { try file.write($0) }
    }
  }
}
