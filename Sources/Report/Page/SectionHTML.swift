import Figures

/// The HTML of sections; their pictures are numbered through the page.
struct SectionHTML {
  /// The pictures so far, by their numbers.
  private(set) var charts: [VegaLiteChart] = []

  /// Text of a section: a number stays with its unit.
  static func text(_ words: String) -> String {
    HTMLText.escaped(words).replacing(" %", with: "\u{A0}%")
  }

  private func text(_ words: String) -> String { Self.text(words) }

  /// Terms with what they mean; empty for none.
  static func terms(_ terms: [Report.Term]) -> String {
    guard !terms.isEmpty else { return "" }
    return "<dl>"
      + terms.map { "<dt>\(text($0.name))</dt><dd>\(text($0.meaning))</dd>" }.joined(
        separator: "\n")
      + "</dl>"
  }

  /// A section.
  mutating func html(_ section: ReportSection) -> String {
    let isHidden = section.id == ReportSection.answer
    return """
      <section id="\(text(section.id))" aria-labelledby="\(text(section.id))-title">
      <h2 id="\(text(section.id))-title"\(isHidden ? " class=\"hidden\"" : "")>\
      \(text(section.title))</h2>
      \(html(section.blocks))
      </section>
      """
  }

  private mutating func html(_ blocks: [ReportSection.Block]) -> String {
    var parts: [String] = []
    for block in blocks { parts.append(html(block)) }
    return parts.joined(separator: "\n")
  }

  private mutating func html(_ block: ReportSection.Block) -> String {
    switch block {
    case .card(let card): return html(card)
    case .heading(let words): return "<h3>\(text(words))</h3>"
    case .paragraph(let words): return "<p>\(text(words))</p>"
    case .notice(let words): return "<p class=\"notice\">\(text(words))</p>"
    case .list(let lines):
      return "<ul>\(lines.map { "<li>\(text($0))</li>" }.joined(separator: "\n"))</ul>"
    case .terms(let terms): return Self.terms(terms)
    case .table(let table): return html(table)
    case .figures(let figures):
      var parts: [String] = []
      for figure in figures { parts.append(html(figure)) }
      return "<div class=\"figures\">\n\(parts.joined(separator: "\n"))\n</div>"
    case .folded(let title, let isOpen, let inside):
      return """
        <details class="pictures"\(isOpen ? " open" : "")><summary><h4>\(text(title))</h4></summary>
        \(html(inside))
        </details>
        """
    }
  }

  private mutating func html(_ card: FindingCard) -> String {
    let legend = card.legend.map { "<span>\(text($0))</span>" }.joined(separator: " ")
    return """
      <article class="card">
      <p class="question">\(text(card.question))</p>
      <h3>\(text(card.answer))</h3>
      \(card.sentences.map { "<p>\(text($0))</p>" }.joined(separator: "\n"))
      \(legend.isEmpty ? "" : "<p class=\"legend\">\(legend)</p>")
      \(card.table.map(html) ?? "")
      </article>
      """
  }

  /// Words of the page, there before, and without, the picture.
  private mutating func html(_ chart: VegaLiteChart) -> String {
    charts.append(chart)
    return """
      <figure>
      <figcaption><b>\(text(chart.finding))</b> \(text(chart.subtitle.joined(separator: " ")))\
      </figcaption>
      <div class="chart" data-chart="\(charts.count - 1)" role="img" \
      aria-label="\(text(chart.description))"></div>
      </figure>
      """
  }

  /// A number: it breaks before its interval alone, and long words where they need to.
  private func number(_ cell: String) -> String {
    guard let place = cell.firstRange(of: " (") else { return whole(cell) }
    return whole(String(cell[..<place.lowerBound])) + " " + whole("(" + cell[place.upperBound...])
  }

  private func whole(_ words: String) -> String {
    words.count <= Self.mostUnbroken
      ? "<span class=\"whole\">\(text(words))</span>" : text(words)
  }

  private static let mostUnbroken = 22

  private func html(_ table: ReportTable) -> String {
    let folded = table.rows.dropFirst(table.inSight)
    let more =
      folded.isEmpty
      ? ""
      : """
      <details class="more"><summary>\(folded.count) more</summary>
      \(html(table, folded, name: "\(table.name), the other rows", caption: ""))
      </details>
      """
    return html(table, table.rows.prefix(table.inSight), name: table.name, caption: table.caption)
      + more
  }

  private func html(
    _ table: ReportTable, _ rows: ArraySlice<[String]>, name: String, caption: String
  ) -> String {
    let lines = rows.map { row in
      let cells = zip(table.columns, row).enumerated().map { place, cell in
        place == 0
          ? "<th scope=\"row\" class=\"name\">\(text(cell.1))</th>"
          : cell.0.isNumber
            ? "<td class=\"number\">\(number(cell.1))</td>" : "<td>\(text(cell.1))</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    let heads = table.columns.map { "<th scope=\"col\">\(text($0.title))</th>" }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(text(name))">
      <table class="plain">
      \(caption.isEmpty ? "" : "<caption>\(text(caption))</caption>")
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(lines.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }
}
