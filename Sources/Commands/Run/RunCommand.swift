import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import TumorModel

/// `metachron run`: from a study sheet to a report.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Check a study, find the origins of its mutations and write the report.",
    discussion: """
      Does check, counts (where the sheet names alignments), identity, origins, cohort and report, \
      one after the other. Stops with the exit code of check where the study has an error. When it is \
      started again, stages whose inputs, parameters and outputs are unchanged are kept.
      """)

  @Argument(help: "The study sheet, one row a biopsy; or the folder of a cBioPortal study.")
  var samples: String

  @Option(name: [.short, .customLong("output")], help: "The folder for the results.")
  var output: String

  @OptionGroup var study: StudyOptions

  @Flag(name: [.short, .long], help: "Print no summary, stages and warnings.")
  var quiet = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output '' is no name for a folder.") }
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
    try await run.run()
    if !quiet { print(try SummaryFile(folder: run.folder).summary.text) }
  }
}
