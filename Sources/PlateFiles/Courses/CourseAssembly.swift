import DelimitedText
import DrugResponse

/// Makes the courses of patients of their rows.
struct CourseAssembly {
  let isByLesion: Bool
  /// Names that are no groups.
  let reservedGroups: Set<String>
  var faults: Faults
  /// The days of assessments before the baseline, which tell nothing of treatment.
  var unused: [Cell] = []
  /// Baselines far from the start of treatment: the days of the first of each kind.
  private(set) var lateBaselines: [Cell] = []
  private(set) var earlyBaselines: [Cell] = []

  init(isByLesion: Bool, reservedGroups: Set<String>, faults: Faults) {
    (self.isByLesion, self.reservedGroups, self.faults) = (isByLesion, reservedGroups, faults)
  }

  /// The course of one patient; `nil`, with a fault, where there is none.
  mutating func course(of patient: String, _ rows: [CourseRow]) -> PatientCourse? {
    let before = faults.count
    let stated = statedDays(rows)
    let start = stated[.start]?.day ?? 0
    let days = usedDays(rows, from: start)
    guard let baseline = days.first?.value else { return nil }
    place(baseline[0], after: stated[.start]?.day)
    var lesions: [String: Bool] = [:]
    if isByLesion { lesions = baselineLesions(baseline, rows) }
    var assessments: [TumorAssessment] = []
    for (day, group) in days {
      let known = group.compactMap(\.nonTarget)
      if Set(known).count > 1, let cell = group.last?.nonTargetCell {
        faults.add(cell, expected: "the same in all rows of the assessment")
      }
      let hasNew = group.contains(where: \.hasNewLesion)
      let nonTarget = known.first ?? .none
      if isByLesion {
        assessments.append(
          assessment(day - start, group, lesions, hasNew: hasNew, nonTarget: nonTarget))
      } else {
        for second in group.dropFirst() {
          faults.add(
            second.dayCell, expected: "a day of its own: line \(group[0].line) has it too")
        }
        assessments.append(
          TumorAssessment(
            day: day - start, sum: group[0].sum, hasNewLesion: hasNew, nonTarget: nonTarget))
      }
    }
    let last = days.last?.key ?? 0
    for column in [CourseColumn.death, .last] {
      guard let end = stated[column], end.day < last else { continue }
      faults.add(
        end.cell,
        expected: "a day not before the last assessment, which is on line "
          + "\(days.last?.value.first?.line ?? 0)")
    }
    let course = PatientCourse(
      patient: patient, assessments: assessments,
      progressionDay: stated[.progression].map { $0.day - start },
      deathDay: stated[.death].map { $0.day - start },
      lastDay: stated[.last].map { $0.day - start }, startDay: stated[.start]?.day,
      group: group(rows))
    do throws(CourseProblem) {
      _ = try course.course()
      return course
    } catch {
      // Fields that cannot be read may be all that is wrong.
      if faults.count == before { tell(error, of: patient, at: baseline[0]) }
      return nil
    }
  }

  /// What the rows say of the patient as a whole.
  private mutating func statedDays(
    _ rows: [CourseRow]
  ) -> [CourseColumn: (day: Double, cell: Cell)] {
    var stated: [CourseColumn: (day: Double, cell: Cell)] = [:]
    for row in rows {
      for column in CourseRow.patientColumns {
        guard let own = row.days[column] else { continue }
        if let known = stated[column] {
          if known.day != own.day {
            faults.add(
              own.cell,
              expected: "\(known.cell.text), as on line \(known.cell.location.line ?? 0)")
          }
        } else {
          stated[column] = own
        }
      }
    }
    return stated
  }

  /// Looks how far the baseline is from the start of treatment.
  ///
  /// Days that nobody says to count from another day are refused where none is near day 0: they are most likely
  /// days from diagnosis, and would make years of progression-free survival.
  private mutating func place(_ baseline: CourseRow, after start: Double?) {
    let days = baseline.day - (start ?? 0)
    let limit = TumorCourse.baselineDays
    if days > limit, start == nil {
      faults.add(
        baseline.dayCell,
        expected:
          "the patient's first assessment by day \(Int(limit)), since days are counted from "
          + "the start of treatment; where they count from another day, start_day says when it began"
      )
    } else if days > limit {
      lateBaselines.append(baseline.dayCell)
    } else if days < -limit {
      earlyBaselines.append(baseline.dayCell)
    }
  }

  /// What to know of baselines.
  var warnings: [Warning] {
    let limit = Int(TumorCourse.baselineDays)
    return [(lateBaselines, "after"), (earlyBaselines, "before")].compactMap { cells, side in
      cells.first.map { first in
        Warning(
          "the first assessment of \(counted(cells.count, "patient")) is more than \(limit) days \(side) the "
            + "start of treatment: RECIST asks for a baseline of at most 4 weeks before it",
          at: first.location)
      }
    }
  }

  /// The group, which all rows that name one must agree on.
  private mutating func group(_ rows: [CourseRow]) -> String? {
    let named = rows.compactMap(\.group)
    guard let first = named.first else { return nil }
    if reservedGroups.contains(first.text) {
      faults.add(
        first, expected: "another name: '\(first.text)' stands for all patients in results")
    }
    for cell in named.dropFirst() where cell.text != first.text {
      faults.add(cell, expected: "\(first.text), as on line \(first.location.line ?? 0)")
    }
    return first.text
  }

  // MARK: - Lesions

  /// The lesions of the baseline, and whether each is a node.
  private mutating func baselineLesions(
    _ baseline: [CourseRow], _ rows: [CourseRow]
  ) -> [String: Bool] {
    var lesions: [String: Bool] = [:]
    for row in baseline {
      guard let cell = row.lesion else { continue }
      if row.diameter == nil, let diameter = row.diameterCell {
        faults.add(diameter, expected: "the diameter at the first assessment")
      }
      lesions[cell.text] = row.isNode ?? false
    }
    for row in rows {
      if let cell = row.lesion, row.isNode == true, lesions[cell.text] != nil {
        lesions[cell.text] = true
      }
    }
    return lesions
  }

  private mutating func assessment(
    _ day: Double, _ rows: [CourseRow], _ lesions: [String: Bool], hasNew: Bool,
    nonTarget: NonTargetStatus
  ) -> TumorAssessment {
    var measured: [TargetLesion] = []
    var seen: Set<String> = []
    for row in rows {
      guard let cell = row.lesion else { continue }
      guard let isNode = lesions[cell.text] else {
        faults.add(
          cell,
          expected: "a lesion of the patient's first assessment; a new one is marked in new_lesion")
        continue
      }
      guard seen.insert(cell.text).inserted else {
        faults.add(cell, expected: "each lesion once per assessment")
        continue
      }
      if let diameter = row.diameter {
        measured.append(TargetLesion(name: cell.text, millimetres: diameter, isNode: isNode))
      }
    }
    return TumorAssessment(
      day: day, lesions: measured, isComplete: measured.count == lesions.count,
      hasNewLesion: hasNew, nonTarget: nonTarget)
  }

  private mutating func tell(_ problem: CourseProblem, of patient: String, at row: CourseRow) {
    switch problem {
    case .noBaseline, .baselineWithoutTargets:
      faults.add(
        "the first assessment of \(patient) has no target lesion",
        expected: "a sum of diameters above 0 at the baseline", at: row.dayCell)
    case .notInOrder, .invalidSum:
      faults.add(
        "the assessments of \(patient) make no course", expected: CourseColumn.sum.expectation,
        at: row.dayCell)
    }
  }
}
