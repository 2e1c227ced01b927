import ClonalEvolution
import Foundation
import TumorModel
import TumorSimulation

/// Simulated patients, what the model says of them, and what the oracle says.
struct HeldOutEvaluation: Sendable {
  /// All scored mutations.
  var mutations: [HeldOutMutation] = []
  /// Seconds that the model took, over all threads.
  var modelSeconds = 0.0

  /// Simulates and infers.
  ///
  /// - Parameters:
  ///   - scenarios: The scenarios.
  ///   - mutationsPerScenario: Patients are added to each until it has as many.
  ///   - seed: The seed of the whole.
  ///   - oneStudyEach: Whether each scenario is a study of its own; otherwise all patients
  ///     together are one.
  init(
    _ scenarios: [Scenario], mutationsPerScenario: Int, seed: UInt64, oneStudyEach: Bool,
    parameters: OriginParameters = OriginParameters()
  ) async {
    var studies: [[SimulatedPatient]] = []
    for (index, scenario) in scenarios.enumerated() {
      let simulator = StudySimulator(scenarios: [scenario], seed: seed &+ UInt64(index) &* 7919)
      var patients: [SimulatedPatient] = []
      var count = 0
      while count < mutationsPerScenario || patients.count < 6 {
        let patient = simulator.patient(patients.count)
        count += patient.mutations.count
        patients.append(patient)
      }
      studies.append(patients)
    }
    if !oneStudyEach { studies = [studies.flatMap { $0 }] }
    var first = 0
    for study in studies {
      await add(study, from: first, parameters: parameters)
      first += study.count
    }
  }

  private mutating func add(
    _ study: [SimulatedPatient], from first: Int, parameters: OriginParameters
  ) async {
    let context = StudyContext(
      learningFrom: study.map(\.evidence), parameters: parameters,
      variantFrequencies: StudySimulator.variantFrequencies)
    let analysis = OriginAnalysis(parameters: parameters, context: context)
    let oracle = OriginOracle(parameters: parameters, context: context)
    let parts = await withTaskGroup(
      of: (Int, [HeldOutMutation], Double).self, returning: [[HeldOutMutation]].self
    ) { group in
      let lanes = 2
      for lane in 0..<lanes {
        for index in stride(from: lane, to: study.count, by: lanes * 8) {
          let chunk = stride(from: index, to: min(index + lanes * 8, study.count), by: lanes)
          let patients = Array(chunk)
          group.addTask {
            var found: [HeldOutMutation] = []
            var seconds = 0.0
            for place in patients {
              let start = Date()
              let origins = analysis.origins(of: study[place].evidence)
              seconds += Date().timeIntervalSince(start)
              found += Self.mutations(
                of: study[place], index: first + place, origins: origins,
                oracle: oracle.origins(of: study[place]))
            }
            return (index, found, seconds)
          }
        }
      }
      var parts: [(Int, [HeldOutMutation])] = []
      for await (index, found, seconds) in group {
        parts.append((index, found))
        modelSeconds += seconds
      }
      return parts.sorted { $0.0 < $1.0 }.map(\.1)
    }
    mutations += parts.flatMap { $0 }
  }

  private static func mutations(
    of patient: SimulatedPatient, index: Int, origins: PatientOrigins, oracle: PatientOrigins
  ) -> [HeldOutMutation] {
    let evidence = patient.evidence
    var calls = [OriginCall?](repeating: nil, count: evidence.mutations.count)
    for call in origins.calls where call.earlier.sample == 0 { calls[call.mutation] = call }
    var known = [OriginProbabilities?](repeating: nil, count: evidence.mutations.count)
    for call in oracle.calls where call.earlier.sample == 0 {
      known[call.mutation] = call.probabilities
    }
    return evidence.mutations.indices.compactMap { mutation in
      let truth = patient.mutations[mutation]
      guard let origin = truth.origin,
        let place = HeldOutMutation.classes.firstIndex(of: origin),
        let earlier = evidence.observations[0][mutation].counts,
        let later = evidence.observations[1][mutation].counts
      else { return nil }
      let variant = evidence.mutations[mutation].variant
      let sample = patient.samples[0]
      return HeldOutMutation(
        patient: index, scenario: patient.scenario, truth: truth, origin: place,
        earlier: earlier, later: later,
        truePower: ReadProbabilities.power(
          fraction: 0.25, depth: Int(earlier.depth), purity: sample.purity,
          tumorCopies: patient.copyNumbers[0][mutation].total,
          normalCopies: evidence.sex == .male && variant.chromosome.isX ? 1 : 2,
          errorRate: variant.isDeamination ? sample.deaminationRate : sample.errorRate,
          precision: sample.precision),
        call: calls[mutation], oracle: HeldOutMutation.vector(known[mutation]))
    }
  }

