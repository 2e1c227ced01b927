package import Figures
package import Foundation
import Report

/// The formats of a figure, by the ending of its file.
package enum FigureFile {
  /// The names of the formats, as the endings have them.
  package static let formats = endings.map { String($0.dropFirst()) }

  private static let endings = [".vl.json", ".svg", ".png", ".pdf", ".html"]

  /// With what files of an ending begin, and what they are called.
  static func beginnings(_ ending: String) -> (beginnings: [String], kind: String) {
    switch ending {
    case ".svg": (["<svg", "<?xml", "<!doctype svg"], "an SVG")
    case ".png": (["\u{FFFD}png"], "a PNG")
    case ".pdf": (["%pdf"], "a PDF")
    case ".html": page
    default: (["{"], "a JSON specification")
    }
  }

  /// The same of a page.
  static let page = (beginnings: ["<!doctype html", "<html"], kind: "a page")

  /// The ending that stands for a format.
  package static func ending(ofFormat name: String) -> String? {
    endings.first { $0 == "." + name.lowercased() }
  }

  /// The ending of a path that says how a figure is drawn; `nil` for any other.
  package static func ending(of path: String) -> String? {
    endings.first { path.lowercased().hasSuffix($0) }
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
