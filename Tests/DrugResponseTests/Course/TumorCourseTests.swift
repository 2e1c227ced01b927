import DrugResponse
import Testing
import _TestSupport

@Suite("Response by RECIST 1.1")
struct TumorCourseTests {
  private static let letters: [ResponseCategory: String] = [
    .complete: "CR", .partial: "PR", .stable: "SD", .progressive: "PD", .notEvaluable: "NE",
  ]

  /// Assessments eight weeks apart.
  private func course(
    _ sums: [Double?], new: [Bool] = [], rules: ResponseRules = ResponseRules(),
    death: Double? = nil
  ) throws -> TumorCourse {
    try TumorCourse(
      sums.enumerated().map { index, sum in
        TumorAssessment(
          day: Double(index) * 56, sum: sum, hasNewLesion: index < new.count && new[index])
      }, rules: rules, deathDay: death)
  }

  @Test(arguments: ReferenceCase.cases("recist"))
  func `sums of diameters`(_ row: ReferenceCase) throws {
    let new = row.inputs["new_lesion"].array.map { $0 == .truth(true) }
    let course = try course(row.inputs["sums"].doubles, new: new)
    let expected = row.expected["timepoint"].array.map(\.string)
    #expect(course.visits.map { Self.letters[$0.response] } == expected)
    #expect(Self.letters[course.bestResponse] == row.expected["best_unconfirmed"].string)
  }

  @Test func `nodes of normal size are gone although their sum is not 0`() throws {
    let course = try TumorCourse([
      TumorAssessment(
        day: 0,
        lesions: [
          TargetLesion(name: "liver", millimetres: 30),
          TargetLesion(name: "axilla", millimetres: 18, isNode: true),
        ]),
      TumorAssessment(
        day: 60,
        lesions: [
          TargetLesion(name: "liver", millimetres: 0),
          TargetLesion(name: "axilla", millimetres: 9, isNode: true),
        ]),
      TumorAssessment(
        day: 120,
        lesions: [
          TargetLesion(name: "liver", millimetres: 0),
          TargetLesion(name: "axilla", millimetres: 10, isNode: true),
        ]),
    ])
    // From 10 mm on a node is back, and after a complete response that is progression.
    #expect(course.visits.map(\.response) == [.complete, .progressive])
    #expect(course.bestResponse == .complete)
  }

  @Test func `other lesions hold back a complete response and can progress`() throws {
    func response(_ status: NonTargetStatus, sum: Double?) throws -> ResponseCategory? {
      try TumorCourse([
        TumorAssessment(day: 0, sum: 40),
        TumorAssessment(day: 60, sum: sum, nonTarget: status),
      ]).visits.first?.response
    }
    #expect(try response(.gone, sum: 0) == .complete)
    #expect(try response(.present, sum: 0) == .partial)
    #expect(try response(.notEvaluated, sum: 0) == .partial)
    #expect(try response(.progressing, sum: 0) == .progressive)
    #expect(try response(.present, sum: nil) == .notEvaluable)
    #expect(try response(.progressing, sum: nil) == .progressive)
  }

  @Test func `a response that is not confirmed is stable disease`() throws {
    let rules = ResponseRules(confirmationDays: 28)
    #expect(try course([100, 60, 90], rules: rules).bestResponse == .stable)
    #expect(try course([100, 60, 62], rules: rules).bestResponse == .partial)
    // A visit in between that cannot be evaluated does not undo the confirmation.
    #expect(try course([100, 60, nil, 62], rules: rules).bestResponse == .partial)
    #expect(try course([100, 60, 95], rules: rules).durationOfResponse == nil)
    let early = try TumorCourse(
      [
        TumorAssessment(day: 0, sum: 100), TumorAssessment(day: 20, sum: 60),
        TumorAssessment(day: 41, sum: 60),
      ], rules: rules)
    // Confirmed after 21 days only, and too early for stable disease.
    #expect(early.bestResponse == .notEvaluable)
  }

  @Test func `stable disease has to last`() throws {
    let short = try TumorCourse([
      TumorAssessment(day: 0, sum: 100), TumorAssessment(day: 30, sum: 95),
    ])
    #expect(short.bestResponse == .notEvaluable && !short.hasClinicalBenefit)
    let then = try TumorCourse([
      TumorAssessment(day: 0, sum: 100), TumorAssessment(day: 30, sum: 95),
      TumorAssessment(day: 60, sum: 130),
    ])
    #expect(then.bestResponse == .progressive)
    #expect(try course([100, 95, 96, 97]).hasClinicalBenefit)
    #expect(try !course([100, 95, 96]).hasClinicalBenefit)
  }

  @Test func `durations end with progression, death or the last look`() throws {
    let responded = try course([100, 60, 50, 62])
    #expect(responded.timeToResponse == 56 && responded.progressionDay == 168)
    #expect(responded.durationOfResponse == FollowUp(days: 112, isEvent: true))
    #expect(responded.progressionFreeSurvival == FollowUp(days: 168, isEvent: true))
    let ongoing = try course([100, 60, 50, nil])
    #expect(ongoing.durationOfResponse == FollowUp(days: 56, isEvent: false))
    let died = try course([100, 60, 50], death: 130)
    #expect(died.durationOfResponse == FollowUp(days: 74, isEvent: true))
    #expect(try course([100]).progressionFreeSurvival == FollowUp(days: 0, isEvent: false))
  }

  @Test func `the waterfall bar is the lowest sum up to progression`() throws {
    let course = try course([100, 70, 90, 40])
    #expect(course.visits.map(\.response) == [.partial, .progressive, .partial])
    #expect(abs(try #require(course.bestChange) + 0.3) < 1e-12)
    #expect(abs(try #require(course.visits[1].changeFromNadir) - 2.0 / 7) < 1e-12)
  }

  @Test func `courses that cannot be read say why`() {
    #expect(throws: CourseProblem.noBaseline) { try TumorCourse([]) }
    #expect(throws: CourseProblem.baselineWithoutTargets) { try course([nil, 50]) }
    #expect(throws: CourseProblem.baselineWithoutTargets) { try course([0, 50]) }
    #expect(throws: CourseProblem.invalidSum(day: 56)) { try course([50, -1]) }
    #expect(throws: CourseProblem.notInOrder(day: 10)) {
      try TumorCourse([
        TumorAssessment(day: 10, sum: 40), TumorAssessment(day: 10, sum: 30),
      ])
    }
  }
}
