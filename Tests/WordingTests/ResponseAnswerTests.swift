import DrugResponse
import Results
import Testing

@testable import Wording

@Suite("Answers of drug responses in words")
struct ResponseAnswerTests {
  private func restoration(_ answer: RestorationAnswer) -> RestorationRow {
    var row = RestorationRow()
    (row.cellLine, row.genotype, row.reference) = ("MCF7", "L755S", "GFP")
    (row.drug, row.partner, row.answer) = ("fulvestrant", "neratinib", answer)
    return row
  }

  private func combinations(_ answers: [RestorationAnswer], hasStartCounts: Bool) -> String {
    var summary = CombinationsSummary()
    summary.restoration = answers.map(restoration)
    summary.hasStartCounts = hasStartCounts
    return summary.text
  }

  @Test func `a verdict by viability is told to be one where growth rates could differ`() throws {
    let caution = RestorationStory.viabilityCaution
    for answer in RestorationAnswer.allCases {
      let fallsShort = [.onlyAdds, .sensitizes].contains(answer)
      let story = try #require(
        RestorationStory.stories([restoration(answer)], margin: "2.0").first)
      #expect((story.viabilityCaution == caution) == fallsShort, "\(answer)")
      #expect(
        combinations([answer], hasStartCounts: true).contains(caution) == fallsShort, "\(answer)")
      // Without counts at the start there is no growth rate to look at.
      #expect(!combinations([answer], hasStartCounts: false).contains(caution))
    }
  }

  @Test func `a partner that only adds may make cells need more`() throws {
    let story = try #require(
      RestorationStory.stories([restoration(.onlyAdds)], margin: "2.0").first)
    #expect(
      story.legend == [
        "○ only adds: no dose of neratinib lowers the fulvestrant that they need by more than a factor of 2."
      ])
  }

  @Test func `halving doses are called IC50`() {
    let meanings = RestorationRow.table.columns.map(\.meaning)
    #expect(meanings.contains { $0.hasPrefix("IC50") })
    #expect(!meanings.contains { $0.contains("EC50") })
    var row = restoration(.onlyAdds)
    row.resistantAnswer = .reached
    row.gap = interval(3.2, 2.1, 4.8)
    #expect(
      RestorationStory.stories([row], margin: nil).flatMap(\.sentences) == [
        "Without neratinib the cells need 3.2 times the fulvestrant that halves the response of GFP (the IC50)."
      ])
  }

  @Test func `exports that name no cells leave no gap in sentences`() {
    #expect(ResponseWording.cells("", "") == "unnamed cells")
    #expect(ResponseWording.cells("", "L755S") == "L755S")
    for lines in [[], [""]] {
      #expect(
        ExperimentWording.title(drugs: ["a", "b"], cellLines: lines) == "Drug response: a and b")
      #expect(
        ExperimentWording.tested(drugs: ["a", "b"], cellLines: lines, genotypes: 0, plates: 0)
          == "a and b: cells that the table does not name.")
    }
    #expect(
      ExperimentWording.tested(drugs: ["a"], cellLines: ["MCF7"], genotypes: 0, plates: 0)
        == "a on MCF7.")
  }

  private func excess(
    _ quantity: CombinationQuantity, _ value: IntervalFields, on genotype: String = ""
  ) -> CombinationRow {
    var row = CombinationRow()
    (row.quantity, row.value, row.genotype) = (quantity, value, genotype)
    return row
  }

  @Test func `models of combination answer side by side`() {
    let above = interval(0.2, 0.1, 0.3)
    let below = interval(-0.2, -0.3, -0.1)
    let open = interval(0.05, -0.1, 0.2)
    #expect(
      CombinationAnswer.answer([
        excess(.bliss, open), excess(.highestSingleAgent, above), excess(.loewe, IntervalFields()),
        excess(.zeroInteractionPotency, below),
      ])
        == "Mean excess of effect, with 95 % intervals: above 0 by highest single agent 0.2 (0.1 to 0.3); "
        + "below 0 by ZIP -0.2 (-0.3 to -0.1); not shown to differ from 0 by Bliss 0.05 (-0.1 to 0.2); "
        + "not determined by Loewe.")
    #expect(
      CombinationAnswer.answer([
        excess(.bliss, above, on: "x"), excess(.bliss, below, on: "y"),
        excess(.bliss, open, on: "z"),
      ])
        == "Combinations with a mean excess of effect whose interval excludes 0: "
        + "Bliss above 0 in 1, below 0 in 1 of 3.")
    #expect(CombinationAnswer.answer([]) == "No model could be fitted.")
    #expect(CombinationAnswer.question([["a", "b"]]).hasPrefix("Do a and b together"))
  }

  @Test func `plates that failed are told with their names`() throws {
    var rows: [PlateQualityRow] = []
    for (name, value, grade) in [
      ("P1", -0.436, AssayWindow.Grade.unusable), ("P2", 0.3, .marginal), ("P3", 0.8, .excellent),
    ] {
      var row = PlateQualityRow()
      (row.plate, row.zPrime, row.grade) = (name, value, grade)
      rows.append(row)
    }
    let words = try #require(ExperimentWording.failedPlates(rows))
    #expect(words.hasPrefix("1 of 3 plates is unusable by Z'") && words.contains("P1 (Z' -0.436)"))
    #expect(words.contains("1 of 3 plates is marginal by Z'") && words.contains("P2 (Z' 0.3)"))
    #expect(!words.contains("P3"))
    #expect(ExperimentWording.failedPlates([rows[2]]) == nil)
    // Wells without controls tell nothing.
    #expect(ExperimentWording.failedPlates([PlateQualityRow()]) == nil)
  }
}

