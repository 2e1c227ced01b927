package import Studies
import GenomicFiles
package import Results

/// What the stages of a run share and hand on to each other.
package struct RunContext {
  /// The choices of the run.
  package let choices: StudyRun
  /// Where stages write, and find what earlier ones have written or what is kept of the results.
  package let folder: String
  /// How the study is read; the check adds what an earlier run has counted.
  package var options: ReadOptions
  /// What was made of what, by this run and earlier ones.
  package var record: RunRecord
  /// The summary of the origins, where this run has made them.
  package var summary: OriginsSummary?
  /// Read once, by the first stage that needs it.
  package var study: StudySource?
  /// What the study tells of its patients.
  package let learnt = LearntStudy()
  /// The inputs as they were before any stage read them.
  package var stamps = InputStamps()

  package init(_ choices: StudyRun, folder: String, record: RunRecord) {
    self.choices = choices
    self.folder = folder
    self.record = record
    options = choices.options
    stamps.add(inputs.map(\.path))
  }

  /// The folder in which all files stand in the end, and the present results until then.
  package var results: String { choices.folder }

  /// The study.
  ///
  /// - Throws: What reading it throws.
  package mutating func source() throws -> StudySource {
    if let study { return study }
    let read = try StudySource(sheet: choices.sheet, options: options)
    stamps.merge(read.study.stamps)
    study = read
    return read
  }

  /// The files that the check has read, which are what all stages read.
  package var inputs: [Manifest.File] { record.stages[CheckStage().name]?.inputs ?? [] }

  /// The outputs of stages as this run leaves them.
  package func outputs(of stages: any RunStage...) -> [Manifest.File] {
    stages.flatMap { record.stages[$0.name]?.outputs ?? [] }
  }

  /// The summary, of this run or of the one whose origins are kept.
  ///
  /// - Throws: What reading it throws.
  package func originsSummary() throws -> OriginsSummary {
    try summary ?? ResultsFolder(folder, version: ToolVersion.number).summary()
  }
}
