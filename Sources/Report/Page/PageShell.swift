/// What all pages have: a head, the sentence on simulated data, links to sections, and the scripts.
struct PageShell {
  let title: String
  let runtime: String
  /// What was simulated, in a sentence; empty where nothing was.
  var banner = ""
  /// The sections: a place on the page, and the words of its link.
  var links: [(id: String, words: String)] = []
  /// What else the bar holds, in HTML.
  var tools = ""
  /// The sections, in HTML.
  var main = ""
  /// The last sentence.
  var footer = ""
  /// Packed texts by name.
  var data: [(name: String, packed: String)] = []
  /// Lines of script before the others.
  var constants = ""
  /// The scripts.
  var scripts: [[UInt8]] = []

  init(title: String, runtime: String) { (self.title, self.runtime) = (title, runtime) }

  private func text(_ words: String) -> String { HTMLText.escaped(words) }

  private func resource(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The page.
  var text: String {
    let note =
      banner.isEmpty ? "" : "<div class=\"synthetic\" role=\"note\">\(text(banner))</div>"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="generator" content="metachron">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(PagePolicy.element)
      <title>\(text(title))</title>
      <style>
      \(resource(PackageResources.report_css))
      </style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the answer</a>
      <header>
      \(note)
      <h1>\(text(title))</h1>
      <p class="notice">For research use only. Not a medical device; not validated for decisions \
      about a patient.</p>
      </header>
      <nav aria-label="Sections">
      <ul>\(links.map { "<li><a href=\"#\(text($0.id))\">\(text($0.words))</a></li>" }.joined())</ul>
      \(tools)
      </nav>
      <main id="main">
      \(main)
      </main>
      <footer><p>\(footer)</p></footer>
      <script>\(runtime.replacing("</script", with: "<\\/script"))</script>
      \(data.map { "<script type=\"text/plain\" id=\"data-\($0.name)\">\($0.packed)</script>" }
        .joined(separator: "\n"))
      <script>
      \(constants)
      \(scripts.map(resource).joined(separator: "\n"))
      </script>
      </body>
      </html>

      """
  }
}
