package import Results

/// One step of `metachron run`. A stage is kept where what it needs is as it was: see ``RunRecord``.
///
/// A new stage is a file with its type and a line in ``StudyRun/stages``.
package protocol RunStage: Sendable {
  /// The name in `run.json` and in messages.
  var name: String { get }
  /// What it writes, in Markdown, for the article on running a study.
  var guide: String { get }

  /// What the outputs depend on, looked at before the stage is run.
  func needs(in context: inout RunContext) throws -> StageNeeds

  /// Writes the outputs into ``RunContext/folder``.
  func run(in context: inout RunContext) async throws -> StageOutcome
}

/// What the outputs of a stage depend on.
package enum StageNeeds {
  /// Files and choices; not the number of threads, which changes no result.
  case inputs([Manifest.File], choices: [String: [String]])
  /// The stage has nothing to do, for the reason given.
  case nothing(String)
}

/// What a stage has done.
package struct StageOutcome {
  /// The files that were written, by their names in the folder.
  package var outputs: [String]
  /// What was read, where that is known only afterwards.
  package var inputs: [Manifest.File]?
  /// Of counts: see ``RunRecord/Stage``.
  package var alignments: [String: Manifest.File]?
  /// Of counts: see ``RunRecord/Stage``.
  package var basis: String?

  package init(_ outputs: [String], inputs: [Manifest.File]? = nil) {
    (self.outputs, self.inputs) = (outputs, inputs)
  }
}
