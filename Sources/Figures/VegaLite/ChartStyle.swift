/// How all charts look: one font, quiet grid lines, titles on the left.
struct ChartStyle: Hashable, Encodable {
  private struct Text: Hashable, Encodable {
    var labelFontSize = 11
    var titleFontSize = 12
    var titleFontWeight = "normal"
    var gridColor: String?
    var labelColor = "#333333"
    var titleColor = "#333333"
    var symbolSize: Int?
    var labelLimit: Int?
  }
  private struct Title: Hashable, Encodable {
    var fontSize = 14
    var subtitleFontSize = 11
    var subtitleColor = "#444444"
    var color = "#111111"
    var offset = 12
    var fontWeight = "bold"
  }
  private struct View: Hashable, Encodable { var stroke = "#cccccc" }

  private var font = "DejaVu Sans, Verdana, sans-serif"
  private var axis = Text(gridColor: "#eeeeee")
  private var legend = Text(symbolSize: 90, labelLimit: 400)
  private var title = Title()
  private var view = View()
}
