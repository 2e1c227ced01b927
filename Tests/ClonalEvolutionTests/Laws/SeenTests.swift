import ClonalEvolution
import Testing
import TumorModel

/// A patient's other mutations move a probability, but no label rests on them alone.
@Suite("Laws: no label without a read of what it speaks of")
struct SeenTests {
  private typealias Biopsy = SinglePatient.Biopsy

  /// The call of a site in a patient whose other mutations are all of one kind.
  private func call(_ site: [Lawful.Reads], among other: [Lawful.Reads]) throws -> OriginCall {
    let origins = try #require(
      Lawful.origins(
        [Biopsy(.primary), Biopsy(.metastasis)],
        [site] + Array(repeating: other, count: 120)))
    return try #require(origins.calls.first)
  }

  @Test("reads of the earlier sample", arguments: [1, 2, 3, 6])
  func earlier(_ depth: Int) throws {
    let call = try call([(0, depth), (60, 200)], among: [(60, 200), (61, 200)])
    #expect(!call.label.isPreexisting && call.label != .lost, "0 of \(depth): \(call.label)")
    #expect(call.label != .acquired)
  }

  @Test("reads of the later sample", arguments: [1, 2, 3, 6])
  func later(_ depth: Int) throws {
    let shared = try call([(60, 200), (0, depth)], among: [(60, 200), (61, 200)])
    #expect(!shared.label.isPreexisting, "0 of \(depth): \(shared.label)")
    let acquired = try call([(0, 200), (0, depth)], among: [(0, 200), (61, 200)])
    #expect(acquired.label != .acquired, "0 of \(depth): \(acquired.label)")
  }
}
