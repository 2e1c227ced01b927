import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import Results
import Studies
import StudyPipeline
import TumorModel
import Wording

/// `metachron run`: from a study sheet to a report.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Check a study, call the origins of its mutations and write the report.",
    discussion: """
      Runs \(Wording.list(StudyRun.stages.map(\.name))) in turn (counts only where the sheet names \
      alignments), and stops with the exit code of check if the study has an error. On a later run, \
      stages whose inputs, parameters and outputs are unchanged are skipped. The results are replaced \
      together at the end: a run that fails leaves the previous results as they are.

      For example:
        metachron run samples.csv -o results --genes ERBB2,ESR1
      """)

  @Argument(
    help:
      "Study sheet, one row per biopsy (- reads standard input); or the folder of a cBioPortal study."
  )
  var samples: String

  @Option(name: [.short, .customLong("output")], help: "Folder for the results.")
  var output: String

  @Flag(help: "Replace results of another study, or files of yours, in the output folder.")
  var force = false

  @OptionGroup var study: StudyOptions

  @Flag(name: [.short, .long], help: "Suppress the summary, stages and warnings.")
  var quiet = false

  func validate() throws {
    try OutputOption.requireFolder(output)
    try InputArgument.requireOneStandardInput([samples, study.background])
  }

  func run() async throws {
    var run = StudyRun(sheet: samples, folder: output)
    run.options = study.readOptions
    study.apply(to: &run.parameters)
    run.genes = study.geneList
    run.parameters.sensitivity = .genes(Knowledge.bundled.genes.union(run.genes))
    run.seed = study.seed
    run.writesMultiQC = study.multiQC
    run.isProgressShown = !quiet
    if !quiet { run.say = { StandardError.write($0) } }
    run.replacesOtherStudy = force
    let summary = try await run.run()
    if !quiet { try StandardOutput.write(summary.text) }
  }
}
