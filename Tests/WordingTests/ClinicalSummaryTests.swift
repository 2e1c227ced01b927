import Testing

@testable import Results
@testable import Wording

@Suite("Summaries of patients under treatment")
struct ClinicalSummaryTests {
  private func row(
    _ group: String, _ quantity: SurvivalQuantity, _ value: Double?, _ low: Double? = nil,
    _ high: Double? = nil, events: Double = 20, patients: Double = 40, reference: String = ""
  ) -> SurvivalComparisonRow {
    var row = SurvivalComparisonRow()
    (row.endpoint, row.group, row.quantity, row.reference) = ("OS", group, quantity, reference)
    (row.value.value, row.value.low, row.value.high) = (value, low, high)
    (row.events, row.patients) = (events, patients)
    if quantity == .restrictedMean { row.horizon = 700 }
    return row
  }

  @Test func `one of a kind is singular, and no interval repeats an event`() {
    #expect(
      row("A", .median, 112, events: 1, patients: 1).sentence
        == "A: median 112 days, 1 event in 1 patient")
    #expect(
      row("A", .median, 1, 1, nil).sentence
        == "A: median 1 day (95 % interval 1 to not reached), 20 events in 40 patients")
    #expect(
      row("A", .restrictedMean, nil).sentence
        == "A: no mean of the first 700 days, since follow-up of the group ends before")
    #expect(row("A", .restrictedMean, 1).sentence == "A: mean 1 day of the first 700")
  }

  @Test func `a comparison is as weak as its smallest group`() {
    var summary = ClinicalSummary()
    summary.patients = 160
    summary.survival = [
      row("all", .median, 300, events: 102, patients: 160),
      row("A", .median, 300, events: 100, patients: 150), row("B", .median, 250, events: 12),
      row("C", .median, nil, events: 2, patients: 3),
      row("B", .hazardRatio, 1.2, events: 112, reference: "A"),
      row("C", .hazardRatio, 1.2, events: 102, reference: "A"),
    ]
    #expect(summary.text.contains("  Fewer than 10 events in C (2): too few for a conclusion;"))
    summary.survival.removeAll { $0.group == "C" }
    #expect(!summary.text.contains("too few"))
    // Without a table of assessments nobody was assessed, and nobody is counted.
    #expect(summary.text.hasPrefix("160 patients, without tumour assessments\n"))
  }

  @Test func `few at risk, and few expected, are told`() {
    #expect(
      row("acquired", .fewAtRisk, 41, patients: 1.2).sentence.contains(
        "acquired: an event on day 41 with 1.2 patients at risk, before others enter"))
    #expect(
      row("acquired", .fewMembers, nil, patients: 0.1).sentence.contains(
        "acquired: 0.1 patients expected in the group: too few for a curve"))
  }

  @Test func `numbers of uncertain groups are explained`() {
    var (rate, summary) = (ResponseRateRow(), ClinicalSummary())
    (rate.group, rate.patients, rate.responders) = ("acquired", 12.4, 3.1)
    summary.rates = [rate]
    #expect(!summary.text.contains("they differ a little"))
    #expect(summary.text.contains("acquired: objective response in about 3.1 of 12.4"))
    summary.rates[0].responders = 0.01
    #expect(summary.text.contains("acquired: objective response in below 0.1 of 12.4"))
    summary.grouping = .origin
    #expect(summary.text.contains("they differ a little"))
  }
}
