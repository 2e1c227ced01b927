import ClonalEvolution
import Foundation
import Reporting
import Testing
import TumorModel

@testable import Commands

@Suite("Explanations")
struct ExplainTests {
  /// Results with one mutation for each label and each reason.
  private func withResults(_ body: (String) throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let labels: [(OriginLabel, IndeterminateReason?)] =
        OriginLabel.allCases.filter { $0 != .indeterminate }.map { ($0, nil) }
        + IndeterminateReason.allCases.map { (.indeterminate, $0) }
      let patient = try FakeStudy.patient("P1", mutations: labels.count)
      let study = FakeStudy(patients: [patient, try FakeStudy.patient("P2", mutations: 1)])
      let run = OriginsRun(source: study, folder: folder, parameters: OriginParameters())
      _ = try await run.run(priorPatients: 0) { patient in
        var origins = FakeStudy.infer(patient)
        for index in origins.calls.indices where patient.id == "P1" {
          (origins.calls[index].label, origins.calls[index].reason) = labels[index]
          origins.calls[index].earlierAboveThreshold = 0.31
          origins.calls[index].earlierUpperBound = 0.42
          origins.calls[index].flags.insert(.purityEstimated)
          if index == 0 { origins.calls[index].earlier.limitOfDetection = 0.203 }
          if index == 1 { origins.calls[index].log10BayesFactorAbsent = 0.97 }
        }
        origins.sensitivity = [("prior", "default", 1), ("all", "min", 0.4), ("all", "max", 1)].map
        {
          SensitivityRow(
            mutation: 0, earlier: 0, later: 1, varied: $0.0, value: $0.1,
            probabilities: OriginProbabilities(
              acquired: $0.2, preexistingSubclonal: 1 - $0.2, preexistingClonal: 0, lost: 0,
              artefact: 0), label: .indeterminate, flips: true)
        }
        var low = PuritySolution(
          sample: 0, purity: 0.35, low: 0.3, high: 0.4, weight: 0.25, mutations: 9,
          basis: .posterior, isChosen: false)
        low.ploidy = 4
        var high = low
        (high.purity, high.weight, high.ploidy, high.isChosen) = (0.52, 0.75, nil, true)
        origins.purities = patient.id == "P1" ? [low, high] : []
        return origins
      }
      try body(folder)
    }
  }

  private func text(_ mutation: String, in folder: String) throws -> String {
    try ExplainCommand.explanations(of: mutation, patient: "P1", in: folder)
      .map(\.text).joined(separator: "\n")
  }

  @Test func `a label against the sample's own reads says so`() async throws {
    try await withResults { folder in
      let against = try text("G1", in: folder)
      #expect(against.contains("these reads favour absence from P1-1 9.3 times over"))
      let plain = try text("G2", in: folder)
      #expect(!plain.contains("By themselves"))
    }
  }

  @Test func `several purities are named`() async throws {
    try await withResults { folder in
      let several = try text("G2", in: folder)
      #expect(
        several.contains(
          "Several purities fit P1-1: 0.35 (weight 0.25, ploidy 4) or 0.52 (weight 0.75)."))
      let other = try ExplainCommand.explanations(of: "ERBB2", patient: "P2", in: folder)
      #expect(!other.map(\.text).joined().contains("Several purities fit P"))
    }
  }

  @Test func `each label is said in words`() async throws {
    let words: [(OriginLabel, String)] = [
      (.acquired, "Acquired: it is in P1-2, and in the sampled tissue of P1-1 a clone with it"),
      (.preexistingSubclonal, "Pre-existing, sub-clonal: in the sampled tissue of P1-1 some"),
      (.preexistingClonal, "Pre-existing, clonal: in the sampled tissue of P1-1 all"),
      (.preexisting, "Pre-existing: it was there in the sampled tissue of P1-1"),
      (.lost, "Lost: it was there in the sampled tissue of P1-1"),
      (.artefact, "Artefact: errors explain the reads better"),
    ]
    try await withResults { folder in
      for (index, (_, expected)) in words.enumerated() {
        let text = try text(index == 0 ? "ERBB2" : "G\(index)", in: folder)
        #expect(text.contains(expected))
        #expect(text.contains("in the sampled tissue"))
        #expect(text.contains("research use only"))
        #expect(text.contains("Mind: The purity was unknown"))
      }
      for (index, reason) in IndeterminateReason.allCases.enumerated() {
        let text = try text("G\(words.count + index)", in: folder)
        #expect(text.contains("Indeterminate: "))
        #expect(text.contains(Sentences.sentence(reason)))
        #expect(text.contains("in the sampled tissue"))
      }
    }
  }

  @Test func `the numbers behind a call are given`() async throws {
    try await withResults { folder in
      let text = try text("ERBB2:L755S", in: folder)
      #expect(text.contains("Reads seen in P1-1: 0 alternate of 60."))
      #expect(text.contains("Reads seen in P1-2: 20 alternate of 120."))
      // 60 reads, purity 0.5, 1+1: a quarter of the molecules.
      #expect(text.contains("if all its tumour cells had it: about 15 of 60"))
      #expect(text.contains("copy number 1+1"))
      #expect(text.contains("with 95 % power: 0.203 of its tumour cells"))
      #expect(text.contains("at most 0.42 of the tumour cells"))
      #expect(text.contains("P(earlier clone of 0.05 or more) is 0.31"))
      #expect(
        text.contains(
          "the call would be indeterminate with the prior of the origins at default. With several "
            + "changed together P(acquired) runs from 0.4 to 1."))
      #expect(text.contains("To show a clone of 0.05 in P1-1 with 95 % power"))
      #expect(text.contains("To show a clone of 0.25 in P1-1 with 80 % power"))
      let uncalled = try self.text("G4", in: folder)
      #expect(uncalled.contains("that is not a count of zero"))
    }
  }

  @Test func `a mutation has several names`() async throws {
    try await withResults { folder in
      for name in [
        "ERBB2", "erbb2:p.L755S", "ERBB2:L755S", "17:37880220:T>G", "chr17:37880220:t>g",
      ] {
        let found = try ExplainCommand.explanations(of: name, patient: "P1", in: folder)
        #expect(found.map(\.gene) == ["ERBB2"])
      }
      let insertion = try ExplainCommand.explanations(
        of: "17:37880250:->G", patient: "P1", in: folder)
      #expect(insertion.map(\.gene) == ["G3"])
    }
  }

  @Test func `an unknown name lists the nearest ones`() async throws {
    try await withResults { folder in
      let failure = #expect(throws: CommandFailure.self) { try text("ERBB3", in: folder) }
      #expect(failure?.status == .badData)
      #expect(failure?.message.contains("no mutation 'ERBB3'; nearest: ") == true)
      let patient = #expect(throws: CommandFailure.self) {
        try ExplainCommand.explanations(of: "ERBB2", patient: "P3", in: folder)
      }
      #expect(patient?.message.hasSuffix("nearest: P1, P2") == true)
      #expect(throws: CommandFailure.self) {
        try ExplainCommand.explanations(of: "ERBB2", patient: "P1", in: folder + "/none")
      }
    }
  }

  @Test func `a gene with several mutations must be told apart`() throws {
    func row(_ change: String, _ position: String) -> ResultsFolder.Row {
      .init(fields: [
        "gene": "ESR1", "protein_change": change, "chromosome": "6", "position": position,
        "ref": "A", "alt": "G",
      ])
    }
    let rows = [row("p.Y537N", "100"), row("p.E380Q", "50"), row("p.Y537N", "100")]
    #expect(try MutationQuery(text: "ESR1:Y537N").rows(among: rows).count == 2)
    let failure = #expect(throws: CommandFailure.self) {
      try MutationQuery(text: "ESR1").rows(among: rows)
    }
    #expect(
      failure?.message
        == "error: 'ESR1' is not unique; say which: ESR1:p.Y537N (6:100:A>G), "
        + "ESR1:p.E380Q (6:50:A>G)")
  }

  @Test(arguments: [("kitten", "sitting", 3), ("", "ab", 2), ("P1", "P1", 0)])
  func `names are compared letter by letter`(first: String, second: String, distance: Int) {
    #expect(NearestNames.distance(Array(first), Array(second)) == distance)
  }
}
