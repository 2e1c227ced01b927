import NumericalMethods
public import TumorModel

/// The forward simulation of studies with known truth.
///
/// Clones grow, copy numbers change, mutations fall on alleles, reads are drawn and a caller's rule
/// decides what enters the table; then every site of a patient is counted in both samples. No code
/// of the analyses is used, so that what they infer can be held against it. Each patient has its
/// own stream of chance: the first patients of a longer study are those of a shorter one.
///
/// What is known to be left out: sub-clonal copy number, contamination, several regions of a
/// primary, and errors that depend on more than the change of base. ``MixedUpStudy`` adds exchanged
/// samples and second primaries.
///
/// Simulated tumours as the standard of methods for clones: A. Salcedo et al., *Nat. Biotechnol.* 38, 97–107
/// (2020), doi:10.1038/s41587-019-0364-z. The simulation itself is derived here.
public struct StudySimulator: Sendable {
  /// The settings; patient `i` gets the one at `i` modulo their number.
  public let scenarios: [Scenario]
  /// The base of all patients' seeds.
  public let seed: UInt64

  /// Creates a simulator; there is at least one scenario.
  public init(scenarios: [Scenario], seed: UInt64) {
    precondition(!scenarios.isEmpty, "a study needs a scenario")
    (self.scenarios, self.seed) = (scenarios, seed)
  }

  /// Simulates patients.
  ///
  /// - Parameters:
  ///   - count: The number of patients.
  ///   - first: The index of the first one.
  public func patients(_ count: Int, from first: Int = 0) -> [SimulatedPatient] {
    (first..<(first + count)).map(patient)
  }

  /// Simulates the patient of an index.
  public func patient(_ index: Int) -> SimulatedPatient {
    let random = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(index)))
    let scenario = scenarios[index % scenarios.count]
    var tree = CloneTree.grown(by: scenario, using: random)
    let planted = Self.hotspots(of: &tree, using: random)
    var plan = PatientPlan(
      id: "S\(index + 1)", tree: tree, isMale: random.chance(scenario.maleShare),
      passengers: random.logUniform(in: scenario.mutations))
    plan.days = (0, random.integer(in: 180...3000))
    plan.planted = planted
    let simulator = PatientSimulator(
      scenario: scenario, names: PassengerNames(indelShare: scenario.indelShare))
    return simulator.patient(plan, using: random)
  }

  /// The share of simulated tumours with each of the mutations that recur.
  public static let variantFrequencies: [Variant: Double] = Dictionary(
    uniqueKeysWithValues: hotspotTable.map { ($0.mutation.variant, $0.frequency) })

  private static let hotspotTable: [(mutation: Mutation, frequency: Double)] = [
    ("3", 178_952_085, "A", "G", "PIK3CA", "p.H1047R", 0.14),
    ("3", 178_936_091, "G", "A", "PIK3CA", "p.E545K", 0.07),
    ("17", 7_578_406, "C", "T", "TP53", "p.R175H", 0.03),
    ("14", 105_246_551, "C", "T", "AKT1", "p.E17K", 0.03),
  ].compactMap { name, position, reference, alternate, gene, change, frequency in
    guard let chromosome = Chromosome(name),
      let variant = Variant(
        chromosome: chromosome, position: position, reference: reference, alternate: alternate)
    else { return nil }
    return (
      Mutation(
        variant: variant, gene: gene, proteinChange: change, classification: "Missense_Mutation"),
      frequency
    )
  }

  /// Draws which recurrent mutations each tumour's trunk has.
  ///
  /// Two tumours that share one by chance show one mutation in every cell of both biopsies: it is
  /// planted in a clone of its own, which is added to the tree.
  private static func hotspots(
    of tree: inout CloneTree, using random: RandomSource
  ) -> [PlantedMutation] {
    var planted: [PlantedMutation] = []
    let laterTrunk = tree.clones.firstIndex { $0.place == .laterTrunk } ?? 0
    for (mutation, frequency) in hotspotTable {
      let (inFirst, inSecond) = (random.chance(frequency), random.chance(frequency))
      if inFirst, inSecond, !tree.isRelated {
        planted.append(PlantedMutation(mutation: mutation, clone: tree.clones.count))
        tree.clones.append(SimulatedClone(place: .trunk, earlier: 1, later: 1, weight: 0))
      } else if inFirst {
        planted.append(PlantedMutation(mutation: mutation, clone: 0))
      } else if inSecond, !tree.isRelated {
        planted.append(PlantedMutation(mutation: mutation, clone: laterTrunk))
      }
    }
    return planted
  }
}
