package import ClonalEvolution
import DelimitedText
import Foundation
import GenomicFiles
import Report
package import Results
package import Studies
import TumorModel
import Wording

/// All stages from a study sheet to a report, in one results folder.
///
/// A stage is kept where its fingerprint is the recorded one and its outputs are as they were
/// written: see ``RunRecord``. Reading alignments is kept sample by sample; identity and origins are
/// kept or done as a whole, since what patients share (prior weights, exchanged samples) is learnt
/// from all of them: another patient changes everybody's probabilities a little.
///
/// A run that fails leaves the results of the run before as they are: see `StagedFolder`.
package struct StudyRun: Sendable {
  /// The stages in their order.
  package static let stages: [any RunStage] = [
    CheckStage(), CountsStage(), IdentityStage(), OriginsStage(), ClonesStage(),
    CohortTablesStage(), ReportStage(),
  ]

  /// The stages as a table in Markdown, for the article.
  package static var markdown: String {
    (["| stage | writes |", "| --- | --- |"] + stages.map { "| `\($0.name)` | \($0.guide) |" })
      .joined(separator: "\n") + "\n"
  }

  /// The files that a run may put into its folder, or remove from it.
  package static let fileNames: [String] = {
    var names = ResultTables.ofResults.map(\.fileName) + IdentityRun.fileNames
    names += [OriginsSummary.fileName, Manifest.fileName, RunRecord.fileName]
    names += [CheckStage.fileName, CountsStage.fileName, ReportStage.fileName]
    names += CloneFiles.names
    names += [MultiQCContent.callsFile, MultiQCContent.pairsFile]
    return names + CohortRun.fileNames.map { "\(CohortFolder.innerName)/\($0)" }
  }()

  package let sheet: String
  package let folder: String
  package var options = ReadOptions()
  package var parameters = OriginParameters()
  package var genes: [String] = []
  package var seed: UInt64 = 1
  package var writesMultiQC = false
  /// Whether results of another study, and a user's own files, may be replaced.
  package var replacesOtherStudy = false
  /// Says how far the run is; no result.
  package var say: @Sendable (String) -> Void = { _ in }
  package var isProgressShown = false

  package init(sheet: String, folder: String) {
    self.sheet = sheet
    self.folder = FolderPath.plain(folder)
  }

  /// Does what is not done yet and puts all of it in place together.
  ///
  /// - Returns: The summary of the origins.
  /// - Throws: ``CommandFailure`` with the exit code of `metachron check` where the study has an
  ///   error, or where the folder holds the results of another study; `FolderLock.Held` where another
  ///   process writes into the folder; `FileFailure` and the stages' own errors.
  package func run() async throws -> OriginsSummary {
    let (staged, interrupts) = try InterruptGuard.over {
      try StagedFolder(results: folder)
    } cleanUp: {
      $0.discard()
    }
    defer {
      interrupts.end()
      staged.discard()
    }
    let former = RunRecord(folder: folder)
    let present = replacesOtherStudy ? nil : FormerResults(folder)
    try present?.requireSameStudy(sheet)
    try staged.keepApart(
      from: [sheet] + [options.reference, options.background].compactMap { $0 },
      names: Self.fileNames)
    var context = RunContext(self, folder: staged.path, record: former)
    var made: [String] = []
    do {
      for (place, stage) in Self.stages.enumerated() {
        let heading = "\(place + 1)/\(Self.stages.count) \(stage.name) ..."
        made += try await run(stage, heading, in: &context, staged)
        // Known from the first stage on, which tells them or keeps them as they were.
        if place == 0 {
          try staged.keepApart(from: context.inputs.map(\.path), names: Self.fileNames)
          try present?.requireOwn(Self.fileNames)
        }
      }
      try context.stamps.requireUnchanged(context.inputs.map(\.path))
    } catch let failure as StudyCheckFailure {
      try staged.keepApart(from: failure.paths, names: [CheckStage.fileName])
      try present?.requireOwn([CheckStage.fileName])
      try publishCheck(staged, former)
      throw failure.failure
    } catch let failure as FileFailure {
      throw staged.named(failure)
    }
    let summary = try context.originsSummary()
    if !made.isEmpty || context.record != former {
      try publish(made, context.record, former, staged)
    }
    return summary
  }

  /// Keeps a stage or runs it.
  ///
  /// - Returns: The files that were written.
  private func run(
    _ stage: any RunStage, _ heading: String, in context: inout RunContext, _ staged: StagedFolder
  ) async throws -> [String] {
    let needs: (inputs: [Manifest.File], choices: [String: [String]])
    switch try stage.needs(in: &context) {
    case .nothing(let why):
      say("\(heading) \(why), left out")
      context.record.stages[stage.name] = nil
      return []
    case .inputs(let inputs, let choices): needs = (inputs, choices)
    }
    let fingerprint = try RunRecord.fingerprint(
      stage: stage.name, choices: needs.choices, inputs: needs.inputs)
    if let known = context.record.stages[stage.name], known.fingerprint == fingerprint,
      known.isWhole(in: folder)
    {
      say("\(heading) unchanged, kept")
      try staged.keep(known.outputs.map(\.path))
      return []
    }
    say(heading)
    let outcome = try await stage.run(in: &context)
    let inputs = outcome.inputs ?? needs.inputs
    context.record.stages[stage.name] = RunRecord.Stage(
      fingerprint: try RunRecord.fingerprint(
        stage: stage.name, choices: needs.choices, inputs: inputs),
      inputs: inputs,
      outputs: try outcome.outputs.map {
        Manifest.File(path: $0, sha256: try SHA256.checksum(ofFile: "\(staged.path)/\($0)"))
      }, alignments: outcome.alignments, basis: outcome.basis)
    return outcome.outputs
  }

  /// Puts what was made in place, and removes what a former run wrote and this one does not.
  private func publish(
    _ made: [String], _ record: RunRecord, _ former: RunRecord, _ staged: StagedFolder
  ) throws {
    try record.write(folder: staged.path)
    let current = Set(record.stages.values.flatMap { $0.outputs.map(\.path) })
    // Only outputs that are as this tool wrote them: the record is no reason to remove others.
    let stale = former.stages.values.flatMap(\.outputs).filter {
      !current.contains($0.path) && $0.isInside && $0.isUnchanged(in: folder)
    }
    try staged.publish(
      made + [RunRecord.fileName], removing: stale.map(\.path),
      seals: [CohortTablesStage.seal, Manifest.fileName])
  }

  /// Puts the findings of a failed check in place where there are no results yet.
  private func publishCheck(_ staged: StagedFolder, _ former: RunRecord) throws {
    let holdsResults = [Manifest.fileName, OriginRow.table.fileName].contains {
      FileManager.default.fileExists(atPath: "\(folder)/\($0)")
    }
    if !holdsResults { try staged.publish([CheckStage.fileName]) }
  }
}
