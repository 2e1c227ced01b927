import Studies
import GenomicFiles
import Results
import TumorModel

/// Counts reads of the sites in the alignments that the sheet names.
package struct CountsStage: RunStage {
  package static let fileName = CountsRun.fileName
  package let name = RunRecord.counts
  package let guide =
    "`counts.tsv`, if the sheet names alignments (<doc:counting-reads>)"

  package init() {}

  package func needs(in context: inout RunContext) throws -> StageNeeds {
    let inputs = context.inputs
    guard inputs.contains(where: { $0.role == InputFile.Role.alignment.rawValue }) else {
      return .nothing("no alignments")
    }
    let roles = Set([InputFile.Role.sheet, .mutations, .alignment, .reference].map(\.rawValue))
    return .inputs(
      inputs.filter { roles.contains($0.role ?? "") },
      choices: RunInputs.choices(of: context.options, sheet: context.choices.sheet))
  }

  package func run(in context: inout RunContext) async throws -> StageOutcome {
    let sheet = context.choices.sheet
    var run = CountsRun(
      counts: try StudyReader.counts(sheet: sheet, options: context.options),
      options: context.options.counting)
    run.isSynthetic = FirstLine.isSynthetic(sheet)
    run.table = "\(context.folder)/\(Self.fileName)"
    try run.run()
    var outcome = StageOutcome([Self.fileName])
    let files = Dictionary(context.inputs.map { ($0.path, $0) }) { first, _ in first }
    var alignments: [String: Manifest.File] = [:]
    for patient in run.counts.patients {
      for (sample, path) in zip(patient.samples, patient.paths) {
        alignments[sample.id] = files[path]
      }
    }
    outcome.alignments = alignments
    outcome.basis = try Self.countingBasis(context.options, inputs: context.inputs)
    return outcome
  }
}