@Suite("Survival of groups in words")
struct SurvivalAnswerTests {
  private func row(
    _ quantity: SurvivalQuantity, _ group: String, against reference: String = "",
    _ value: IntervalFields, events: Double = 40
  ) -> SurvivalComparisonRow {
    var row = SurvivalComparisonRow()
    (row.endpoint, row.quantity, row.group, row.reference) = ("OS", quantity, group, reference)
    (row.value, row.patients, row.events) = (value, 80, events)
    return row
  }

  private var all: SurvivalComparisonRow {
    row(.median, SurvivalRow.all, interval(100, 50, 200))
  }

  private func answer(_ rows: [SurvivalComparisonRow]) -> String {
    CourseWording.answer([], patients: 0, rows)
  }

  @Test func `survival without tumours that were measured asks of survival`() {
    #expect(CourseWording.title(patients: 0, [all]) == "Survival of 80 patients")
    #expect(CourseWording.title(patients: 3, [all]) == "Response to treatment of 3 patients")
    #expect(
      CourseWording.question([], patients: 0, [all]) == "How long did the patients survive?")
    #expect(
      answer([all])
        == "Overall survival (OS): median 100 days (95 % interval 50 to 200), 40 events in 80 patients."
    )
    // What the answer says is not said again.
    #expect(CourseWording.sentences([], [all]) == [])
  }

  @Test func `with groups the comparison is the answer`() {
    let sooner = row(
      .hazardRatio, "b", against: "a", interval(2, 1.2, 3.3))
    #expect(
      CourseWording.question([], patients: 0, [all, sooner]) == "Do the groups differ in survival?")
    #expect(
      answer([all, sooner])
        == "Overall survival (OS): events come sooner in b than in a (hazard ratio 2 (1.2 to 3.3))."
    )
    #expect(CourseWording.sentences([], [all, sooner]).count == 1)
    let later = row(
      .hazardRatio, "b", against: "a", interval(0.5, 0.3, 0.9))
    #expect(answer([all, later]).contains("events come later in b than in a"))
    let few = row(
      .hazardRatio, "b", against: "a", interval(0.5, 0.1, 2), events: 4)
    #expect(answer([all, few]).contains("no difference is shown between b and a"))
    #expect(answer([all, few]).contains("4 events: too few for a conclusion"))
    let none = row(.hazardRatio, "b", against: "a", IntervalFields())
    #expect(answer([all, none]).contains("no hazard ratio of b and a, since events"))
    var test = row(.logRank, "b", against: "a", interval(40, 0, 0))
    test.pValue = 0.0001
    // Groups that events tell apart altogether differ all the same.
    #expect(
      answer([all, test, none]).hasSuffix("no hazard ratio of b and a; log-rank p below 0.0005."))
  }

  @Test func `many comparisons are counted, and those that differ are told`() {
    let rows = (1...9).map { number in
      row(
        .hazardRatio, "g\(number)", against: "a",
        interval(2, number < 3 ? 1.2 : 0.5, 4))
    }
    #expect(answer([all] + rows).hasPrefix("Of 9 comparisons of groups, 2 have a 95 % interval"))
    let sentences = CourseWording.sentences([], [all] + rows)
    #expect(sentences.count == 4 && sentences[0].contains("sooner in g1"))
    #expect(sentences[2] == "7 comparisons more: see survival_comparisons.tsv.")
  }

  @Test func `with responses the comparison stands first below the rate`() {
    var rate = ResponseRateRow()
    (rate.group, rate.rate, rate.responders, rate.patients) = (SurvivalRow.all, .response, 3, 80)
    let ratio = row(
      .hazardRatio, "b", against: "a", interval(2, 1.2, 3.3))
    #expect(
      CourseWording.question([rate], patients: 80, [all, ratio]).hasPrefix("How did the tumours"))
    let sentences = CourseWording.sentences([rate], [all, ratio])
    #expect(sentences.first?.contains("events come sooner in b than in a") == true)
  }
}

private func interval(_ value: Double, _ low: Double, _ high: Double) -> IntervalFields {
  var fields = IntervalFields()
  (fields.value, fields.low, fields.high) = (value, low, high)
  return fields
}
