import CohortStatistics
import Foundation
import Results
import StudyPipeline
import Testing
import TumorModel
import Wording

/// What people read of a cohort, and what they are told when they name something wrong.
@Suite("Words of a cohort")
struct CohortWordsTests {
  private func summary(
    genes: [String] = ["ERBB2"], className: MutationClass? = nil,
    patients: [FakeResults.Patient] = FakeResults.everyExit
  ) throws -> CohortSummary {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FakeResults(patients: patients).write(to: folder + "/r")
    var run = CohortRun(
      folders: [folder + "/r"], output: folder + "/cohort",
      targets: CohortTarget.targets(genes: genes, className: className, classified: ["ERBB2"]))
    run.others = ["ESR1"]
    return try run.run()
  }

  @Test func `the report has sentences with the funnel's numbers`() throws {
    let summary = try summary()
    #expect(summary.targets[0].title == "ERBB2 (activating)")
    let words = CohortSentences(summary: summary, target: summary.targets[0])
    #expect(
      words.answer.first
        == "Of 11 patients: 7 with a mutation of ERBB2 in a non-primary sample, 6 with one that is "
        + "activating, 4 with an earlier sample to compare with and 3 assessable.")
    #expect(words.answer[1].hasPrefix("Of the 3 assessable patients: 1 acquired"))
    let mean = try #require(summary.fractions.first?.estimate)
    #expect(words.answer[2].contains(" \(Wording.number(mean)), with a 95 % interval"))
    #expect(words.sentences[0].contains("1 one sample; 1 no earlier sample"))
    #expect(Set(words.answer).isDisjoint(with: words.sentences), "nothing is told twice")
    for sentence in words.answer + words.sentences {
      #expect(sentence.hasSuffix(".") && !sentence.contains("->"), "\(sentence)")
    }
  }

  @Test func `a pair of genes is told once, whatever the classes and the gene asked for`() throws {
    var summary = CohortSummary()
    summary.targets = ["ERBB2", "ESR1"].map { CohortTarget(gene: $0, className: .any) }
    summary.exclusivity = [
      (MutationClass.any, MutationClass.any), (.any, .activating),
    ].map { first, second in
      var row = CohortExclusivityRow()
      (row.geneA, row.classA, row.geneB, row.classB) = ("ERBB2", first, "ESR1", second)
      (row.both, row.expected, row.pExclusive, row.pCooccurring, row.power) = (1, 2, 0.3, 0.9, 0.5)
      return row
    }
    let first = CohortSentences(summary: summary, target: summary.targets[0])
    let second = CohortSentences(
      summary: summary, target: summary.targets[1], leavingOut: first.pairs)
    func overlaps(_ words: CohortSentences) -> [String] {
      words.sentences.filter { $0.contains("P(overlap <= observed)") }
    }
    #expect(overlaps(first).count == 1)
    #expect(overlaps(second).isEmpty)
  }

  @Test func `an odds ratio without an upper bound is not said to reach infinity`() {
    #expect(CohortText.oddsRange(0.0028, .infinity) == "0.0028 or more")
    #expect(CohortText.oddsRange(0, 12) == "12 or less")
    #expect(CohortText.oddsRange(0, .infinity) == "without bounds")
    #expect(CohortText.oddsRange(0.5, 2) == "0.5 to 2")
  }

  @Test func `a sum of probabilities is not called a number of calls`() throws {
    var open = FakeResults.Call()
    (open.call, open.acquired) = (.indeterminate, 0.6)
    let patients = (0..<4).map { FakeResults.Patient(id: "P\($0)", calls: [open]) }
    let summary = try summary(patients: patients)
    let row = try #require(summary.genes.first)
    #expect(row.acquired == 0 && row.observed > 2)
    let sentence = try #require(CohortExcess(summary)?.sentences.first)
    #expect(sentence.contains("called acquired in 0 patients; the probabilities"))
    #expect(summary.excessGenes == summary.genes.count { ($0.q ?? 1) <= 0.1 })
  }

  @Test func `genes and classes that no mutation has are told`() throws {
    let hotspots = try #require(MutationClass(rawValue: "hotspot"))
    let warnings = try summary(genes: ["erbb2", "HER2", "XYZ"]).warnings
    #expect(
      warnings == [
        .notMutated("erbb2", suggestion: "ERBB2"), .notMutated("HER2", suggestion: "ERBB2"),
        .notMutated("XYZ", suggestion: nil),
      ])
    #expect(warnings[0].words.contains("'erbb2' in a later sample; did you mean ERBB2?"))
    #expect(warnings[2].words.hasSuffix("'XYZ' in a later sample"))
    #expect(try summary().warnings.isEmpty)
    #expect(
      try summary(className: hotspots).warnings
        == [.noneOfClass(gene: "ERBB2", className: hotspots)])
  }

  @Test func `notes, warnings and caveats come back from their codes`() throws {
    let hotspots = try #require(MutationClass(rawValue: "hotspot"))
    let gene = "A,(B);%\t"
    let notes: [CohortNote] = [
      .betaPrior(1, 3), .binned(0.05), .noAssessablePatient, .noDefiniteCall,
      .changedFor(3, of: 10), .noneMissing, .missing(4, lowest: 0.25, highest: 0.75),
      .notMutated(gene), .forcedOverlap(2), .undefined(.marginsDiffer), .noCompleteStratum,
      .separated,
    ]
    for note in notes { #expect(CohortNote(coded: note.coded) == note, "\(note.coded)") }
    let warnings: [CohortWarning] = [
      .choicesDiffer(.threshold, values: ["0.05", "0.1"]), .partlySynthetic,
      .severalAssemblies(["hg19", "hg38"]), .notMutated(gene, suggestion: nil),
      .partnerNotMutated(gene, suggestion: gene),
      .noneOfClass(gene: gene, className: hotspots),
    ]
    for warning in warnings {
      #expect(CohortWarning(coded: warning.coded) == warning, "\(warning.coded)")
      #expect(!warning.coded.contains { ";\t".contains($0) })
    }
    let caveats: [CohortCaveat] = [
      .thresholds([0.05, 0.1]), .censored, .missingRows, .missingPatients, .sharesFromCohort,
      .fewGenes(3), .association(withoutTreatment: 2),
    ]
    for caveat in caveats { #expect(CohortCaveat(coded: caveat.coded) == caveat) }
    for text in ["", "binned", "binned(x)", "changedFor(3", "missing(1,2)", "undefined(no)"] {
      #expect(CohortNote(coded: text) == nil, "\(text)")
    }
  }
}