  /// The scores of each scenario, in order of appearance, and of all together.
  var scores: [(name: String, scores: OriginScores)] {
    var names: [String] = []
    for mutation in mutations where !names.contains(mutation.scenario) {
      names.append(mutation.scenario)
    }
    return names.map { name in
      (name, OriginScores(mutations.filter { $0.scenario == name }))
    } + [("all", OriginScores(mutations))]
  }

  /// A table for people.
  var table: String {
    func fixed(_ value: Double, _ digits: Int = 4) -> String {
      value.isNaN ? "-" : String(format: "%.\(digits)f", value)
    }
    var lines = [
      "scenario\tn\tbrier\toracle\tratio\tbest_rule\tlog\tlog_oracle\tlog_best_rule\tbrier5"
        + "\trule5\tece\tcoverage\tserious\tany_false\trecall\tindeterminate\tacquired"
        + "\tunder_self\tunder_truth\tdeleted_called\tno_p"
    ]
    for (name, s) in scores {
      let row = [
        name, String(s.mutations), fixed(s.model.brier), fixed(s.oracle.brier),
        fixed(s.model.brier / s.oracle.brier, 3), fixed(s.bestRule.brier),
        fixed(s.model.logScore), fixed(s.oracle.logScore), fixed(s.bestRule.logScore),
        fixed(s.model.fiveClassBrier), fixed(s.rules.map(\.scores.fiveClassBrier).min() ?? .nan),
        fixed(s.model.calibrationError), fixed(s.coverage.value, 3),
        fixed(s.seriouslyFalse.value), fixed(s.falselyAcquired.value, 3),
        fixed(s.recall.value, 3), fixed(s.indeterminate.value, 3),
        String(s.seriouslyFalse.total), String(s.underpoweredBySelf),
        String(s.underpoweredByTruth.count),
        "\(s.deletedCalledAcquired.count)/\(s.deletedCalledAcquired.total)",
        String(s.notAssessed),
      ]
      lines.append(row.joined(separator: "\t"))
    }
    if let all = scores.last?.scores {
      lines.append("")
      lines.append("rule\tbrier\tlog\tbrier5\tlog5\tece")
      let probabilities =
        [("model", all.model), ("oracle", all.oracle)]
        + all.rules.map { ($0.rule.rawValue, $0.scores) }
      for (name, p) in probabilities {
        lines.append(
          [
            name, fixed(p.brier), fixed(p.logScore), fixed(p.fiveClassBrier),
            fixed(p.fiveClassLogScore), fixed(p.calibrationError),
          ].joined(separator: "\t"))
      }
      lines.append("")
      lines.append("P(acquired) bin\tn\tpredicted\tobserved")
      for (bin, row) in all.model.reliability.enumerated() {
        lines.append(
          "\(fixed(Double(bin) / 10, 1))\t\(row.count)\t\(fixed(row.predicted, 3))"
            + "\t\(fixed(row.observed, 3))")
      }
      lines += subclonalRows { fixed($0, $1) }
      let microseconds = modelSeconds / Double(max(mutations.count, 1)) * 1e6
      lines.append("")
      lines.append("model: \(fixed(microseconds, 1)) microseconds a mutation")
    }
    return lines.joined(separator: "\n")
  }

  /// Where the interval and P(acquired) of truly sub-clonal mutations stand, by true CCF.
  private func subclonalRows(_ fixed: (Double, Int) -> String) -> [String] {
    var lines = [
      "",
      "true earlier CCF\tn\tcoverage\tinterval_above\tinterval_below\tP(acquired)\toracle",
    ]
    let bounds = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 0.9, 1]
    for (low, high) in zip(bounds, bounds.dropFirst()) {
      let rows = mutations.filter {
        guard let truth = $0.truth.earlierFraction else { return false }
        return truth > low && truth <= high && truth < 1
      }
      guard !rows.isEmpty else { continue }
      func share(_ value: (HeldOutMutation) -> Double) -> String {
        fixed(rows.reduce(0) { $0 + value($1) } / Double(rows.count), 3)
      }
      func end(_ row: HeldOutMutation) -> (low: Double, high: Double, truth: Double) {
        let interval = row.call?.earlier.cellFraction
        return (interval?.low ?? 0, interval?.high ?? 1, row.truth.earlierFraction ?? 0)
      }
      lines.append(
        [
          "\(low)-\(high)", String(rows.count),
          share { end($0).low <= end($0).truth && end($0).truth <= end($0).high ? 1 : 0 },
          share { end($0).low > end($0).truth ? 1 : 0 },
          share { end($0).high < end($0).truth ? 1 : 0 },
          share { $0.probabilities[0] }, share { $0.oracle[0] },
        ].joined(separator: "\t"))
    }
    return lines
  }
}
