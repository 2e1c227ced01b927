import Figures
import Foundation
import Results
import Wording

/// The HTML of a report.
struct ReportHTML {
  let report: Report
  let runtime: String

  private func text(_ words: String) -> String { HTMLText.escaped(words) }

  var text: String {
    get throws {
      let encoder = PatientBlock.encoder()
      let index = report.blocks.flatMap(\.index)
      var writer = SectionHTML()
      let sections = report.sections.map { writer.html($0) }.joined(separator: "\n")
      var shell = PageShell(title: report.title, runtime: runtime)
      shell.banner = report.isSynthetic && report.banner.isEmpty ? Self.banner : report.banner
      shell.links = links
      shell.tools = Self.search
      shell.main = """
        <section id="answer" aria-labelledby="answer-title">
        <h2 id="answer-title" class="hidden">The answer</h2>
        \(report.limit.isEmpty ? "" : "<p class=\"limit\">\(text(report.limit))</p>")
        \(report.cards.map { AnswerCardHTML(card: $0).html }.joined(separator: "\n"))
        </section>
        \(patientsSection)
        \(report.isOfOnePatient ? "" : cohortSection)
        \(sections)
        <section id="reading" aria-labelledby="reading-title">
        <h2 id="reading-title">What was asked, and what the answer rests on</h2>
        \(paragraphs(report.reading))
        </section>
        \(callsSection)
        \(methodsSection)
        """
      shell.footer = "Made by Metachron. Acquired means: \(GateText.acquired) the threshold."
      shell.data =
        [
          ("index", PackedText.packed(try encoder.encode(index))),
          ("calls", PackedText.packed(try encoder.encode(report.calls))),
          ("charts", PackedText.packed(try encoder.encode(report.figures))),
          ("section-charts", PackedText.packed(try encoder.encode(writer.charts))),
        ] + report.blocks.enumerated().map { ("block-\($0.offset)", $0.element.packed) }
      shell.constants = "const blockSize = \(PatientBlock.size);"
      shell.scripts = [PackageResources.page_js, PackageResources.report_js]
      return shell.text
    }
  }

  /// One field for patients, genes and changes.
  private static let search = """
    <form id="find-form" role="search">
    <label class="hidden" for="find">Find a patient, gene or change</label>
    <input type="search" id="find" autocomplete="off" placeholder="patient, gene, change" \
    aria-controls="found">
    </form>
    <ul id="found" aria-label="What was found" hidden></ul>
    """

  private var links: [(id: String, words: String)] {
    [("answer", "Answer"), ("patients", report.isOfOnePatient ? "Patient" : "Patients")]
      + (report.isOfOnePatient ? [] : [("cohort", "Cohort")])
      + report.sections.filter { !$0.link.isEmpty }.map { ($0.id, $0.link) }
      + [("calls", "Calls"), ("methods", "Methods"), ("glossary", "Glossary")]
  }

  private var cohortSection: String {
    """
    <section id="cohort" aria-labelledby="cohort-title">
    <h2 id="cohort-title">The cohort</h2>
    \(cohortWords)
    <div id="cohort-figures" class="figures">
    \(figures)
    </div>
    </section>
    """
  }

  private static let banner = "Synthetic data: simulated, no row is of a real patient."

  private func paragraphs(_ lines: [String]) -> String {
    lines.map { "<p>\(text($0))</p>" }.joined(separator: "\n")
  }

  private var cohortWords: String {
    let statements = report.cohort.map { statement in
      "<h3>\(text(statement.title))</h3>\n<ul>"
        + statement.sentences.map { "<li>\(text($0))</li>" }.joined(separator: "\n") + "</ul>"
    }
    let cautions = report.cautions.map { "<p class=\"notice\">\(text($0))</p>" }
    return (statements + cautions).joined(separator: "\n")
  }

  /// Findings are words of the page: there before, and without, the pictures, and as wide as it is.
  private var figures: String {
    report.figures.enumerated().map { index, chart in
      """
      <figure>
      <figcaption><b>\(text(chart.finding))</b> \(text(chart.subtitle.joined(separator: " ")))\
      </figcaption>
      <div class="chart" id="cohort-chart-\(index)" role="img" \
      aria-label="\(text(chart.description))"></div>
      </figure>
      """
    }.joined(separator: "\n")
  }

  private var callsSection: String {
    let heads = ReportCall.columns.enumerated().map { index, column in
      "<th scope=\"col\" aria-sort=\"none\"><button type=\"button\" data-column=\"\(index)\">"
        + "\(text(column.title))</button></th>"
    }
    return """
      <section id="calls" aria-labelledby="calls-title">
      <h2 id="calls-title">Calls</h2>
      \(report.callsNote.isEmpty ? "" : "<p>\(text(report.callsNote))</p>")
      <form class="tools" id="filter-form">
      <label>Search <input type="search" id="search" autocomplete="off" \
      placeholder="patient, gene, change"></label>
      <label>Call <select id="call-filter"><option value="">all</option></select></label>
      <button type="button" id="download">Download these rows (CSV)</button>
      </form>
      <p id="count" role="status"></p>
      <div class="scroll" tabindex="0" role="region" aria-label="Table of calls">
      <table id="calls-table">
      <caption>One row per mutation and pair of samples. A heading sorts; a patient's name opens its \
      section.</caption>
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody></tbody>
      </table>
      </div>
      <p class="pager"><button type="button" id="previous">Previous rows</button>
      <button type="button" id="next">Next rows</button></p>
      </section>
      """
  }

  private var patientsSection: String {
    """
    <section id="patients" aria-labelledby="patients-title">
    <h2 id="patients-title">\(report.isOfOnePatient ? "The patient" : "Patients")</h2>
    <form class="tools" id="patient-form"\(report.isOfOnePatient ? " hidden" : "")>
    <label>Patient <input type="search" id="patient-search" list="patient-list" \
    autocomplete="off"></label>
    <datalist id="patient-list"></datalist>
    <button type="submit">Open</button>
    <button type="button" id="open-all">Open all, to print</button>
    </form>
    <p id="patient-count" role="status"\(report.isOfOnePatient ? " hidden" : "")></p>
    <ol id="print-index" aria-label="Index of patients"></ol>
    <div id="patient-sections"></div>
    <p class="pager"><button type="button" id="more-patients">Show more patients</button></p>
    </section>
    """
  }

  private var methodsSection: String {
    """
    <section id="methods" aria-labelledby="methods-title">
    <h2 id="methods-title">Methods, parameters and versions</h2>
    <p>For each mutation and pair of biopsies, the reads of both samples give a likelihood of absence, \
    of presence in each range of tumour cells and of presence in all of them, and one of artefacts. The \
    patient's other mutations and the other patients give the weights of these states, and Bayes' rule \
    gives the probabilities. A mutation is called acquired only where a clone of the \
    threshold or more of the earlier sample's tumour cells has a probability of at most \
    \(GateWords.exclusion).</p>
    \(list(report.methods))
    <details>
    <summary><h3>\(report.files.count) files with their checksums</h3></summary>
    \(list(report.files))
    </details>
    </section>
    <section id="glossary" aria-labelledby="glossary-title">
    <h2 id="glossary-title">Glossary</h2>
    \(list(report.glossary))
    </section>
    """
  }

  private func list(_ terms: [Report.Term]) -> String { SectionHTML.terms(terms) }
}
