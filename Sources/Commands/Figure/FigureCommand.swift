import ArgumentParser
import Foundation
import Reporting

/// `metachron figure`: one picture of results.
struct FigureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure",
    abstract: "Draw one figure of results: SVG, PNG, PDF, HTML or a Vega-Lite specification.",
    discussion: "Figures:\n"
      + Figure.allCases.map {
        "  \(Wording.padded($0.rawValue, 13))\($0.abstract)"
      }.joined(separator: "\n"))

  @Argument(
    help: ArgumentHelp("The figure.", valueName: "name"),
    transform: { name in
      guard let figure = Figure(rawValue: name) else {
        throw ValidationError(
          "'\(name)' is no figure; expected "
            + "\(Figure.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      return figure
    })
  var figure: Figure

  @Argument(help: "A folder that `metachron origins` wrote, or `metachron cohort` for its figures.")
  var results: String

  @Option(
    name: [.short, .customLong("output")],
    help: "The file: .svg, .png, .pdf, .html or .vl.json.")
  var output: String

  @Option(help: "The patient, for ccf, trajectory, posterior, power and relatedness.")
  var patient: String?

  @Option(
    help: "The mutation, for posterior and power: GENE:change or chromosome:position:ref>alt.")
  var mutation: String?

  @Option(help: "The gene, for funnel, lollipop and swimmer; others name its mutations.")
  var gene: String?

  @Option(help: "The later sample, where a patient has several.")
  var later: String?

  @Option(help: "Pixels of a PNG for each pixel of the figure.")
  var scale: Double = 2

  func validate() throws {
    guard Self.ending(of: output) != nil else {
      throw ValidationError(
        "'\(output)' has no known ending; expected .svg, .png, .pdf, .html or .vl.json.")
    }
    guard scale > 0, scale <= 10 else {
      throw ValidationError("--scale \(scale) is not above 0 and at most 10.")
    }
  }

  func run() throws {
    let charts = FigureCharts(
      folder: results, patient: patient, mutation: mutation, gene: gene, later: later)
    let chart = try charts.chart(figure)
    let outputs = try OutputSet(folder: URL(filePath: output).deletingLastPathComponent().path)
    defer { outputs.discard() }
    let file = try outputs.file(URL(filePath: output).lastPathComponent)
    let data = try Self.draw(chart, as: Self.ending(of: output) ?? "", scale: scale)
    try data.withUnsafeBytes { try file.write($0) }
    try file.finish()
    try outputs.commit()
  }

  private static func ending(of path: String) -> String? {
    [".vl.json", ".svg", ".png", ".pdf", ".html"].first { path.lowercased().hasSuffix($0) }
  }

  private static func draw(
    _ chart: VegaLiteChart, as ending: String, scale: Double
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
