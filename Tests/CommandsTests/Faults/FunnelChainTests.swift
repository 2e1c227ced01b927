import CohortStatistics
import Foundation
import Results
import Testing
import TumorModel
import Wording
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// One funnel from `origins` to the page, in a study in which several rules could tell otherwise.
@Suite("One funnel through all commands")
struct FunnelChainTests {
  private static let change = WrittenStudy.Change(
    gene: "ERBB2", chromosome: "17", position: 37_880_261, protein: "p.D769Y")

  /// Six patients, each with eight mutations of all samples.
  private static var study: WrittenStudy {
    var study = WrittenStudy()
    func add(
      _ patient: String, _ roles: [String], _ counts: [WrittenStudy.Counts],
      _ change: WrittenStudy.Change = change
    ) {
      study.add(
        roles.enumerated().map { index, role in
          .init(
            patient: patient, name: "\(patient)-\(index)", role: role,
            day: role == "primary" ? 0 : 200 * index)
        }, WrittenStudy.shared(8, by: roles.count) + [(change, counts)])
    }
    add("acquired", ["primary", "metastasis"], [(0, 400), (60, 180)])
    // A read in the later sample that is an error more likely than not.
    add("stray", ["primary", "metastasis"], [(120, 400), (1, 900)])
    add("joint", ["primary", "primary", "metastasis"], [(120, 400), (0, 400), (60, 180)])
    var silent = change
    (silent.classification, silent.protein) = ("Silent", "p.D769=")
    add("silent", ["primary", "metastasis"], [(0, 400), (60, 180)], silent)
    // In neither sample of the first pair, but in the last sample.
    add(
      "absent", ["primary", "metastasis", "metastasis"], [(0, 400), (0, 400), (60, 180)])
    var other = change
    other.gene = "TP53"
    add("other", ["primary", "metastasis"], [(0, 400), (60, 180)], other)
    return study
  }

  @Test func `the summary, the tables and the page have the same numbers`() async throws {
    try await withTemporaryFolder { folder in
      let (results, cohort) = (folder + "/results", folder + "/cohort")
      try #require(
        await Metachron.start([
          "origins", try Self.study.write(to: folder), "-o", results, "--genes", "ERBB2", "-q",
        ]) == 0)
      try #require(
        await Metachron.start(["cohort", results, "-o", cohort, "--gene", "ERBB2", "-q"]) == 0)

      // The study is what it is said to be.
      let opened = try ResultsFolder(opening: results)
      let calls = try opened.table(of: OriginRow.self).rows().filter { $0.gene == "ERBB2" }
      #expect(calls.contains { $0.patient == "absent" && $0.call == .absentFromBoth })
      #expect(calls.contains { $0.patient == "joint" && $0.earlierSample.isJoint })
      let stray = try opened.table(of: TrajectoryRow.self).rows().filter {
        $0.patient == "stray" && $0.gene == "ERBB2" && $0.sample == "stray-1"
      }
      #expect(stray.count == 1 && stray[0].alternate == 1)
      #expect(stray.allSatisfy { ($0.presence ?? 1) < 0.5 })

      let gene = try #require(try opened.summary().genes.first { $0.gene == "ERBB2" })
      let steps = gene.funnel.compactMap { row in
        if case .step(let step) = row.stage { (step, row.patients) } else { nil }
      }
      // `stray` has it in the primary alone; `silent` and `other` have another change.
      let expected: [(FunnelStep, Int)] = [
        (.patients, 6), (.profiled, 6), (.mutated, 3), (.ofClass, 3), (.compared, 3),
        (.assessable, 3),
      ]
      #expect(steps.elementsEqual(expected, by: ==), "\(steps)")
      #expect(gene[CohortOutcome.acquired] == 2 && gene[CohortOutcome.preexisting] == 1)

