import ClonalEvolution
import DelimitedText
import Foundation
import Results
import Testing
import TumorModel
import Wording

@testable import StudyPipeline

@Suite("Explanations")
struct ExplainTests {
  /// The explanations of a patient's first mutation, which is of ERBB2.
  ///
  /// - Parameter others: Patients that the study has beside this one.
  private func explanations(
    of patient: SmallPatient, others: [SmallPatient] = [],
    _ check: ([Explanation]) throws -> Void
  ) async throws {
    var parameters = OriginParameters()
    parameters.sensitivity = .genes(["ERBB2"])
    let patients = try ([patient] + others).map { try #require($0.evidence) }
    let analysis = OriginAnalysis(
      parameters: parameters,
      context: StudyContext(
        learningFrom: patients, parameters: parameters, variantFrequencies: [:]))
    var study = WrittenResults()
    for patient in patients { study.add(patient, by: analysis) }
    try await withTemporaryFolder { folder in
      try study.write(to: folder)
      try check(
        try Explainer.explanations(of: "ERBB2", patient: patient.id, in: folder))
    }
  }

  /// A patient with a first site of its own, and seven clonal mutations of both samples.
  private func patient(_ first: SmallPatient.Site?) throws -> SmallPatient {
    let first = try #require(first)
    let shared = try (0..<7).map { _ in try #require(SmallPatient.Site((30, 100), (30, 100))) }
    return SmallPatient(sites: [first] + shared)
  }

  @Test func `chromosome Y of a woman is not sequenced again`() async throws {
    try await explanations(of: try patient(.init((0, 100), (30, 100), on: "Y"))) { found in
      let text = try #require(found.first).text(hasDetails: true)
      #expect(found[0].call.reason == .notAssessable)
      #expect(found[0].call.explanation.earlierProblem == .absentChromosome)
      #expect(found[0].call.explanation.depthForThreshold == nil)
      #expect(text.contains("recorded as female"))
      #expect(text.contains("No sequencing helps"))
      #expect(!text.contains("To show a clone"))
      #expect(!text.contains("equencing P1-T"))
    }
  }

  @Test(arguments: [
    ("MT", AssessabilityProblem.mitochondrial), ("GL000192.1", .otherContig),
  ])
  func `a locus without copy numbers is not sequenced again`(
    chromosome: String, problem: AssessabilityProblem
  ) async throws {
    try await explanations(of: try patient(.init((0, 100), (30, 100), on: chromosome))) { found in
      let text = try #require(found.first).text(hasDetails: true)
      #expect(found[0].call.explanation.earlierProblem == problem)
      #expect(text.contains(problem.words))
      #expect(text.contains("No sequencing helps"))
      #expect(!text.contains("To show a clone"))
    }
  }

  @Test func `a segment without copies points to another region`() async throws {
    var site = try #require(SmallPatient.Site((0, 100), (30, 100)))
    site.earlierCopies = CopyNumber(major: 0, minor: 0)
    try await explanations(of: try patient(site)) { found in
      let text = try #require(found.first).text(hasDetails: true)
      #expect(found[0].call.explanation.earlierProblem == .noTumorCopies)
      #expect(text.contains("lost every copy"))
      #expect(text.contains("another region of the tumour"))
      #expect(!text.contains("To show a clone"))
    }
  }

  @Test func `a later sample without counts is the one that is named`() async throws {
    var site = try #require(SmallPatient.Site((0, 100), (30, 100)))
    site.later = .notAssayed
    try await explanations(of: try patient(site)) { found in
      let explanation = try #require(found.first)
      #expect(explanation.call.explanation.earlierProblem == nil)
      #expect(explanation.call.explanation.laterProblem == .notAssayed)
      #expect(explanation.answer.joined().contains("the later sample P1-M says nothing"))
      #expect(explanation.change.joined().contains("Sequencing the later sample P1-M"))
      #expect(!explanation.change.joined().contains("P1-T"))
    }
  }

  @Test func `an acquired call has no bound that contradicts it`() async throws {
    try await explanations(of: try patient(.init((0, 800), (240, 800)))) { found in
      let explanation = try #require(found.first)
      #expect(explanation.call.call == .acquired)
      #expect(explanation.call.earlierUpperBound != nil)
      let text = explanation.text(hasDetails: true)
      #expect(text.contains("is excluded in the sampled tissue of P1-T"))
      #expect(!text.contains("95 % bound"))
    }
  }

  @Test func `a range whose ends are written alike is one number`() async throws {
    try await explanations(of: try patient(.init((30, 100), (30, 100)))) { found in
      let text = try #require(found.first).text(hasDetails: true)
      // One copy of two in both samples: the fewest and the most reads to expect are the same.
      #expect(text.contains("about 30 expected if all tumour cells carried it"))
      #expect(text.firstMatch(of: #/ ([0-9.]+) to \1[ ,.;)]/#) == nil)
    }
  }

  @Test func `other patients are named where they weigh`() async throws {
    let own = try patient(.init((1, 60), (20, 60)))
    let others = try (2...13).map { number in
      let sites = try (0..<6).map { index in
        try #require(SmallPatient.Site((index < 5 ? 0 : 30, 100), (30, 100)))
      }
      return SmallPatient(
        id: "P\(number)", earlierName: "P\(number)-T", laterName: "P\(number)-M", sites: sites)
    }
    try await explanations(of: own, others: others) { found in
      let explanation = try #require(found.first)
      #expect(explanation.call.explanation.priorPatients == 12)
      let byDefault = try #require(explanation.call.explanation.acquiredByDefault)
      let acquired = try #require(explanation.call.acquired)
      let weighs =
        abs(byDefault - acquired) >= 0.05
        || explanation.call.explanation.callByDefault != explanation.call.call
      #expect(explanation.change.contains { $0.contains("12 other patients") } == weighs)
    }
    try await explanations(of: own) { found in
      let explanation = try #require(found.first)
      #expect(explanation.call.explanation.priorPatients == nil)
      #expect(!explanation.text(hasDetails: true).contains("1 patient"))
    }
  }

  @Test func `the answer is short, and details are asked for`() async throws {
    try await explanations(of: try patient(.init((0, 100), (30, 100)))) { found in
      let explanation = try #require(found.first)
      let short = explanation.text(hasDetails: false).split(separator: "\n")
      #expect(short[0].hasPrefix("P1: ERBB2 p.L100S (17:1000:A>G), P1-T to P1-M"))
      #expect(short.count < 10)
      #expect(short.last == "  For research use only.")
      #expect(explanation.text(hasDetails: true).split(separator: "\n").count > short.count)
      #expect(explanation.numbers.count <= 3)
      #expect(explanation.numbers.joined().contains("0 of 100"))
    }
  }

  @Test func `JSON holds the values and can be read back`() async throws {
    try await explanations(of: try patient(.init((0, 100), (30, 100)))) { found in
      let explanation = try #require(found.first)
      let text = try JSONText.text(found)
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
      let call = try #require(object.first?["call"] as? [String: Any])
      #expect(call["earlier_depth"] as? Int == 100)
      #expect(call["call"] as? String == explanation.call.call.rawValue)
      #expect(object[0]["assumptions"] is [[String: Any]])
      let back = try JSONDecoder().decode([Explanation].self, from: Data(text.utf8))
      #expect(back.first?.call == explanation.call)
      #expect(back.first?.pair == explanation.pair)
      #expect(back.first?.assumptions == explanation.assumptions)
    }
  }

  // MARK: - Names

  private func call(_ gene: String, _ change: String, _ position: Int) -> OriginRow {
    var row = OriginRow()
    (row.gene, row.proteinChange, row.position) = (gene, change, position)
    row.chromosome = Chromosome("6") ?? row.chromosome
    (row.reference, row.alternate) = (Allele("A"), Allele("G"))
    return row
  }

  @Test(arguments: [
    "ESR1", "esr1:p.Y537N", "ESR1:Y537N", "6:100:A>G", "chr6:100:a>g", "esr1:y537n",
    "p.Tyr537Asn", "ESR1 tyr537asn", "ESR1:NP_000116.2:p.(Tyr537Asn)", "6:100", "chr6:100A>G",
    "6:g.100A>G", "6-100-A-G",
  ])
  func `a mutation has several names`(name: String) throws {
    let rows = [call("ESR1", "p.Y537N", 100), call("PGR", "p.A1V", 200)]
    #expect(try MutationQuery(text: name).calls(among: rows) == [rows[0]])
  }

  @Test func `names in common use, deletions without bases, and what is not understood`() throws {
    var deletion = call("EGFR", "p.E746_A750del", 50)
    (deletion.reference, deletion.alternate) = (Allele("GGAATTAAGAGAAGC"), Allele(""))
    let rows = [call("ERBB2", "p.V777L", 100), deletion]
    #expect(try MutationQuery(text: "HER2:v777l").calls(among: rows) == [rows[0]])
    #expect(try MutationQuery(text: "HER1").calls(among: rows) == [deletion])
    #expect(try MutationQuery(text: "6:g.50_64del").calls(among: rows) == [deletion])
    #expect(try MutationQuery(text: "6:60").calls(among: rows) == [deletion])
    for (text, words) in [
      ("ERBB2:c.2329G>T", "is not understood"), ("two words here", "is not understood"),
      ("6:101", "the patient has no mutation '6:101'"), ("ERBB3", "the patient has no mutation"),
    ] {
      let failure = #expect(throws: CommandFailure.self) {
        try MutationQuery(text: text).calls(among: rows)
      }
      #expect(failure?.message.contains(words) == true, "\(text)")
    }
  }

  @Test func `a gene with several mutations must be told apart`() throws {
    let rows = [
      call("ESR1", "p.Y537N", 100), call("ESR1", "p.E380Q", 50), call("ESR1", "p.Y537N", 100),
    ]
    #expect(try MutationQuery(text: "ESR1:Y537N").calls(among: rows).count == 2)
    let failure = #expect(throws: CommandFailure.self) {
      try MutationQuery(text: "ESR1").calls(among: rows)
    }
    #expect(
      failure?.message
        == "error: 'ESR1' is ambiguous; specify one of: ESR1:p.Y537N (6:100:A>G), "
        + "ESR1:p.E380Q (6:50:A>G)")
  }

  @Test func `an unknown name lists the nearest ones`() async throws {
    try await withTemporaryFolder { folder in
      var study = WrittenResults()
      let patient = try #require(try patient(.init((0, 100), (30, 100))).evidence)
      let parameters = OriginParameters()
      study.add(
        patient,
        by: OriginAnalysis(
          parameters: parameters,
          context: StudyContext(
            learningFrom: [patient], parameters: parameters, variantFrequencies: [:])))
      try study.write(to: folder)
      let failure = #expect(throws: CommandFailure.self) {
        try Explainer.explanations(of: "ERBB3", patient: "P1", in: folder)
      }
      #expect(failure?.status == .badData)
      #expect(failure?.message.contains("no mutation 'ERBB3'; nearest: ") == true)
      let unknown = #expect(throws: CommandFailure.self) {
        try Explainer.explanations(of: "ERBB2", patient: "P3", in: folder)
      }
      #expect(unknown?.message.hasSuffix("nearest: P1") == true)
      let missing = #expect(throws: CommandFailure.self) {
        try Explainer.explanations(of: "ERBB2", patient: "P1", in: folder + "/none")
      }
      #expect(missing?.status == .noInput)
    }
  }

  @Test func `a changed table is not explained`() async throws {
    try await withTemporaryFolder { folder in
      try WrittenResults().write(to: folder)
      let path = "\(folder)/\(PairRow.table.fileName)"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try ("# changed\n" + text).write(toFile: path, atomically: true, encoding: .utf8)
      let failure = #expect(throws: TableFailure.self) {
        try Explainer.explanations(of: "ERBB2", patient: "P1", in: folder)
      }
      #expect(failure?.description.contains("does not belong to these results") == true)
    }
  }

  @Test(arguments: [("kitten", "sitting", 3), ("", "ab", 2), ("P1", "P1", 0)])
  func `names are compared letter by letter`(first: String, second: String, distance: Int) {
    #expect(NearestNames.distance(Array(first), Array(second)) == distance)
  }
}
