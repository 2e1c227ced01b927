import Testing

/// The gate's numbers are named, not restated, where words and tallies are made.
@Suite("Numbers of the gate")
struct GateNumberTests {
  @Test(arguments: ["Report", "StudyPipeline", "Wording"])
  func `a threshold of the gate is not written again`(module: String) {
    let files = House.files(of: module)
    #expect(!files.isEmpty)
    for file in files {
      for line in file.text.code.split(separator: "\n") {
        #expect(line.firstMatch(of: /[<>]=? 0\.8\b/) == nil, "\(line)")
      }
    }
  }
}
