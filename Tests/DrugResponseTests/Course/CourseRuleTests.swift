import DrugResponse
import Testing

@Suite("Rules of RECIST 1.1 for lesions that are back, missing, nodes, or seen before treatment")
struct CourseRuleTests {
  /// A letter begins each node: `n`.
  private func assessment(
    _ day: Double, _ diameters: KeyValuePairs<String, Double?>,
    nonTarget: NonTargetStatus = .none
  ) -> TumorAssessment {
    let measured = diameters.compactMap { name, diameter in
      diameter.map { TargetLesion(name: name, millimetres: $0, isNode: name.hasPrefix("n")) }
    }
    return TumorAssessment(
      day: day, lesions: measured, isComplete: measured.count == diameters.count,
      nonTarget: nonTarget)
  }

  private func responses(_ assessments: [TumorAssessment]) throws -> [ResponseCategory] {
    try TumorCourse(assessments).visits.map(\.response)
  }

  private func responses(_ sums: [Double?]) throws -> [ResponseCategory] {
    try responses(
      sums.enumerated().map { TumorAssessment(day: Double($0.offset) * 56, sum: $0.element) })
  }

  @Test func `after a complete response a lesion that is back is progression`() throws {
    #expect(try responses([20, 0, 4, 4.9]) == [.complete, .progressive, .progressive])
    #expect(
      try responses([20, 0, nil, 0, 1])
        == [.complete, .notEvaluable, .complete, .progressive])
    // Also where only this lesion was measured.
    let known = try responses([
      assessment(0, ["a": 20, "b": 20]), assessment(56, ["a": 0, "b": 0]),
      assessment(112, ["a": nil, "b": 2]), assessment(168, ["a": nil, "b": 0]),
    ])
    #expect(known == [.complete, .progressive, .notEvaluable])
  }

  @Test func `where others remained, a lesion that is back counts in the sum`() throws {
    let targets = try responses([
      assessment(0, ["a": 30, "b": 20]), assessment(56, ["a": 20, "b": 0]),
      assessment(112, ["a": 20, "b": 3]), assessment(168, ["a": 20, "b": 5]),
    ])
    #expect(targets == [.partial, .partial, .progressive])
    // Other lesions are lesions that remained.
    let others = try responses([
      assessment(0, ["a": 20], nonTarget: .present), assessment(56, ["a": 0], nonTarget: .present),
      assessment(112, ["a": 4], nonTarget: .present),
      assessment(168, ["a": 5], nonTarget: .present),
    ])
    #expect(others == [.partial, .partial, .progressive])
  }

  @Test func `lesions that were measured can show progression alone, and never a response`() throws
  {
    func response(_ a: Double?, _ b: Double?, _ c: Double?) throws -> ResponseCategory? {
      try responses([
        assessment(0, ["a": 20, "b": 20, "c": 10]), assessment(56, ["a": a, "b": b, "c": c]),
      ]).first
    }
    #expect(try response(50, 30, nil) == .progressive)
    #expect(try response(nil, 60, nil) == .progressive)
    #expect(try response(nil, 59.9, nil) == .notEvaluable)
    #expect(try response(0, 0, nil) == .notEvaluable)
    #expect(try response(5, 5, nil) == .notEvaluable)
    #expect(try response(nil, nil, nil) == .notEvaluable)
    // The known part of a sum is no lowest sum.
    let later = try TumorCourse([
      assessment(0, ["a": 20, "b": 20]), assessment(56, ["a": 15, "b": nil]),
      assessment(112, ["a": 15, "b": 20]),
    ])
    #expect(later.visits.map(\.response) == [.notEvaluable, .stable])
    #expect(later.visits[0].change == nil && later.visits[0].changeFromNadir == nil)
  }

  @Test func `nodes of normal size may grow, and are back from 10 mm on`() throws {
    #expect(
      try responses([
        assessment(0, ["n": 15]), assessment(56, ["n": 4]), assessment(112, ["n": 9]),
        assessment(168, ["n": 9.9]), assessment(224, ["n": 10]),
      ]) == [.complete, .complete, .complete, .progressive])
    // The same where other lesions hold back the complete response, but for the bounds of progression.
    #expect(
      try responses([
        assessment(0, ["n": 15], nonTarget: .present),
        assessment(56, ["n": 4], nonTarget: .present),
        assessment(112, ["n": 9], nonTarget: .present),
        assessment(168, ["n": 10], nonTarget: .present),
      ]) == [.partial, .partial, .progressive])
    // Only nodes of normal size were measured.
    #expect(
      try responses([
        assessment(0, ["n": 15, "n2": 16]), assessment(56, ["n": 2, "n2": 0]),
        assessment(112, ["n": 9, "n2": nil]),
      ]) == [.complete, .notEvaluable])
    // A lesion that is no node has no normal size.
    #expect(
      try responses([
        assessment(0, ["a": 15]), assessment(56, ["a": 4]), assessment(112, ["a": 9]),
      ]) == [.partial, .progressive])
  }

  @Test func `the baseline is the last assessment by the start of treatment`() throws {
    func course(_ days: [(Double, Double?)]) throws -> TumorCourse {
      try TumorCourse(days.map { TumorAssessment(day: $0.0, sum: $0.1) })
    }
    let twice = try course([(-20, 60), (-3, 50), (56, 36)])
    #expect(twice.baseline == 50 && twice.baselineDay == -3)
    #expect(twice.visits.map(\.day) == [56] && twice.visits.map(\.response) == [.stable])
    // Growth before treatment, and on its first day, is none under it.
    let grown = try course([(-10, 50), (0, 80), (56, 81)])
    #expect(grown.baseline == 80 && grown.progressionDay == nil)
    // Not all measured the last time.
    let missing = try course([(-20, 60), (-3, nil), (56, 36)])
    #expect(missing.baselineDay == -20 && missing.visits.map(\.response) == [.partial])
    #expect(try course([(5, 50), (56, 30)]).baselineDay == 5)
    #expect(throws: CourseProblem.baselineWithoutTargets) {
      try course([(-20, 60), (-3, 0), (56, 0)])
    }
    #expect(throws: CourseProblem.baselineWithoutTargets) { try course([(-3, nil), (56, 30)]) }
  }

  @Test func `diameters are of at least 0`() {
    #expect(throws: CourseProblem.invalidSum(day: 56)) {
      try responses([assessment(0, ["a": 20, "b": 10]), assessment(56, ["a": -1, "b": nil])])
    }
  }
}