      // One funnel.
      let opened2 = try CohortFolder(cohort, version: ToolVersion.number)
      #expect(opened2.summary.funnel == gene.funnel)
      #expect(try opened2.rows(of: CohortFunnelRow.self) == gene.funnel)
      let target = try #require(opened2.summary.targets.first)
      #expect(target == CohortTarget(gene: gene.gene, className: gene.className))
      let sentences = CohortSentences(summary: opened2.summary, target: target).answer
      #expect(
        sentences.first?.hasPrefix(
          "Of 6 patients: 3 with a mutation of ERBB2 in a non-primary sample") == true,
        "\(sentences)")
      #expect(
        sentences.contains { $0.hasPrefix("Of the 3 assessable patients: 2 acquired") },
        "\(sentences)")

      // The page says the same, above and below.
      let page = folder + "/page.html"
      try #require(
        await Metachron.start(["report", results, "--cohort", cohort, "-o", page]) == 0)
      let text = try #require(PageText(try String(contentsOfFile: page, encoding: .utf8))).pieces
      let answer = GeneAnswer(gene, cohort: opened2.summary)
      #expect(text.contains(answer.answer))
      for sentence in answer.sentences { #expect(text.contains(sentence), "\(sentence)") }
      #expect(answer.answer.hasPrefix("Acquired in 2 of 3 "))
      #expect(sentences.dropFirst(2).allSatisfy { told in text.contains { $0.hasPrefix(told) } })
      // Two commands and the page have the same words.
      let words = FunnelWording(gene.funnel, of: target)
      for line in words.lines {
        #expect(try opened.summary().text.contains("  " + line + "\n"), "\(line)")
        #expect(CohortText(opened2.summary).text.contains("  " + line + "\n"), "\(line)")
      }
      let told = text.filter { !$0.allSatisfy(\.isWhitespace) }
      for step in words.counts {
        #expect(
          zip(told, told.dropFirst()).contains {
            // The page says what an assessable patient has.
            $0 == "\(step.patients)"
              && $1.split(separator: ":").first.map(String.init) == step.words
          },
          "\(step)")
      }
    }
  }

  /// A primary without the mutation, and a metastasis with one read of 60 at a low error rate.
  @Test func `what a sample shows is not absent from both, and a comparison is not missing`()
    async throws
  {
    try await withTemporaryFolder { folder in
      var study = WrittenStudy()
      let own = WrittenStudy.shared(10, by: 2)
      var privates = own
      for index in own.indices {
        privates[index].0.gene = "H\(index)"
        privates[index].0.chromosome = "5"
        privates[index].1 = [(0, 300), (83 + index, 300)]
      }
      study.add(
        [
          .init(patient: "P", name: "P-T", role: "primary"),
          .init(patient: "P", name: "P-M", day: 500),
        ],
        own + privates + [(Self.change, [(0, 400), (1, 60)])])
      let (results, cohort) = (folder + "/results", folder + "/cohort")
      try #require(
        await Metachron.start([
          "origins", try study.write(to: folder), "-o", results, "--genes", "ERBB2",
          "--error-rate", "0.0001", "-q",
        ]) == 0)
      try #require(
        await Metachron.start(["cohort", results, "-o", cohort, "--gene", "ERBB2", "-q"]) == 0)
      let opened = try ResultsFolder(opening: results)
      let call = try #require(
        try opened.table(of: OriginRow.self).rows().first { $0.gene == "ERBB2" })
      let later = try #require(
        try opened.table(of: TrajectoryRow.self).rows().first {
          $0.gene == "ERBB2" && $0.sample == "P-M"
        })
      #expect(
        MutationPresence.isSeen(
          alternate: later.alternate, isListed: false, presence: later.presence)
      )
      #expect(call.call != .absentFromBoth)
      let summary = try CohortFolder(cohort, version: ToolVersion.number).summary
      let target = try #require(summary.targets.first)
      let words = FunnelWording(summary.funnel, of: target)
      #expect(words.line.contains("1 with an earlier sample to compare with -> 1 assessable"))
      #expect(words.excluded == nil)
    }
  }

  @Test func `a woman's chromosome Y is not told to be sequenced again`() async throws {
    try await withTemporaryFolder { folder in
      var study = WrittenStudy()
      study.add(
        [
          .init(patient: "P1", name: "P1-T", role: "primary"),
          .init(patient: "P1", name: "P1-M", day: 300),
        ],
        WrittenStudy.shared(8, by: 2) + [
          (.init(gene: "USP9Y", chromosome: "Y", position: 14_821_320), [(0, 100), (30, 100)])
        ])
      let results = folder + "/results"
      try #require(
        await Metachron.start(["origins", try study.write(to: folder), "-o", results, "-q"]) == 0)
      #expect(
        await Metachron.start(["explain", results, "--patient", "P1", "--mutation", "USP9Y"]) == 0)
      let found = try Explainer.explanations(of: "USP9Y", patient: "P1", in: results)
      let text = try #require(found.first).text(hasDetails: true)
      #expect(text.contains("No sequencing helps"))
      #expect(!text.contains("To show a clone") && !text.contains("equencing P1-T"))
    }
  }
}
