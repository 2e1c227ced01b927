import CohortStatistics
import Testing
import TumorModel

@testable import Results
@testable import Wording

@Suite("Findings in words")
struct FindingTests {
  private func words(_ finding: PairFinding, earlier: String? = "A") -> String {
    finding.words(earlier: earlier, later: "B")
  }

  @Test func `identifiers come from the finding or the pair`() {
    let alien = PairFinding.belongsTo(side: .earlier, SampleOwner(patient: "Q", kind: .misplaced))
    #expect(words(alien) == "A appears to belong to patient Q")
    #expect(words(alien, earlier: nil) == "an earlier sample appears to belong to patient Q")
    #expect(
      words(.belongsTo(side: .later, SampleOwner(patient: "Q", kind: .misplaced)))
        == "B appears to belong to patient Q")
    #expect(
      words(.belongsTo(side: .later, SampleOwner(patient: "Q", kind: .exchanged)))
        == "B appears to belong to patient Q (the two patients appear to have exchanged samples)")
    #expect(words(.leftOut(samples: ["A", "C"])) == "not from this tumour, and left out: A, C")
    #expect(
      words(.purityEstimated(samples: ["A", "B"]))
        == "the purity of A and B was estimated from the mutations themselves")
  }

  @Test func `shares are rounded and counts are numbered`() {
    #expect(
      words(.tumorInNormal(normal: "N", share: 0.10042, low: 0.0712, high: 0.13))
        == "the normal sample N contains tumour cells: a share of 0.1 (95 % interval 0.0712 to 0.13)"
    )
    #expect(words(.seenInNormal(normal: "N", mutations: 1)).hasPrefix("1 mutation has more"))
    #expect(words(.seenInNormal(normal: "N", mutations: 2)).hasPrefix("2 mutations have more"))
  }

  @Test func `a pair's findings name its samples`() {
    var pair = PairRow()
    (pair.earlierSample, pair.laterSample) = (.sample("A"), .sample("B"))
    pair.findings = [
      .belongsTo(side: .later, SampleOwner(patient: "Q", kind: .misplaced)), .orderUnknown,
    ]
    #expect(
      pair.findingWords
        == ["B appears to belong to patient Q", "it is not known which sample was taken first"])
    pair.earlierSample = .joint
    #expect(pair.title == "all earlier samples to B")
  }

  @Test func `pairs of samples say what forbids a call`() {
    var row = IdentityRow()
    (row.first, row.second, row.identity, row.sites) = ("A", "B", .match, 50)
    #expect(row.notes.isEmpty)
    (row.identity, row.sites) = (.undecided, 7)
    #expect(row.notes == ["fewer than 20 inherited variants read in both samples"])
    row.sites = 40
    (row.secondOwner, row.relatedness) = ("Q", .independent)
    #expect(
      row.notes == [
        "B appears to belong to Q", "inherited variants do not settle it",
        "the two look like independent tumours",
      ])
  }

  @Test func `an exchange is told once, of both patients`() {
    func row(_ patient: String, _ other: String) -> SwapRow {
      var row = SwapRow()
      (row.kind, row.patient, row.sample) = (.exchanged, patient, "\(patient)-M")
      (row.otherPatient, row.otherSample) = (other, "\(other)-T")
      (row.sites, row.logLikelihoodRatio) = (120, 55.4)
      return row
    }
    let findings = [row("P1", "P2"), row("P2", "P1")].map(\.finding)
    let sentences = SwapFinding.sentences(findings)
    #expect(sentences.count == 1)
    #expect(sentences[0].hasPrefix("P1 and P2 have exchanged a sample: P1-M goes with P2-T"))
    #expect(
      row("P1", "P2").sentence.contains("log-likelihood ratio 55 over 120 inherited variants"))
  }

  @Test func `steps, exits and outcomes of a funnel have words of their own`() {
    #expect(Set(FunnelExit.allCases.map(\.words)).count == FunnelExit.allCases.count)
    #expect(Set(CohortOutcome.allCases.map(\.words)).count == CohortOutcome.allCases.count)
    let steps = FunnelStep.allCases.map { $0.words(gene: "ERBB2", className: .activating) }
    #expect(
      steps == [
        "patients", "tested for ERBB2", "with a mutation of ERBB2 in a non-primary sample",
        "with one that is activating",
        "with an earlier sample to compare with", "assessable",
      ])
    #expect(CountedReason(.exit(.noEarlierSample), 3).words == "3 no earlier sample")
    #expect(CountedReason(.call(.copyLossPossible), 1).words == "1 copy loss possible")
  }

  @Test func `a funnel leaves out the same in every form`() {
    let any = CohortTarget(gene: "TP53", className: .any)
    var rows: [CohortFunnelRow] = []
    func add(_ stage: FunnelPlace, _ patients: Int, _ reasons: FieldList<CountedReason> = []) {
      var row = CohortFunnelRow()
      (row.gene, row.className, row.stage, row.patients) = (
        any.gene, any.className, stage, patients
      )
      row.reasons = reasons
      rows.append(row)
    }
    for (step, patients) in zip(FunnelStep.allCases, [9, 9, 6, 6, 4, 3]) {
      add(.step(step), patients)
    }
    add(.outcome(.acquired), 2)
    add(.outcome(.preexisting), 0)
    add(.outcome(.indeterminate), 0)
    add(.outcome(.lost), 0)
    add(.outcome(.artefact), 1, FieldList([CountedReason(.call(.artefactSuspected), 1)]))
    let words = FunnelWording(rows, of: any)
    #expect(
      words.lines == [
        "9 patients -> 6 with a mutation of TP53 in a non-primary sample -> 4 with an earlier "
          + "sample to compare with -> 3 assessable",
        "2 acquired, 0 pre-existing, 0 indeterminate, 1 artefact (1 artefact suspected)",
      ])
    #expect(
      words.sentence
        == "Of 9 patients: 6 with a mutation of TP53 in a non-primary sample, 4 with an earlier "
        + "sample to compare with and 3 assessable.")
    #expect(FunnelWording.words(.ofClass, of: any) == nil)
    #expect(
      FunnelWording(rows, of: CohortTarget(gene: "TP53", className: .activating)).outcomes.isEmpty)
  }
}
