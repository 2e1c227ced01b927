public import Foundation

/// A page of sections alone, such as that of an experiment with drugs.
public struct SectionPage: Sendable {
  /// The title.
  public var title: String
  /// What of it was simulated, in a sentence; empty where nothing was.
  public var banner: String
  /// The sections in their order; the first holds the answer.
  public var sections: [ReportSection]

  /// Creates a page without contents.
  public init(title: String) {
    (self.title, banner, sections) = (title, "", [])
  }

  /// The page.
  ///
  /// - Returns: `nil` where the program was built without the chart runtime.
  public func html() throws -> Data? {
    guard let runtime = ChartRuntime.javaScript else { return nil }
    var writer = SectionHTML()
    let main = sections.map { writer.html($0) }.joined(separator: "\n")
    var shell = PageShell(title: title, runtime: runtime)
    shell.banner = banner
    shell.links = sections.filter { !$0.link.isEmpty }.map { ($0.id, $0.link) }
    shell.tools = "<button type=\"button\" id=\"open-all\">Open all, to print</button>"
    shell.main = main
    shell.footer = "Made by Metachron."
    shell.data = [
      ("section-charts", PackedText.packed(try PatientBlock.encoder().encode(writer.charts)))
    ]
    shell.scripts = [PackageResources.page_js, PackageResources.responses_js]
    return Data(shell.text.utf8)
  }
}
