import DelimitedText

/// A column of a table of tumour assessments.
enum CourseColumn: String, TableColumn {
  case patient, day
  case sum = "sum_mm"
  case lesion
  case diameter = "diameter_mm"
  case isNode = "is_node"
  case newLesion = "new_lesion"
  case nonTarget = "non_target"
  case start = "start_day"
  case progression = "progression_day"
  case death = "death_day"
  case last = "last_day"
  case group

  var otherNames: [String] {
    switch self {
    case .patient: ["patient_id", "subject"]
    case .sum: ["sum", "sum_of_diameters"]
    case .lesion: ["lesion_id", "target"]
    case .diameter: ["diameter", "size_mm"]
    case .isNode: ["node", "lymph_node"]
    case .newLesion: ["new_lesions"]
    case .nonTarget: ["non_targets"]
    case .start: ["treatment_start"]
    case .progression: ["progression"]
    case .death: ["death"]
    case .last: ["last_follow_up"]
    case .group: ["arm", "treatment_arm"]
    case .day: []
    }
  }

  var isRequired: Bool { self == .patient || self == .day }

  var meaning: String {
    switch self {
    case .patient: "The patient"
    case .day:
      "When the tumour was assessed; the last complete one by the start of treatment is the baseline"
    case .sum: "The sum of the diameters of the target lesions, in tables with a row per assessment"
    case .lesion: "The target lesion, in tables with a row per lesion"
    case .diameter: "Its longest diameter, or the short axis of a lymph node"
    case .isNode: "Whether the lesion is a lymph node, which is normal below 10 mm"
    case .newLesion: "Whether there is a new lesion"
    case .nonTarget: "What became of the lesions that are not measured"
    case .start: "When treatment began; one row of a patient is enough, as for the columns below"
    case .progression: "When progression was found, where the assessments do not show it"
    case .death: "When the patient died"
    case .last: "When the patient was last known to be alive"
    case .group:
      "The patient's group, by which patients are compared; one row of a patient is enough"
    }
  }

  var unit: String? {
    switch self {
    case .day, .progression, .death, .last: "days, from the start of treatment or as start_day"
    case .start: "days"
    case .sum, .diameter: "millimetres"
    default: nil
    }
  }

  var expectation: String {
    switch self {
    case .patient: "the patient's identifier"
    case .day, .start, .progression, .death, .last: "a number of days"
    case .sum: "millimetres of at least 0, or NE where not all lesions were measured"
    case .lesion: "the lesion's name"
    case .diameter: "millimetres of at least 0"
    case .isNode, .newLesion: SheetWords.yesNo.expectation
    case .nonTarget: SheetWords.nonTargets.expectation
    case .group: "the name of a group"
    }
  }

  var blank: String {
    switch self {
    case .patient, .day: "not allowed"
    case .sum, .diameter: "not measured; not allowed at the baseline"
    case .lesion: "the row tells of new and other lesions alone"
    case .isNode: "as in another row of the lesion, else no"
    case .newLesion: "no"
    case .nonTarget: "none"
    case .start: "days are counted from the start of treatment"
    case .progression: "the assessments tell"
    case .death: "alive when last seen"
    case .last: "the last assessment"
    case .group: "the patient is in no group"
    }
  }
}
