import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

@Suite("Outcomes in folders of cBioPortal studies")
struct PortalOutcomeTests {
  private func read(
    _ folder: StudyFolder, isStrict: Bool = false
  ) throws -> PortalOutcomes {
    try PortalOutcomes.read(folder: folder.url.path, policy: RowPolicy(isStrict: isStrict))
  }

  private func folder(patients: String) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(Table.tabs(patients), to: "data_clinical_patient.txt")
    return folder
  }

  @Test func `times of survival with their end points, without any mutation`() throws {
    let folder = try folder(
      patients: """
        #Patient ~ ~ ~ ~ ~
        PATIENT_ID OS_MONTHS OS_STATUS PFS_DAYS PFS_STATUS DFS_MONTHS DFS_STATUS
        P1 12.5 1:DECEASED 90 1:PROGRESSION NA NA
        P2 40 0:LIVING 400 0:CENSORED 30 1:Recurred/Progressed
        P3 3.25 LIVING [Not_Available] ~ 3 0:Lost
        """)
    let outcomes = try read(folder)
    #expect(
      outcomes.survival.map {
        "\($0.patient) \($0.endPoint.rawValue) \($0.time) \($0.unit.rawValue) \($0.isEvent)"
      } == [
        "P1 OS 12.5 MONTHS true", "P1 PFS 90.0 DAYS true", "P2 OS 40.0 MONTHS false",
        "P2 PFS 400.0 DAYS false", "P2 DFS 30.0 MONTHS true", "P3 OS 3.25 MONTHS false",
        "P3 DFS 3.0 MONTHS false",
      ])
    #expect(outcomes.inputs.map(\.role) == [.clinical])
    #expect(outcomes.survival[2].location.line == 4)
  }

  @Test func `what cannot be read is told at its place and left out`() throws {
    let folder = try folder(
      patients: """
        PATIENT_ID OS_MONTHS OS_STATUS
        P1 12.5 perhaps
        P2 -4 0:LIVING
        P3 5 ~
        P4 5 0:LIVING
        P4 6 0:LIVING
        P4 5 0:LIVING
        """)
    let error = try #require(throws: InputErrors.self) { _ = try self.read(folder, isStrict: true) }
    #expect(
      folder.relative(error.errors.map(\.message).joined(separator: "\n")) == """
        data_clinical_patient.txt:2:9: error: OS_STATUS is 'perhaps'; expected 0 or 1 before a colon, \
        such as 0:LIVING and 1:DECEASED
        data_clinical_patient.txt:3:4: error: OS_MONTHS is '-4'; expected months of at least 0
        data_clinical_patient.txt:6:4: error: OS_MONTHS is '6'; expected what line 5 says of the same \
        patient
        """)
    try folder.write(
      Table.tabs("PATIENT_ID OS_MONTHS OS_STATUS\nP1 5 0:LIVING\nP2 5 ~\nP3 ~ 1:DECEASED"),
      to: "data_clinical_patient.txt")
    let outcomes = try read(folder)
    #expect(outcomes.survival.map(\.patient) == ["P1"])
    #expect(
      outcomes.warnings.map { folder.relative($0.description) } == [
        "data_clinical_patient.txt:3:4: warning: 2 times of survival without a status, or status "
          + "without a time, left out"
      ])
  }

  @Test func `treatments and notes of the disease from the timelines`() throws {
    let folder = try folder(patients: "PATIENT_ID OS_MONTHS OS_STATUS\nP1 5 0:LIVING")
    try folder.write(
      """
      PATIENT_ID\tSTART_DATE\tSTOP_DATE\tEVENT_TYPE\tTREATMENT_TYPE\tSUBTYPE\tAGENT
      P1\t10\t200\tTREATMENT\tMedical Therapy\tHormone Therapy\tFulvestrant
      P1\t210\t\tTreatment\tMedical Therapy\t\tNeratinib
      P1\t50\t60\tTREATMENT\tRadiation Therapy\t\t
      P1\t5\t\tSPECIMEN\t\t\t
      P1\t70\t\tTREATMENT\t\t\t
      """, to: "data_timeline_treatment.txt")
    try folder.write(
      """
      PATIENT_ID\tSTART_DATE\tSTOP_DATE\tEVENT_TYPE\tSTATUS
      P1\t200\t\tSTATUS\tProgressed: new liver lesion
      P1\t150\t\tSTATUS\tNo progression
      P1\t400\t\tStatus\tDeceased
      """, to: "data_timeline_status.txt")
    let outcomes = try read(folder)
    #expect(
      outcomes.treatments == [
        Treatment(
          patient: "P1", agent: "Fulvestrant", kind: "Hormone Therapy", start: 10, stop: 200,
          bestResponse: ""),
        Treatment(
          patient: "P1", agent: "Neratinib", kind: "Medical Therapy", start: 210, stop: nil,
          bestResponse: ""),
        Treatment(
          patient: "P1", agent: "Radiation Therapy", kind: "Radiation Therapy", start: 50, stop: 60,
          bestResponse: ""),
      ])
    #expect(
      outcomes.warnings.map { folder.relative($0.description) } == [
        "data_timeline_treatment.txt:6:8: warning: 1 treatment without an agent or a type left out"
      ])
    #expect(outcomes.statuses.map(\.day) == [200, 150, 400])
    #expect(outcomes.statuses.map(\.kind) == [.progression, .other, .death])
    #expect(outcomes.inputs.map(\.role) == [.clinical, .timeline, .timeline])
    try folder.write(
      "PATIENT_ID\tSTART_DATE\tSTOP_DATE\tEVENT_TYPE\tAGENT\nP1\t10\t2\tTREATMENT\tX\n"
        + "P1\tlate\t\tTREATMENT\tX\n", to: "data_timeline_treatment.txt")
    let error = try #require(throws: InputErrors.self) { _ = try self.read(folder, isStrict: true) }
    #expect(
      folder.relative(error.errors.map(\.message).joined(separator: "\n")) == """
        data_timeline_treatment.txt:2:7: error: STOP_DATE is '2'; expected a day not before \
        START_DATE, 10
        data_timeline_treatment.txt:3:4: error: START_DATE is 'late'; expected days from diagnosis
        """)
  }

  @Test func `a folder without a table of patients, or without times`() throws {
    let empty = try StudyFolder()
    let error = try #require(throws: InputErrors.self) { _ = try self.read(empty) }
    #expect(
      empty.relative(error.errors.map(\.message).joined()) == """
        folder: error: the study has no table of patients; expected data_clinical_patient.txt, or a \
        meta file with datatype: PATIENT_ATTRIBUTES
        """)
    let folder = try folder(patients: "PATIENT_ID SEX\nP1 Female")
    #expect(
      try read(folder).warnings.map { folder.relative($0.description) } == [
        "data_clinical_patient.txt: warning: no times of survival: no pair of columns such as "
          + "OS_MONTHS and OS_STATUS"
      ])
  }

  @Test func `a month is a twelfth of a year in days, and a time may have a name of its own`()
    throws
  {
    let folder = try folder(
      patients: """
        PATIENT_ID OS_MONTHS OS_STATUS TIME_TO_METS_DAYS METS TTP_MONTHS
        P1 12 1:DECEASED 40 1 2
        P2 2 0:LIVING ~ 0 NA
        P3 1 0:LIVING 7 ~ 1
        """)
    let days = try read(folder).survival.map(\.days)
    #expect(days == [365.25, 60.875, 30.4375])
    let time = try #require(TimeColumns(time: "time_to_mets_days", status: "METS"))
    let own = try PortalOutcomes.read(folder: folder.url.path, time: time)
    let mets = own.survival.filter { $0.endPoint.rawValue == "TIME_TO_METS" }
    #expect(mets.map { "\($0.patient) \($0.days) \($0.isEvent)" } == ["P1 40.0 true"])
    // The third patient has a time without a status.
    #expect(own.warnings.count == 1)
    let always = try PortalOutcomes.read(
      folder: folder.url.path, time: TimeColumns(time: "TTP_MONTHS"))
    #expect(
      always.survival.filter { $0.endPoint.rawValue == "TTP" }.map { "\($0.days) \($0.isEvent)" }
        == ["60.875 true", "30.4375 true"])
    #expect(TimeColumns(time: "TTP") == nil)
    #expect(throws: InputErrors.self) {
      try PortalOutcomes.read(
        folder: folder.url.path, time: TimeColumns(time: "NONE_DAYS"))
    }
  }

  @Test func `attributes of patients and of their samples, and what is not recorded`() throws {
    let folder = try folder(
      patients: "PATIENT_ID SUBTYPE AGE\nP1 LumA 50\nP2 NA 60\nP3 LumB 70\nP4 UNKNOWN 70")
    try folder.write(
      Table.tabs(
        "PATIENT_ID SAMPLE_ID GRADE AGE\nP1 A 3 1\nP1 B 3 2\nP2 C 1 3\nP2 D 2 4\nP3 E ~ 5"),
      to: "data_clinical_sample.txt")
    let path = folder.url.path
    let subtype = try #require(try PortalAttribute.read("subtype", folder: path))
    #expect(subtype.name == "SUBTYPE")
    #expect(subtype.values == ["P1": .value("LumA"), "P3": .value("LumB")])
    let grade = try #require(try PortalAttribute.read("GRADE", folder: path))
    #expect(grade.values == ["P1": .value("3"), "P2": .differs])
    // A patient's own value comes before those of samples.
    #expect(try PortalAttribute.read("AGE", folder: path)?.values["P1"] == .value("50"))
    #expect(try PortalAttribute.read("STAGE", folder: path) == nil)
    #expect(try PortalAttribute.names(folder: path) == ["SUBTYPE", "AGE", "GRADE"])
    #expect(try PortalOutcomes.isFolder(path))
    #expect(try !PortalOutcomes.isFolder(path + "/data_clinical_sample.txt"))
    let empty = try StudyFolder()
    #expect(throws: InputErrors.self) { try PortalOutcomes.isFolder(empty.url.path) }
  }
}
