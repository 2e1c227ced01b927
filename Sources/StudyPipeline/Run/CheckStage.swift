import GenomicFiles
import Studies
import Results
import TumorModel
import Wording

/// Reads the study and tells what is wrong with it.
package struct CheckStage: RunStage {
  package static let fileName = "check.tsv"
  package let name = RunRecord.check
  package let guide =
    "`check.tsv`: what is wrong, and what each sample can answer "
    + "(<doc:checking-a-study>)"

  package init() {}

  package func needs(in context: inout RunContext) throws -> StageNeeds {
    let known = context.record.stages[name]?.inputs ?? []
    // A file that has gone missing is for the check to tell.
    return .inputs(
      (try? RunInputs.again(known)) ?? [],
      choices: RunInputs.choices(of: context.options, sheet: context.choices.sheet))
  }

  package func run(in context: inout RunContext) async throws -> StageOutcome {
    context.options.knownCounts = CountsStage.countsOfEarlierRun(in: context)
    let sheet = context.choices.sheet
    let report = StudyReport(sheet: sheet, options: context.options)
    try WholeFile.write(to: "\(context.folder)/\(Self.fileName)", own: [Self.fileName]) {
      try $0.write(report.table)
    }
    if let status = report.status {
      let lines = Self.lines(report.findings.filter { $0.level == .error }, of: sheet)
      throw StudyCheckFailure(
        failure: CommandFailure(status, (lines + [report.summary]).joined(separator: "\n")),
        paths: report.paths)
    }
    for line in Self.lines(report.findings, of: sheet) { context.choices.say(line) }
    guard let found = report.study else { return StageOutcome([Self.fileName]) }
    context.study = StudySource(found, sheet: sheet)
    context.stamps = InputStamps()
    context.stamps.merge(found.stamps)
    let inputs = try RunInputs.checked(found.inputs)
    try context.stamps.requireUnchanged(inputs.map(\.path))
    return StageOutcome([Self.fileName], inputs: inputs)
  }

  /// The first findings, one line each.
  private static func lines(_ findings: [Finding], of sheet: String) -> [String] {
    let shown = 20
    let lines = findings.prefix(shown).map {
      "\($0.location): \($0.level.rawValue): \($0.text)"
    }
    let rest = findings.count - lines.count
    return rest > 0
      ? lines + ["and \(Wording.count(rest, "finding")) more: metachron check \(sheet) lists them"]
      : lines
  }
}

/// A study in which the check has found an error.
struct StudyCheckFailure: Error {
  let failure: CommandFailure
  /// The files that the study names.
  let paths: [String]
}
