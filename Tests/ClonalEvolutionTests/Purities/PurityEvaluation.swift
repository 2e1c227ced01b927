import Foundation
import TumorModel
import TumorSimulation

@testable import ClonalEvolution

/// What is found of blank purities on simulated patients.
struct PurityEvaluation {
  /// Samples with at least ``leastMutations`` SNVs: those whose true purity lies in a solution.
  var covered = Proportion()
  /// The same for the likeliest solution alone.
  var chosen = Proportion()
  /// Samples with several solutions of a tenth or more.
  var ambiguous = Proportion()
  /// The mean distance of the likeliest solution from the truth.
  var distances: [Double] = []
  /// Of the acquired calls: those of a true earlier cancer cell fraction of 0.05 or more.
  var serious = Proportion()
  /// Of the truly acquired: those called so.
  var recall = Proportion()
  /// Of the pre-existing clonal and sub-clonal calls: those of the wrong kind.
  var wrongClonality = Proportion()
  var seconds = 0.0

  static let leastMutations = 50
  /// The share of the posterior from which a second solution makes a purity ambiguous.
  private static let ambiguousWeight = 0.1

  init(_ scenario: Scenario, patients: Int, seed: UInt64, blanksCopyNumbers: Bool = false) {
    let simulated = StudySimulator(scenarios: [scenario], seed: seed).patients(patients)
    let evidence = simulated.compactMap { $0.blanked(copyNumbers: blanksCopyNumbers) }
    let parameters = OriginParameters()
    let context = StudyContext(
      learningFrom: evidence, parameters: parameters,
      variantFrequencies: StudySimulator.variantFrequencies)
    let analysis = OriginAnalysis(parameters: parameters, context: context)
    for (patient, blank) in zip(simulated, evidence) {
      let start = Date()
      let origins = analysis.origins(of: blank)
      seconds += Date().timeIntervalSince(start)
      addPurities(origins, of: patient)
      addCalls(origins, of: patient)
    }
  }

  private mutating func addPurities(_ origins: PatientOrigins, of patient: SimulatedPatient) {
    let evidence = patient.evidence
    for sample in evidence.samples.indices {
      let count = evidence.mutations.indices.count {
        evidence.mutations[$0].variant.kind == .snv
          && (evidence.observations[sample][$0].counts?.alternate ?? 0) >= 3
      }
      let truth = patient.samples[sample].purity
      let solutions = origins.purities.filter { $0.sample == sample }
      guard count >= Self.leastMutations, let best = solutions.first(where: \.isChosen) else {
        continue
      }
      if !solutions.contains(where: { $0.low <= truth && truth <= $0.high }),
        ProcessInfo.processInfo.environment["METACHRON_EVALUATE"] == "full"
      {
        let rows = solutions.map {
          String(
            format: "%.3f [%.3f, %.3f] w %.2f %@", $0.purity, $0.low, $0.high, $0.weight,
            $0.basis.rawValue)
        }
        print("missed \(patient.evidence.id) \(sample) truth \(truth) n \(count): \(rows)")
      }
      covered.add(solutions.contains { $0.low <= truth && truth <= $0.high })
      chosen.add(best.low <= truth && truth <= best.high)
      ambiguous.add(solutions.count { $0.weight >= Self.ambiguousWeight } > 1)
      distances.append(abs(best.purity - truth))
    }
  }

  private mutating func addCalls(_ origins: PatientOrigins, of patient: SimulatedPatient) {
    for call in origins.calls {
      let truth = patient.mutations[call.mutation]
      let earlier = truth.earlierFraction ?? 0
      if call.label == .acquired { serious.add(earlier >= 0.05) }
      if truth.origin == .acquired, truth.isRelated, !truth.isDeletedEarlier {
        recall.add(call.label == .acquired)
      }
      if call.label == .preexistingClonal || call.label == .preexistingSubclonal {
        wrongClonality.add((call.label == .preexistingClonal) != (earlier == 1))
      }
    }
  }

  /// A line for people.
  var line: String {
    func share(_ value: Proportion) -> String {
      String(format: "%.4f of %d", value.value, value.total)
    }
    let distance = distances.reduce(0, +) / Double(max(1, distances.count))
    return "covered \(share(covered)), chosen \(share(chosen)), ambiguous \(share(ambiguous)), "
      + String(format: "distance %.3f, ", distance)
      + "serious \(share(serious)), recall \(share(recall)), "
      + "wrong clonality \(share(wrongClonality)), " + String(format: "%.1f s", seconds)
  }
}
