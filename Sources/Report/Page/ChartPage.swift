public import Figures
import Foundation

/// One chart as a page that needs nothing else.
public struct ChartPage: Sendable {
  private let chart: VegaLiteChart

  /// Takes a chart.
  public init(_ chart: VegaLiteChart) { self.chart = chart }

  /// The page; `nil` where the program was built without the chart runtime.
  public func html() throws -> String? {
    guard let runtime = ChartRuntime.javaScript else { return nil }
    let json = HTMLText.script(json: String(decoding: try chart.json(), as: UTF8.self))
    let title = HTMLText.escaped(chart.finding)
    let words = HTMLText.escaped(chart.description)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      \(PagePolicy.element)
      <title>\(title)</title>
      </head>
      <body>
      <figure id="chart" role="img" aria-label="\(words)"></figure>
      <script>\(runtime.replacing("</script", with: "<\\/script"))</script>
      <script type="application/json" id="spec">\(json)</script>
      <script>
      vegaEmbed("#chart", JSON.parse(document.getElementById("spec").textContent),
        {actions: {export: true, source: false, compiled: false, editor: false}, ast: false});
      </script>
      </body>
      </html>

      """
  }
}
