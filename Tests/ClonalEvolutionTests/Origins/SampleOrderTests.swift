import Testing
import TumorModel

@testable import ClonalEvolution

@Suite("The order of samples")
struct SampleOrderTests {
  private func sample(
    _ id: String, _ role: SampleRole, day: Int? = nil, order: Int? = nil, isKnown: Bool = true
  ) -> Sample {
    var sample = Sample(id: id, patient: "P", role: role)
    (sample.day, sample.order, sample.isRoleKnown) = (day, order, isKnown)
    return sample
  }

  @Test func `a role that is not known orders nothing`() {
    let primary = sample("P", .primary)
    let unknown = sample("U", .recurrence, isKnown: false)
    let metastasis = sample("M", .metastasis)
    #expect(SampleOrder([unknown, metastasis]).isUnknown)
    let order = SampleOrder([primary, unknown, metastasis])
    #expect(order.earliest == [0, 1])
    #expect(order.later == [2])
    let pairs = order.pairs(.earliest, samples: [primary, unknown, metastasis])
    #expect(pairs.map(\.earlier) == [0])
    #expect(!order.isAfterAllEarliest(2, of: [primary, unknown, metastasis]))
    let first = sample("U", .recurrence, order: 1, isKnown: false)
    let second = sample("V", .recurrence, order: 2, isKnown: false)
    #expect(SampleOrder([second, first]).earliest == [1])
  }

  @Test func `earlier samples are joined only before a sample that is after all of them`() throws {
    let plain = try #require(
      SinglePatient.evidence(
        [.init(.recurrence, day: 0), .init(.recurrence, day: 500), .init(.recurrence)],
        (0..<12).map { _ in [(30, 100), (32, 100), (0, 100)] }))
    // The third sample's day is not known: it may be after the second.
    let parameters = OriginParameters()
    let context = StudyContext(
      learningFrom: [plain], parameters: parameters, variantFrequencies: [:])
    let result = OriginAnalysis(parameters: parameters, context: context).origins(of: plain)
    #expect(result.pairs.map(\.earlier) == [0])
    #expect(result.calls.allSatisfy { $0.earlier.sample != nil })
  }
}
