package import Figures
package import Foundation
import Report

/// The formats of a figure, by the ending of its file.
package enum FigureFile {
  /// The ending of a path that says how a figure is drawn; `nil` for any other.
  package static func ending(of path: String) -> String? {
    [".vl.json", ".svg", ".png", ".pdf", ".html"].first { path.lowercased().hasSuffix($0) }
  }

  /// The bytes of a chart in the format of an ending.
  package static func data(
    of chart: VegaLiteChart, as ending: String, scale: Double
  ) throws -> Data {
    switch ending {
    case ".vl.json": return try chart.json() + Data("\n".utf8)
    case ".html":
      guard let page = try ChartPage(chart).html() else {
        throw CommandFailure(
          .analysisFailed,
          "error: this program was built without the chart runtime; expected a build after "
            + ".ci/setup")
      }
      return Data(page.utf8)
    default:
      guard let format = ChartRenderer.Format(rawValue: String(ending.dropFirst())) else {
        preconditionFailure("an ending that was accepted has a format")
      }
      return try ChartRenderer().draw(chart, as: format, scale: scale)
    }
  }
}
