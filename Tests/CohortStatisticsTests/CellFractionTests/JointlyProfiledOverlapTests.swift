import CohortStatistics
import NumericalMethods
import Testing

@Suite struct JointlyProfiledOverlapTests {
  private static let small = Set(0..<30)
  private static let large = Set(0..<60)

  /// Patients with independent mutations; gene 50 is on the large panel only.
  private func patients(_ count: Int, seed: UInt64) -> [JointlyProfiledOverlap.Patient] {
    let source = RandomSource(seed: seed)
    return (0..<count).map { _ in
      let covered = source.uniform() < 0.5 ? Self.small : Self.large
      let rate = 0.05 + 0.15 * source.uniform()
      return .init(
        covered: covered,
        mutated: Set(
          (0..<60).filter { source.uniform() < ([0, 1, 50].contains($0) ? 2 : 1) * rate }))
    }
  }

  @Test func `one panel gives the overlap test`() throws {
    let one = patients(120, seed: 1).map {
      JointlyProfiledOverlap.Patient(covered: Self.small, mutated: $0.mutated)
    }
    let found = try #require(try JointlyProfiledOverlap(first: 0, second: 1, patients: one).tails)
    var (burdens, carriers) = ([Int: Int](), [Int: Int]())
    var genes = [Int](repeating: 0, count: 30)
    for patient in one {
      burdens[patient.mutated.count, default: 0] += 1
      for gene in patient.mutated { genes[gene] += 1 }
    }
    let (rare, other) = genes[0] <= genes[1] ? (0, 1) : (1, 0)
    for patient in one where patient.mutated.contains(rare) {
      carriers[patient.mutated.count, default: 0] += 1
    }
    let test = try OverlapTest(
      overlap: one.count { $0.mutated.isSuperset(of: [0, 1]) }, firstByBurden: carriers,
      second: genes[other], rates: MutationRates(patients: burdens, genes: genes))
    #expect(abs(found.midPExclusive - test.midPExclusive) < 1e-12)
    #expect(abs(found.pCooccurring - test.pCooccurring) < 1e-12)
    #expect(abs(found.expected - test.expected) < 1e-12)
  }

  @Test func `only patients profiled for both count`() throws {
    let all = patients(200, seed: 2)
    let large = all.count { $0.covered == Self.large }
    let found = try JointlyProfiledOverlap(first: 0, second: 50, patients: all)
    #expect(found.profiled == large && found.patients == 200 && found.tails != nil)
    let without = try JointlyProfiledOverlap(
      first: 0, second: 50, patients: all.filter { $0.covered == Self.large })
    #expect(without.tails == found.tails)
    let none = try JointlyProfiledOverlap(
      first: 0, second: 50, patients: all.filter { $0.covered == Self.small })
    #expect(none.profiled == 0 && none.tails == nil)
  }

  @Test func `independent genes of two panels are rejected as often as stated`() throws {
    var midP: [Double] = []
    for seed in 0..<200 {
      let found = try JointlyProfiledOverlap(
        first: 0, second: 1, patients: patients(150, seed: UInt64(seed)))
      midP.append(try #require(found.tails).midPExclusive)
    }
    #expect(
      midP.count { $0 <= 0.05 } <= Binomial(trials: 200, probability: 0.05).quantile(at: 0.9999))
    let below = midP.count { $0 <= 0.5 }
    #expect(below > 70 && below < 130)
    // Genes that never meet are found.
    let exclusive = patients(400, seed: 7).map { patient in
      JointlyProfiledOverlap.Patient(
        covered: patient.covered,
        mutated: patient.mutated.contains(0) ? patient.mutated.subtracting([1]) : patient.mutated)
    }
    let found = try JointlyProfiledOverlap(first: 0, second: 1, patients: exclusive)
    #expect(try #require(found.tails).midPExclusive < 0.001)
  }
}
