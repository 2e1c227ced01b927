import Testing

@testable import Wording

@Suite struct GeneNameHintTests {
  @Test(
    "what a symbol without a mutation may have been meant for",
    arguments: [
      ("HER2", "ERBB2"), ("erbb2", "ERBB2"), ("ERBB22", "ERBB2"), ("ERB2", "ERBB2"),
      ("ERBB2", nil), ("ESR1", nil), ("XYZ", nil), ("QQQQ9", nil),
    ] as [(String, String?)])
  func symbol(name: String, meant: String?) {
    #expect(GeneNameHint.symbol(for: name) == meant)
  }

  @Test func `the name that people use for a gene`() {
    #expect(GeneNameHint.commonName(of: "ERBB2") == "HER2")
    #expect(GeneNameHint.commonName(of: "ESR1") == nil)
  }
}
