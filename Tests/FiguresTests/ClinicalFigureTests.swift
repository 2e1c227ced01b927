import DrugResponse
import Foundation
import Testing

@testable import Figures
@testable import Results

@Suite("Figures of patients under treatment")
struct ClinicalFigureTests {
  private func course(
    _ id: String, free: Double, progressed: Bool, overall: Double, died: Bool, group: String = "",
    acquired: Double? = nil
  ) -> CourseRow {
    var row = CourseRow()
    (row.patient, row.group, row.probability) = (id, group, acquired)
    (row.progressionFree, row.isProgressed) = (free, progressed)
    (row.overall, row.hasDied) = (overall, died)
    return row
  }

  private func visit(_ id: String, _ day: Double, _ response: ResponseCategory) -> CourseVisitRow {
    var row = CourseVisitRow()
    (row.patient, row.day, row.response) = (id, day, response)
    return row
  }

  /// The rows of all layers that have some fields, with numbers as whole ones.
  private func rows(_ chart: VegaLiteChart, _ names: String...) throws -> [String] {
    try chart.layers.flatMap { try $0.values() }.compactMap { row in
      guard names.allSatisfy({ row[$0] != nil }) else { return nil }
      return names.map { name in
        (row[name] as? String) ?? (row[name] as? Double).map { "\(Int($0))" } ?? ""
      }.joined(separator: " ")
    }
  }

  @Test func `courses from the start to progression, death or the last day`() throws {
    let courses = [
      course("P1", free: 120, progressed: true, overall: 300, died: false),
      course("P2", free: 200, progressed: true, overall: 200, died: true),
      course("P3", free: 90, progressed: false, overall: 90, died: false),
      course("P4", free: 0, progressed: false, overall: 0, died: false),
    ]
    let visits = [
      visit("P1", 30, .partial), visit("P1", 60, .complete), visit("P1", 120, .progressive),
      // What follows progression is no response.
      visit("P1", 180, .partial), visit("P2", 50, .stable),
    ]
    let chart = try #require(CourseSwimmerFigure(courses, visits: visits)).chart
    #expect(
      Set(try rows(chart, "patient", "mark", "day")) == [
        "P1 partial response 30", "P1 complete response 60", "P1 progression 120",
        "P1 alive when last seen 300", "P2 death 200", "P3 alive when last seen 90",
      ])
    #expect(
      Set(try rows(chart, "patient", "start", "stop"))
        == ["P1 0 120", "P1 120 300", "P2 0 200", "P3 0 90"])
    #expect(chart.subtitle.joined().contains("Drawn: 3 of 4 patients."))
    #expect(CourseSwimmerFigure([courses[3]], visits: []) == nil)
  }

  @Test func `uncertain calls are not drawn as certain`() {
    let rows = [0.95, 0.5, 0.02, nil].enumerated().map { number, acquired in
      course(
        "P\(number)", free: 1, progressed: false, overall: 1, died: false, acquired: acquired)
    }
    let groups = CourseGroups(rows)
    #expect(
      rows.map { groups.name(of: $0.patient) } == [
        "acquired (P at least 0.9)", "origin uncertain", "pre-existing (P at least 0.9)",
        "no group",
      ])
    #expect(groups.drawn.last == "no group")
    #expect(CourseGroups([rows[3]]).drawn == ["patients"])
  }

  private func numbers(
    _ group: String, _ quantity: SurvivalQuantity, _ value: Double?, reference: String = ""
  ) -> SurvivalComparisonRow {
    var row = SurvivalComparisonRow()
    (row.endpoint, row.group, row.quantity, row.reference) = ("OS", group, quantity, reference)
    row.value.value = value
    row.patients = 12
    if quantity == .logRank { row.pValue = 0.25 }
    return row
  }

  private func steps(_ groups: [String], events: Double) -> [SurvivalRow] {
    groups.map { group in
      var row = SurvivalRow()
      (row.endpoint, row.group, row.time) = ("OS", group, 222)
      (row.atRisk, row.events, row.survival.value) = (20, events, 0.5)
      return row
    }
  }

  @Test func `the finding of all patients, of two groups and of more`() throws {
    func chart(_ groups: [String], _ rows: [SurvivalComparisonRow], events: Double = 12) throws
      -> VegaLiteChart
    {
      try #require(SurvivalFigure(steps(groups, events: events), comparisons: rows, endpoint: "OS"))
        .chart
    }
    let all = numbers("all", .median, 222)
    #expect(
      try chart(["all"], [all]).finding
        == "Overall survival (OS) of 12 patients: median 222 days.")
    let medians = [all, numbers("A", .median, 222.4), numbers("B", .median, nil)]
    #expect(
      try chart(["all", "A", "B"], medians + [numbers("B", .logRank, 1.3, reference: "A")]).finding
        == "Overall survival (OS): median A 222 days and B not reached; log-rank p 0.25.")
    #expect(
      try chart(["all", "A", "B"], medians + [numbers("B", .hazardRatio, 1.5, reference: "A")])
        .finding == "Overall survival (OS): hazard ratio 1.5, B against A.")
    let few = try chart(["all"], [all], events: 3)
    #expect(few.subtitle.joined().contains("3 events: too few for a conclusion"))
    #expect(try !chart(["all"], [all]).subtitle.joined().contains("too few"))
  }

  @Test func `many groups leave the title short, and each has a colour and a dash`() throws {
    let groups = (0..<6).map { "G\($0)" }
    let rows =
      groups.map { numbers($0, .median, 222) }
      + [numbers("G1, G2, G3, G4, G5", .logRank, 9, reference: "G0")]
      + zip(groups.dropFirst(), [1.5, 0.5, 2.5, nil, 1]).map {
        numbers($0, .hazardRatio, $1, reference: "G0")
      }
    let figure = try #require(
      SurvivalFigure(steps(["all"] + groups, events: 12), comparisons: rows, endpoint: "OS"))
    #expect(
      figure.chart.finding
        == "Overall survival (OS) of 6 groups: log-rank p 0.25; hazard ratios against G0 from 0.5 (G2) to 2.5 (G3)."
    )
    let names = (0..<30).map { "G\($0)" }
    let colors = try #require(GroupPalette.scale(names).range)
    let dashes = try #require(GroupPalette.dashScale(names).dashes)
    // As many as a column may have, and after them no two with the same dash.
    #expect(Set(colors.prefix(12)).count == 12)
    #expect(Set(zip(colors, dashes).map { "\($0) \($1)" }).count == 30)
  }

  @Test func `curves that rest on few, and groups without one, are told`() throws {
    var few = numbers("A", .fewAtRisk, 41)
    few.patients = 2
    var nobody = numbers("B", .fewMembers, nil)
    nobody.patients = 0.1
    let figure = try #require(
      SurvivalFigure(steps(["all", "A"], events: 12), comparisons: [few, nobody], endpoint: "OS"))
    let words = figure.chart.subtitle.joined()
    #expect(words.contains("A: an event on day 41 with 2 patients at risk"))
    #expect(words.contains("B: 0.1 patients expected in the group: too few"))
  }

  @Test func `a comparison is as weak as its smallest group`() throws {
    var rows = steps(["all", "A"], events: 100)
    rows += steps(["B"], events: 1)
    let figure = try #require(
      SurvivalFigure(
        rows, comparisons: [numbers("B", .hazardRatio, 2, reference: "A")], endpoint: "OS"))
    #expect(figure.chart.subtitle.joined().contains("Fewer than 10 events in B (1): too few"))
  }
}
