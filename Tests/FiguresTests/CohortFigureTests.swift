import CohortStatistics
import Foundation
import Testing
import TumorModel

@testable import Figures
@testable import Results

@Suite("Figures of cohorts")
struct CohortFigureTests {
  private func cell(_ patient: String, _ gene: String, _ call: OriginLabel?)
    -> OncoprintFigure.Cell
  {
    OncoprintFigure.Cell(patient: patient, gene: gene, call: call)
  }

  @Test func `an oncoprint sorts patients by origin, gene after gene`() throws {
    let chart = try #require(
      OncoprintFigure(
        cells: [
          cell("P1", "TP53", .preexistingClonal), cell("P2", "ERBB2", .preexistingClonal),
          cell("P3", "ERBB2", .acquired), cell("P4", "TP53", nil),
          cell("P2", "TP53", .acquired), cell("P5", "ERBB2", .preexistingClonal),
          cell("P3", "ERBB2", .lost),
        ], leading: ["ERBB2"], patients: 9)
    ).chart
    #expect(
      chart.finding
        == "ERBB2 is mutated in 3 of 9 patients, whichever the sample: 2 pre-existing, 1 acquired, 0 indeterminate."
    )
    let json = String(decoding: try chart.json(), as: UTF8.self)
    // Acquired first; of the two that had it before, the one with an acquired TP53.
    #expect(json.contains(#""sort":["P3","P2","P5","P1","P4"]"#))
    #expect(json.contains(#""sort":["ERBB2","TP53"]"#))
    let rows = try chart.rows()
    #expect(rows.count == 6)
    #expect(rows.count { $0["compared"] as? Bool == false } == 1)
    #expect(try chart.layers[0].values().count == 2 * 5)
    #expect(OncoprintFigure(cells: [], patients: 4) == nil)
  }

  @Test func `an oncoprint shows the call that decides a patient, and mutations without a pair`()
    throws
  {
    let bare: StudyPatient = {
      var patient = ExampleCalls.patient("P2", calls: [ExampleCalls.calls[0]])
      (patient.calls, patient.pairs) = ([], [])
      return patient
    }()
    var artefact = ExampleCalls.calls[0]
    artefact.call = .artefact
    let wrong = ExampleCalls.patient("P3", calls: [artefact])
    var unseen = wrong
    unseen.trajectories = []
    var input = FigureInput(patients: [ExampleCalls.patient(), bare, unseen], drivers: ["ERBB2"])
    var rows = try OncoprintFigure.charts(input)[0].rows()
    #expect(rows.compactMap { $0["patient"] as? String } == ["P1", "P2"])
    // Pre-existing if any of the patient's mutations was there before.
    #expect(rows[0]["origin"] as? String == "pre-existing, clonal")
    #expect(rows[1]["compared"] as? Bool == false)
    input.gene = "ERBB2"
    input.drivers = []
    rows = try OncoprintFigure.charts(input)[0].rows()
    #expect(rows.count == 2)
  }

  @Test func `a forest begins with the genes asked for`() throws {
    let chart = try #require(
      ForestFigure(
        rows: [
          CohortRows.fraction("A", 4), CohortRows.fraction("B", 9), CohortRows.fraction("C", 0),
          CohortRows.fraction("D", 5, className: .activating), CohortRows.fraction("D", 7),
        ], targets: [CohortTarget(gene: "D", className: .activating)])
    ).chart
    #expect(
      try chart.rows().compactMap { $0["gene"] as? String }
        == ["D (activating)", "B", "D (any class)", "A"])
    #expect(
      chart.finding
        == "D (activating): less than 5 % of the primary's tumour cells mutated in 50 % (95 % interval "
        + "20 % to 80 %), of 5 patients.")
    #expect(ForestFigure(rows: [CohortRows.fraction("C", 0)]) == nil)
  }

  @Test func `a volcano marks what stays after correction, and says when nothing does`() throws {
    let genes = [
      CohortRows.gene("ESR1", 8, p: 1e-5, q: 1e-3), CohortRows.gene("TTN", 1, p: 0.5, q: 0.7),
      CohortRows.gene("X", 0, p: 1, q: 1),
    ]
    let chart = try #require(VolcanoFigure(rows: genes)).chart
    #expect(
      chart.finding
        == "1 gene of 3 is acquired more often than the same patients' other mutations, at a false "
        + "discovery rate of 0.1: ESR1.")
    let rows = try chart.rows()
    #expect(rows.compactMap { $0["excess"] as? Double } == [3, 0, -3])
    #expect(rows.compactMap { $0["found"] as? Bool } == [true, false, false])
    let none = try #require(VolcanoFigure(rows: Array(genes.dropFirst()))).chart
    #expect(none.finding.hasPrefix("None of 2 genes is acquired more often"))
    #expect(none.finding.hasSuffix("at a false discovery rate of 0.1."))
    #expect(
      VolcanoFigure(rows: [CohortRows.gene("A", 1, expected: 0, p: 1, q: 1)]) == nil)
  }

  @Test func `a p-value of 0 is drawn, and first`() throws {
    let chart = try #require(
      VolcanoFigure(
        rows: [CohortRows.gene("A", 1, p: 0.5, q: 0.5), CohortRows.gene("B", 9, p: 0, q: 0)])
    ).chart
    #expect(chart.finding.hasSuffix("at a false discovery rate of 0.1: B."))
    let strength = try #require(try chart.rows().first?["strength"] as? Double)
    #expect(strength > 300 && strength.isFinite)
  }

  @Test func `genes are called at the level of the cohort's summary`() throws {
    let level = CohortSummary.falseDiscoveryRate
    let chart = try #require(
      VolcanoFigure(rows: [
        CohortRows.gene("A", 5, p: 0.01, q: level),
        CohortRows.gene("B", 5, p: 0.02, q: level.nextUp),
      ])
    ).chart
    #expect(chart.finding.hasPrefix("1 gene of 2 is acquired"))
  }

  @Test func `a pair departs at the level of its test`() throws {
    let level = CohortExclusivityRow.level
    #expect(level == OverlapTest.level)
    let rows = [CohortRows.pair("A", "B", level), CohortRows.pair("A", "C", level.nextUp)]
    #expect(rows.map(\.departure) == [.lessOften, .asExpected])
    var together = CohortRows.pair("B", "C", 1)
    together.pCooccurring = level
    #expect(together.departure == .moreOften)
    together.pCooccurring = nil
    #expect(together.departure == nil)
    let chart = try #require(ExclusivityFigure(rows: rows)).chart
    #expect(chart.finding.contains("less often than expected: 1; more often: 0 (exact p at most"))
    #expect(
      chart.finding.hasSuffix("2.34 expected; the mid-p of P(overlap <= observed) is 0.025."))
  }

  @Test func `pairs fill one half of the square`() throws {
    let chart = try #require(
      ExclusivityFigure(rows: [
        CohortRows.pair("A", "B", 0.01), CohortRows.pair("C", "A", 0.5),
        CohortRows.pair("C", "B", 0.5),
      ])
    ).chart
    let rows = try chart.rows()
    #expect(rows.compactMap { $0["first"] as? String } == ["A", "A", "B"])
    #expect(rows.compactMap { $0["second"] as? String } == ["B", "C", "C"])
    #expect(rows.compactMap { $0["words"] as? String } == ["− 1/2.3", "1/2.3", "1/2.3"])
    #expect(chart.finding.contains("chance alone gives up to 0.2 of each"))
    #expect(ExclusivityFigure(rows: []) == nil)
  }

  @Test func `pairs are of the class asked for, those of the genes asked for first`() throws {
    var classed = CohortRows.pair("ERBB2", "ESR1", 0.2)
    classed.classA = .activating
    var cohort = CohortTables()
    cohort.targets = [CohortTarget(gene: "ERBB2", className: .activating)]
    cohort.exclusivity = [
      CohortRows.pair("A", "B", 0.5), CohortRows.pair("ERBB2", "ESR1", 0.01), classed,
    ]
    let chart = try ExclusivityFigure.charts(FigureInput(cohort: cohort))[0]
    #expect(
      chart.finding.hasPrefix(
        "Of 2 pairs of genes, mutated together less often than expected: 0; more"))
    #expect(chart.finding.contains(" ERBB2 (activating) and ESR1: 1 patient with both"))
  }

  @Test func `a swimmer's treatment that goes on ends at the last known day`() throws {
    var treatment = ManifestTreatment()
    (treatment.agent, treatment.kind, treatment.start) = ("letrozole", "aromatase_inhibitor", 10)
    let patient = SwimmerFigure.Patient(
      id: "P1", treatments: [treatment],
      biopsies: [
        .init(day: 0, role: .primary, sample: "A"),
        .init(day: 900, role: .metastasis, sample: "B"),
      ], firstSeen: [.init(day: 900, mutation: "ERBB2 p.L755S", call: .acquired)],
      calls: [.acquired])
    let bare = SwimmerFigure.Patient(
      id: "P2", treatments: [], biopsies: [], firstSeen: [], calls: [])
    let chart = try #require(SwimmerFigure(gene: "ERBB2", patients: [patient, bare])).chart
    #expect(
      chart.finding
        == "ERBB2: 2 patients with a mutation, 1 of them with known days; acquired between two "
        + "biopsies in 1.")
    let band = try #require(try chart.layers[0].values().first)
    #expect(band["stop"] as? Int == 900)
    #expect(band["stopWords"] as? String == "goes on")
    #expect(try chart.layers[2].values().count == 2)
    #expect(try chart.layers[3].values().compactMap { $0["day"] as? Int } == [900])
    #expect(SwimmerFigure(gene: "ERBB2", patients: [bare]) == nil)
    // Without treatments there is no key to them.
    var untreated = patient
    untreated.treatments = []
    let empty = try #require(SwimmerFigure(gene: "ERBB2", patients: [untreated])).chart
    #expect(empty.layers[0].encoding.color?.legend == Legend.none)
  }

  @Test func `a joint call speaks for the pairs that it joins`() {
    var patient = StudyPatient(id: "P1")
    var joint = ExampleCalls.calls[0]
    joint.earlierSample = .joint
    joint.call = .preexisting
    var elsewhere = ExampleCalls.calls[0]
    elsewhere.laterSample = .sample("C")
    patient.calls = [ExampleCalls.calls[0], joint, elsewhere]
    #expect(patient.decidingCalls == [joint, elsewhere])
    #expect(patient.calls(ofLater: nil) == [joint])
    #expect(patient.calls(ofLater: .sample("C")) == [elsewhere])
    #expect(patient.calls(ofLater: .sample("D")).isEmpty)
  }

  @Test func `a comparison with a sample that is itself later does not decide`() {
    var patient = StudyPatient(id: "P1")
    var second = ExampleCalls.calls[0]
    (second.earlierSample, second.laterSample) = (.sample("B"), .sample("C"))
    patient.calls = [ExampleCalls.calls[0], second]
    #expect(patient.decidingCalls == [ExampleCalls.calls[0]])
  }

  @Test func `a mutation is seen by reads or a caller, not by an assumption`() throws {
    var row = try #require(ExampleCalls.patient().trajectories.last)
    #expect(row.isSeen)
    row.alternate = 0
    #expect(!row.isSeen)
    row.alternate = nil
    #expect(!row.isSeen)
    row.missing = .withoutCounts
    #expect(row.isSeen)
    (row.alternate, row.missing, row.presence) = (1, nil, 0.1)
    #expect(!row.isSeen)
    row.presence = nil
    #expect(row.isSeen)
  }
}
