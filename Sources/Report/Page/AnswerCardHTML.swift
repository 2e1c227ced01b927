import Figures
import TumorModel
import Wording

/// A card in HTML: it needs no script, so that it is there as soon as the page is.
struct AnswerCardHTML {
  let card: AnswerCard

  /// Lines that are in sight; the others are folded.
  private static let mostInSight = 12

  private func text(_ words: String) -> String { HTMLText.escaped(words) }

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

  private func table(_ lines: some Sequence<AnswerCard.Line>, isNamed: Bool) -> String {
    let rows = lines.map { line in
      let look = OriginPalette.look(line.call)
      return """
        <tr><td class="call"><span class="mark" style="color:\(look.color)" aria-hidden="true">\
        \(look.glyph)</span> \(text(line.words))</td>\
        <th scope="row"><a href="#\(text(line.anchor))">\(text(line.name))</a></th>\
        <td>\(text(line.mutation))</td><td>\(text(line.readsEarlier))</td>\
        <td>\(text(line.readsLater))</td><td>\(text(line.probability))</td>\
        <td>\(text(line.power))</td></tr>
        """
    }
    let heads = [
      "Call", card.isOfOnePatient ? "Samples" : "Patient", "Mutation", "Mutated reads, earlier",
      "Mutated reads, later", "Probability of the call",
      ReportSentences.power,
    ].map { "<th scope=\"col\">\($0)</th>" }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\
      \(text(card.title)), \(isNamed ? "call by call" : "the other calls")">
      <table class="lines">
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }
}
