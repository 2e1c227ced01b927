import ClonalEvolution
import Foundation
import Testing
import TumorModel

/// More alternate reads of as many never speak against presence.
@Suite("Laws: never falling in the alternate reads")
struct MonotoneTests {
  /// Falls that come of errors and clones being of different families of distributions; none moves a
  /// label.
  private static let slack = 2e-3

  /// All counts up to forty, then about sixty evenly spread in the logarithm.
  static func counts(_ depth: Int) -> [Int] {
    let steps = (0...60).map { Int(pow(Double(depth), Double($0) / 60)) }
    return Set(Array(0...min(depth, 40)) + steps + [depth]).sorted()
  }

  /// The greatest fall, and the count from which it is.
  private static func greatestFall(_ values: [Double], _ counts: [Int]) -> (fall: Double, at: Int) {
    zip(zip(values, values.dropFirst()), counts).map { ($0.0 - $0.1, $1) }
      .max { $0.0 < $1.0 } ?? (0, 0)
  }

  @Test(
    "P(pre-existing) and P(c >= c*)", arguments: [30, 200, 3_000, 30_000, 100_000],
    [(60, 200), (12, 300)])
  func reads(_ depth: Int, _ later: (Int, Int)) throws {
    try expect(depth, later) { Lawful.origin($0, $1) }
  }

  @Test("the same without a purity and a copy number", arguments: [60, 500, 5_000])
  func unknown(_ depth: Int) throws {
    try expect(depth, (150, 500)) { Lawful.origin($0, $1, purity: nil, laterPurity: nil) }
  }

  @Test("the same with a stated error rate", arguments: [1e-3, 1e-5])
  func stated(_ rate: Double) throws {
    try expect(3_000, (60, 200)) { Lawful.origin($0, $1, errorRate: rate) }
  }

  @Test("the same beside a clean normal", arguments: [200, 3_000])
  func normal(_ depth: Int) throws {
    try expect(depth, (60, 200)) { Lawful.origin($0, $1, normal: (0, 150)) }
  }

  private func expect(
    _ depth: Int, _ later: (Int, Int),
    _ origin: ((Int, Int), (Int, Int)) -> Lawful.Origin?
  ) throws {
    let counts = Self.counts(depth)
    let found = try counts.map { try #require(origin(($0, depth), later)) }
    for (name, values) in [
      ("P(pre-existing)", found.map(\.preexisting)),
      ("P(pre-existing | present later)", found.map(\.preexistingGivenPresence)),
      ("P(c >= c* | present later)", found.map(\.aboveThreshold)),
    ] {
      let fall = Self.greatestFall(values, counts)
      #expect(fall.fall <= Self.slack, "\(name) falls by \(fall.fall) from \(fall.at) reads on")
    }
  }

  @Test("a label never goes back as reads rise", arguments: [60, 200, 1_000, 5_000])
  func labels(_ depth: Int) throws {
    var last = 0
    for count in Self.counts(depth) {
      let call = try #require(Lawful.origin((count, depth))).call
      let rank =
        switch call.label {
        case .acquired: 0
        case .indeterminate, .artefact: 1
        default: 2
        }
      #expect(rank >= last, "\(count) of \(depth): \(call.label)")
      last = max(last, rank)
    }
  }

  @Test func `no cliff in the later sample's reads`() throws {
    let acquired = try (2...40).map { try #require(Lawful.origin((0, 200), ($0, 200))).acquired }
    for (before, after) in zip(acquired, acquired.dropFirst()) {
      #expect(after >= before - 1e-4)
      #expect(after - before < 0.3)
    }
  }
}
