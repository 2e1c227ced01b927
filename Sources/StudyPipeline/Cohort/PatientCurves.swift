import CohortStatistics
package import TumorModel

/// The likelihood curves of one patient's mutations, several comparisons of a mutation united.
///
/// A mutation counts by the comparison in which it is in the later sample most surely; the earlier reads
/// are the same in all of them.
package struct PatientCurves {
  /// One mutation that changes a protein.
  package struct Mutation {
    /// The number of the gene's name.
    package var gene: Int
    /// Whether that name stands for a gene.
    package var isInGene: Bool
    /// The place of the gene asked for, where the mutation is of its class.
    package var target: Int?
    /// P(somatic and in the later sample), 0 to 1.
    package var presence: Double
    /// Whether that is more likely than not.
    package var isPresentLater: Bool
    /// What the earlier reads say.
    package var earlier: LikelihoodFalls
    /// What the later reads say, where that is known.
    package var later: LikelihoodFalls?
    /// What the earlier reads say under changed assumptions.
    package var varied: [(assumption: CurveAssumption, falls: LikelihoodFalls)] = []
    /// The cancer cell fraction from which on the earlier sample would have shown it.
    package var limit: Double?
  }

  package private(set) var mutations: [Mutation] = []
  /// Places of mutations by their numbers, where one may be compared more than once.
  private var places: [Int: Int] = [:]
  private let areComparedRepeatedly: Bool

  /// Starts a patient.
  ///
  /// - Parameter areComparedRepeatedly: Whether a mutation may come more than once.
  package init(areComparedRepeatedly: Bool = true) {
    self.areComparedRepeatedly = areComparedRepeatedly
  }

  /// Whether a comparison tells more of a mutation than those before it.
  func wants(_ number: Int, presence: Double) -> Bool {
    guard areComparedRepeatedly, let place = places[number] else { return true }
    return mutations[place].presence < presence
  }

  /// Adds a comparison of a mutation; returns its place.
  mutating func add(_ mutation: Mutation, number: Int) -> Int {
    if areComparedRepeatedly, let place = places[number] {
      mutations[place] = mutation
      return place
    }
    if areComparedRepeatedly { places[number] = mutations.count }
    mutations.append(mutation)
    return mutations.count - 1
  }

  /// Adds what the earlier reads say of a mutation under a changed assumption.
  mutating func add(_ falls: LikelihoodFalls, under assumption: CurveAssumption, at place: Int) {
    mutations[place].varied.append((assumption, falls))
  }

  /// The mutations that a cohort tests, in the order of the calls.
  var tested: [CohortCurves.Mutation] {
    mutations.filter(\.isPresentLater).map {
      CohortCurves.Mutation(
        gene: $0.isInGene ? $0.gene : nil, falls: $0.earlier, detectionLimit: $0.limit)
    }
  }

  /// The mutations of a gene asked for that are in a later sample.
  func present(ofTarget target: Int) -> [Mutation] {
    mutations.filter { $0.target == target && $0.isPresentLater }
  }
}
