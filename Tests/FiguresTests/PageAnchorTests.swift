import Testing

@testable import Report

@Suite("Places on the page")
struct PageAnchorTests {
  @Test func `a patient and a mutation read as one would write them`() {
    #expect(PageAnchor(patient: "P109", mutation: nil).text == "P109")
    #expect(
      PageAnchor(patient: "P109", mutation: "ERBB2:p.L755S").text == "P109/ERBB2:p.L755S")
    #expect(PageAnchor(patient: "P-1_a", mutation: "17:100:A>T").text == "P-1_a/17:100:A>T")
  }

  @Test(arguments: [
    ("a/b", "a%2Fb"), ("100 %", "100%20%25"), ("é", "%C3%A9"), ("\"><b>", "%22>%3Cb>"),
    ("#", "%23"), ("\u{1}", "%01"),
  ])
  func `what would end a part is encoded`(name: String, encoded: String) {
    #expect(PageAnchor(patient: name, mutation: nil).text == encoded)
    #expect(PageAnchor(patient: "P", mutation: name).text == "P/" + encoded)
  }
}
