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
    #expect(words.answer[2] == summary.fractions.first?.sentence)
    #expect(words.answer[2].contains("less than 5 % of the sampled primary's tumour cells"))
    #expect(words.sentences.contains { $0.hasPrefix("These speak like ") })
    #expect(words.sentences[0].contains("1 with one sample only; 1 no earlier sample"))
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
      (row.both, row.expected, row.power) = (1, 2, 0.5)
      (row.midPExclusive, row.midPCooccurring) = (0.3, 0.9)
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

  @Test func `a treatment that all or none had is not tested, and why is told`() {
    var row = CohortTherapyRow()
    (row.exposed, row.unexposed, row.note) = (5, 0, .oneSided)
    #expect(row.untestedWords == "nobody went without it")
    (row.exposed, row.unexposed) = (0, 5)
    #expect(row.untestedWords == "nobody received it")
    row.unexposed = 0
    #expect(row.untestedWords == CohortNote.oneSided.words)
  }

  @Test func `expected numbers have one decimal`() {
    #expect([15.517, 4, 0.02, 0].map(Wording.expected) == ["15.5", "4", "below 0.1", "0"])
  }

  @Test func `a difference of fractions has its sign`() {
    #expect(CohortText.difference(-0.123, 0.5) == "-12 points to +50 points")
    #expect(CohortText.difference(0, 0.004) == "0 points to 0 points")
  }

  @Test func `a gene is told with how often it is mutated and what its test could show`() throws {
    var open = FakeResults.Call()
    (open.call, open.acquired) = (.indeterminate, 0.6)
    var other = open
    (other.gene, other.position, other.earlierReads) = ("TP53", 200, (alternate: 30, depth: 150))
    let patients = (0..<4).map { FakeResults.Patient(id: "P\($0)", calls: [open, other]) }
    let summary = try summary(patients: patients)
    let row = try #require(summary.genes.first)
    #expect(row.gene == "ERBB2" && row.acquired == 0 && row.frequency == 1)
    #expect(try abs(#require(row.p) - 1.0 / 16) < 1e-9 && row.p == row.smallestP)
    let sentence = try #require(CohortExcess(summary)?.sentences.first)
    #expect(sentence.hasPrefix("ERBB2: mutated later in 4 patients (100 %); of 4 mutations, "))
    #expect(sentence.contains("if they were like the same patients' other mutations, p 0.06"))
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
      .notMutated(gene), .forcedOverlap(2), .undefined(.marginsDiffer), .oneSided,
      .notProfiledTogether,
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
      .thresholds([0.05, 0.1]), .censored, .missingRows, .missingPatients, .coverageAssumed,
      .withoutAssumptions(gene: gene), .fewGenes(3), .association(withoutTreatment: 2),
    ]
    for caveat in caveats { #expect(CohortCaveat(coded: caveat.coded) == caveat) }
    for text in [
      "", "binned", "forcedOverlap", "forcedOverlap(x)", "forcedOverlap(2", "undefined(no)",
    ] {
      #expect(CohortNote(coded: text) == nil, "\(text)")
    }
  }
}
