import Testing

/// The gate's numbers are named, not restated, where words and tallies are made.
@Suite("Numbers of the gate")
struct GateNumberTests {
  private static let modules = ["Figures", "Report", "Results", "StudyPipeline", "Wording"]

  @Test(arguments: modules)
  func `a threshold of the gate is not written again`(module: String) {
    let files = House.files(of: module)
    #expect(!files.isEmpty)
    for file in files {
      for line in file.text.code.split(separator: "\n") {
        #expect(line.firstMatch(of: /[<>]=? 0\.8\b/) == nil, "\(line)")
      }
    }
  }

  /// A power of 0.8 at a cancer cell fraction of 0.25, the 95 % power of a limit of detection, regions
  /// with a probability of 0.6 and shares of 5 % to 30 %: `OriginGate` and others have these numbers.
  private static func restatesGate(_ words: String) -> Bool {
    words.contains(
      /\b0\.(?:25|8)(?!\d)|probability 0\.6(?!\d)|(?:fraction|below|than|with|from) 0\.5(?!\d)|\bquarter of|\b(?:25|30|80) %|95 % power|p (?:below|at most|<=?) 0\.05|rate of 0\.1(?!\d)/
    )
  }

  @Test(arguments: modules)
  func `no sentence restates a number of the gate`(module: String) {
    let literals = StringLiteral.all(of: [module])
    #expect(literals.count > 50)
    #expect(literals.filter { Self.restatesGate($0.words) }.map(\.place) == [])
  }

  @Test func `a restated number is found`() {
    for words in [
      "P(detect a cancer cell fraction of 0.25)", "a clone of a quarter of the cells",
      "is below 0.5, below 0.8", "held 5 % to 30 % of the regions", "with probability 0.6",
      "seen with 95 % power", "p below 0.05", "at a false discovery rate of 0.1",
    ] {
      #expect(Self.restatesGate(words), "\(words)")
    }
    for words in ["its 95 % interval", "0.255", "depth_for_quarter", "version 0.1"] {
      #expect(!Self.restatesGate(words), "\(words)")
    }
  }
}
