import DelimitedText
import DrugResponse

extension SheetWords<NonTargetStatus> {
  /// What became of lesions that are followed without being measured.
  static let nonTargets = SheetWords([
    Entry(.none, "none", meaning: "There are none"),
    Entry(.gone, "gone", "CR", "complete", "absent", "disappeared", meaning: "All are gone"),
    Entry(
      .present, "present", "non-CR/non-PD", "non-CR non-PD", "SD", "stable", "persisting",
      meaning: "Neither gone nor progressing unequivocally"),
    Entry(
      .progressing, "progressing", "PD", "progression", "progressed", "unequivocal progression",
      meaning: "Unequivocal progression"),
    Entry(
      .notEvaluated, "not evaluated", "NE", "not assessed", "not evaluable",
      meaning: "Not assessed this time"),
  ])
}

extension SheetWords<Bool> {
  /// Whether something is so.
  static let yesNo = SheetWords([
    Entry(true, "yes", "y", "true", "1", meaning: "It is so"),
    Entry(false, "no", "n", "false", "0", meaning: "It is not so"),
  ])
}
