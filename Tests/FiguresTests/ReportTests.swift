import Foundation
import Testing

@testable import Report

@Suite("Report")
struct ReportTests {
  private func report(patients: Int, isSynthetic: Bool = false) throws -> Report {
    var report = Report(title: "Was <it> there?")
    report.isSynthetic = isSynthetic
    report.cards = [AnswerCard(title: "ERBB2", question: "There?", answer: "One & all.")]
    report.calls = ExampleCalls.calls.map(ReportCall.init)
    let sections = (0..<patients).map { number in
      var patient = ReportPatient(id: "P\(number)</script>")
      patient.headline = "found"
      return patient
    }
    for start in stride(from: 0, to: patients, by: PatientBlock.size) {
      report.blocks.append(
        try PatientBlock(Array(sections[start..<min(patients, start + PatientBlock.size)])))
    }
    return report
  }

  private func page(_ report: Report) throws -> String {
    String(decoding: try #require(try report.html()), as: UTF8.self)
  }

  @Test func `holds patients packed, in blocks`() throws {
    let page = try page(report(patients: 2 * PatientBlock.size + 1))
    for block in 0..<3 { #expect(page.contains("id=\"data-block-\(block)\"")) }
    #expect(!page.contains("id=\"data-block-3\""))
    #expect(!page.contains("P0</script>"))
    #expect(page.contains("<title>Was &lt;it&gt; there?</title>"))
    #expect(page.contains("One &amp; all."))
  }

  @Test func `asks nothing of the network and says what it is for`() throws {
    let page = try page(report(patients: 1))
    #expect(page.contains("default-src 'none'"))
    for call in ["<link", "src=\"http", "@import"] { #expect(!page.contains(call)) }
    #expect(page.contains("For research use only"))
    #expect(!page.contains("Synthetic data: simulated"))
    let synthetic = try self.page(report(patients: 1, isSynthetic: true))
    #expect(synthetic.contains("Synthetic data: simulated"))
  }

  @Test func `is the same for the same contents`() throws {
    #expect(try page(report(patients: 3)) == page(report(patients: 3)))
    #expect(try page(report(patients: 0)).contains("id=\"data-index\""))
  }
}
