import Figures
import TumorModel
import Wording

/// A card in HTML: it needs no script, so that it is there as soon as the page is.
struct AnswerCardHTML {
  let card: AnswerCard

  /// Lines that are in sight; the others are folded.
  private static let mostInSight = 12

  /// A number stays with its unit.
  private func text(_ words: String) -> String {
    HTMLText.escaped(words).replacing(" %", with: "\u{A0}%")
  }

  var html: String {
    let sight = card.lines.prefix(Self.mostInSight)
    let folded = card.lines.dropFirst(Self.mostInSight)
    let more =
      folded.isEmpty
      ? ""
      : """
      <details class="more"><summary>\(folded.count) more</summary>
      \(table(folded, isNamed: false))
      </details>
      """
    return """
      <article class="card">
      <p class="question">\(text(card.question))</p>
      <h3>\(text(card.answer))</h3>
      \(card.sentences.map { "<p>\(text($0))</p>" }.joined(separator: "\n"))
      \(legend)
      \(strip)
      \(sight.isEmpty ? "" : table(sight, isNamed: true))
      \(more)
      </article>
      """
  }

  private var strip: String {
    guard !card.steps.isEmpty else { return "" }
    let steps = card.steps.map {
      "<li><b>\(Wording.grouped($0.patients))</b> <span>\(text($0.words))</span></li>"
    }
    return "<ol class=\"strip\" aria-label=\"From all patients to those with an answer\">"
      + "\(steps.joined(separator: "\n"))</ol>"
  }

  private func mark(_ label: OriginLabel) -> String {
    let look = OriginPalette.look(label)
    return
      "<span class=\"mark\" style=\"color:\(look.color)\" aria-hidden=\"true\">\(look.glyph)</span>"
  }

  private var legend: String {
    guard !card.legend.isEmpty else { return "" }
    let entries = card.legend.map { entry in
      "<span>\(entry.labels.map(mark).joined()) \(text(entry.words))</span>"
    }
    return "<p class=\"legend\">\(entries.joined(separator: " "))</p>"
  }

  /// The patient comes first; of one patient the mutation, of which its samples are told.
  private func table(_ lines: some Sequence<AnswerCard.Line>, isNamed: Bool) -> String {
    let rows = lines.map { line in
      let own = card.isOfOnePatient ? line.mutation : line.name
      let other = card.isOfOnePatient ? line.name : line.mutation
      let cells = [line.readsEarlier, line.readsLater, line.deciding, line.power]
      return """
        <tr><th scope="row" class="name"><a href="#\(text(line.anchor))">\(text(own))</a></th>\
        \(card.isOfOnePatient ? "" : "<td class=\"name\">\(text(other))</td>")\
        <td class="call">\(mark(line.call)) \(text(line.words))</td>\
        \(cells.map { "<td>\(text($0))</td>" }.joined())\
        \(card.isOfOnePatient ? "<td>\(text(other))</td>" : "")</tr>
        """
    }
    let heads =
      (card.isOfOnePatient ? ["Mutation", "Call"] : ["Patient", "Mutation", "Call"])
      + [
        "Reads with the mutation, earlier", "Reads with it, later", ReportSentences.deciding,
      ]
      + [ReportSentences.power] + (card.isOfOnePatient ? ["Samples"] : [])
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\
      \(text(card.title)), \(isNamed ? "call by call" : "the other calls")">
      <table class="lines">
      <thead><tr>\(heads.map { "<th scope=\"col\">\(text($0))</th>" }.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }
}
