import DelimitedText
import DrugResponse
import Testing

@testable import PlateFiles

@Suite("Courses of target lesions")
struct CourseTests {
  private func failure(_ text: String) throws -> [String] {
    let error = try #require(throws: InputErrors.self) {
      _ = try CourseReading.read(table(text, "c.tsv"))
    }
    return error.errors.map(\.message)
  }

  @Test func `sums in any order, days from the start of treatment`() throws {
    let reading = try CourseReading.read(
      table(
        """
        patient,day,sum_mm,new_lesion,non_target,start_day,death_day,last_day
        P1,156,30,no,present,100,400,
        P1,90,50,,present,,,
        P1,240,NE,yes,PD,,,
        P2,-7,80,,,,,90
        P2,60,0,,CR,,,
        """))
    let first = reading.patients[0]
    #expect(first.assessments.map(\.day) == [-10, 56, 140])
    #expect(first.assessments.map(\.sum) == [50, 30, nil])
    #expect(first.assessments.map(\.hasNewLesion) == [false, false, true])
    #expect(first.assessments.map(\.nonTarget) == [.present, .present, .progressing])
    #expect(first.deathDay == 300)
    let course = try first.course()
    #expect(course.visits.map(\.response) == [.partial, .progressive])
    #expect(course.progressionDay == 140)
    let second = reading.patients[1]
    #expect(second.lastDay == 90)
    #expect(try second.course().bestResponse == .complete)
  }

  @Test func `lesions are added up, nodes by their short axis`() throws {
    let reading = try CourseReading.read(
      table(
        """
        patient\tday\tlesion\tdiameter_mm\tis_node\tnew_lesion
        P1\t0\tliver\t30\t\t
        P1\t0\tnode\t18\tyes\t
        P1\t56\tliver\t0\t\t
        P1\t56\tnode\t8\t\t
        P1\t112\tliver\t0\t\t
        P1\t168\t\t\t\tyes
        """))
    let patient = reading.patients[0]
    #expect(patient.assessments.map(\.sum) == [48, 8, nil, nil])
    #expect(patient.assessments.map(\.targetsGone) == [false, true, false, false])
    #expect(
      try patient.course().visits.map(\.response) == [.complete, .notEvaluable, .progressive])
  }

  @Test func `the baseline is the last complete assessment by the start of treatment`() throws {
    let sums = try CourseReading.read(
      table(
        """
        patient,day,sum_mm,start_day
        P1,80,60,100
        P1,97,50,
        P1,156,36,
        P2,-3,40,
        P2,0,NE,
        P2,56,20,
        P3,5,40,
        P3,56,20,
        """, "c.csv"))
    #expect(sums.patients[0].assessments.map(\.day) == [-3, 56])
    #expect(try sums.patients[0].course().bestResponse == .stable)
    #expect(sums.patients[1].assessments.map(\.sum) == [40, 20])
    #expect(sums.patients[2].assessments.map(\.day) == [5, 56])
    #expect(
      sums.warnings.map(\.description) == [
        "c.csv:2:4: warning: not used: 2 assessments by the start of treatment besides the baseline, which is "
          + "the last complete one"
      ])
    let lesions = try CourseReading.read(
      table(
        """
        patient,day,lesion,diameter_mm
        P1,-20,old,30
        P1,-9,a,20
        P1,-9,old,30
        P1,-9,b,10
        P1,-2,a,25
        P1,-2,b,NE
        P1,56,a,55
        P1,56,b,20
        P1,56,old,
        """))
    // On day -2 not all were measured, and on day -20 not all were known.
    #expect(lesions.patients[0].assessments.map(\.day) == [-9, 56])
    #expect(lesions.patients[0].assessments.map(\.sum) == [60, nil])
    // 75 mm without the lesion that was not measured.
    #expect(try lesions.patients[0].course().visits.map(\.response) == [.progressive])
    #expect(lesions.warnings.count == 1)
  }

  @Test func `every fault at its place, and none hides another`() throws {
    #expect(
      try failure(
        """
        patient,day,sum_mm,new_lesion,death_day
        P1,0,50,,100
        P1,x,50,,
        P1,56,-1,,
        P1,60,40,maybe,90
        ,60,40,,
        """) == [
          "c.tsv:3:4: error: day is 'x'; expected a number of days",
          "c.tsv:4:7: error: sum_mm is '-1'; expected millimetres of at least 0, or NE where not all "
            + "lesions were measured",
          "c.tsv:5:10: error: new_lesion is 'maybe'; expected yes or no",
          "c.tsv:6:1: error: patient is ''; expected the patient's identifier",
        ])
    #expect(
      try failure(
        """
        patient,day,sum_mm,death_day
        P1,0,50,100
        P1,56,40,90
        P1,56,40,
        P2,0,0,
        P3,0,50,
        P3,80,50,60
        P4,0,NE,
        """) == [
          "c.tsv:3:10: error: death_day is '90'; expected 100, as on line 2",
          "c.tsv:4:4: error: day is '56'; expected a day of its own: line 3 has it too",
          "c.tsv:5:4: error: the first assessment of P2 has no target lesion; expected a sum of "
            + "diameters above 0 at the baseline",
          "c.tsv:7:10: error: death_day is '60'; expected a day not before the last assessment, "
            + "which is on line 7",
          "c.tsv:8:4: error: the first assessment of P4 has no target lesion; expected a sum of "
            + "diameters above 0 at the baseline",
        ])
    #expect(
      try failure(
        """
        patient,day,lesion,diameter_mm,non_target
        P1,0,a,50,
        P1,0,b,,PD
        P1,0,a,50,SD
        P1,56,c,10,
        P1,56,,10,
        """) == [
          "c.tsv:3:8: error: diameter_mm is ''; expected the diameter at the first assessment",
          "c.tsv:4:6: error: lesion is 'a'; expected each lesion once per assessment",
          "c.tsv:4:11: error: non_target is 'SD'; expected the same in all rows of the assessment",
          "c.tsv:5:7: error: lesion is 'c'; expected a lesion of the patient's first assessment; a "
            + "new one is marked in new_lesion",
          "c.tsv:6:8: error: a diameter without a lesion; expected the lesion's name in column lesion",
        ])
  }

  @Test func `a table has sums or lesions`() throws {
    #expect(
      try failure("patient,day\nP1,0\n") == [
        "c.tsv:1:1: error: no column sum_mm; expected it in the header line"
      ])
    #expect(
      try failure("patient,day,sum_mm,lesion,diameter_mm\nP1,0,4,a,4\n") == [
        "c.tsv:1:1: error: the table has sums and lesions; expected either sum_mm, or lesion and "
          + "diameter_mm"
      ])
    #expect(
      try failure("patient,day,sum_mm\n") == [
        "c.tsv:1:1: error: the table has no assessment; expected one row per assessment"
      ])
  }

  @Test func `a first assessment far from the start of treatment is no baseline`() throws {
    let problems = try failure("patient,day,sum_mm\nP1,831,50\nP1,900,30\nP2,28,40\nP2,90,20\n")
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("c.tsv:2:4:") && problems[0].contains("start_day"))
    // With the start stated, days are what they say, and the reader is told.
    let reading = try CourseReading.read(
      table(
        """
        patient,day,sum_mm,start_day
        P1,831,50,800
        P1,900,30,
        P2,100,50,140
        P2,200,30,
        P3,100,50,128
        P3,200,30,
        P4,100,50,40
        P4,200,30,
        """))
    #expect(reading.patients.count == 4)
    let words = reading.warnings.map(\.description)
    #expect(words.count == 2)
    #expect(words[0].contains("2 patients is more than 28 days after"))
    #expect(words[1].contains("1 patient is more than 28 days before"))
  }

  @Test func `a group cannot have the name of all patients`() throws {
    let text = table("patient,day,sum_mm,group\nP1,0,50,all\nP1,60,30,\n", "c.tsv")
    let error = try #require(throws: InputErrors.self) {
      _ = try CourseReading.read(text, reservedGroups: ["all"])
    }
    #expect(error.errors.map(\.message).count == 1)
    #expect(error.errors[0].message.hasPrefix("c.tsv:2:9:"))
    #expect(try CourseReading.read(text).patients[0].group == "all")
  }

  @Test func `groups are of patients, in the column of that name or in another`() throws {
    let text = """
      patient,day,sum_mm,arm,site,start_day
      P1,100,50,A,liver,100
      P1,156,30,,,
      P2,0,40,NA,bone,
      """
    let reading = try CourseReading.read(table(text))
    #expect(reading.groupColumn == "arm")
    #expect(reading.patients.map(\.group) == ["A", nil])
    #expect(reading.patients.map(\.startDay) == [100, nil])
    #expect(reading.warnings.count == 1)
    let other = try CourseReading.read(table(text), groupedBy: "Site")
    #expect(other.patients.map(\.group) == ["liver", "bone"])
    #expect(other.warnings.isEmpty)
    #expect(try CourseReading.read(table(text), groupedBy: "stage").groupColumn == nil)
    #expect(
      try failure("patient,day,sum_mm,group\nP1,0,50,A\nP1,60,30,B\n")
        == ["c.tsv:3:10: error: group is 'B'; expected A, as on line 2"])
  }
}
