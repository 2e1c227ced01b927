import TumorModel
public import ArgumentParser
import DelimitedText
import Foundation
import Results
import StudyPipeline
import VariantKnowledge
import Wording

/// `metachron cohort`: how often a gene's mutation was acquired, over patients.
struct CohortCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cohort",
    abstract: "Estimate in how many patients the primary lacked a gene's mutation.",
    discussion: """
      Reads the results folders of metachron origins or metachron run one after another, writes \
      \(CohortRun.fileNames.joined(separator: ", ")), and prints a summary. Each fraction is that of \
      patients in whom less than 1, 5, 10 or 25 % of the sampled primary's tumour cells carried the \
      mutation, from the likelihood curves of their reads; no call enters it. The funnel counts calls.

      For example:
        metachron cohort results --gene ERBB2 -o results/cohort
      """)

  @Argument(help: ArgumentHelp("Results folders.", valueName: "results"))
  var results: [String]

  @Option(name: [.short, .customLong("output")], help: "Output folder for the tables.")
  var output: String

  @Option(help: ArgumentHelp("Gene symbol, or several: ERBB2,ESR1.", valueName: "genes"))
  var gene: String

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      """
      Mutations that count: any, those of a functional class, or activating, conflicting ones \
      included (default: activating for genes that the knowledge table classifies, any for others).
      """, valueName: "class"))
  var className: MutationClass?

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "Genes to test for mutual exclusivity with (default: the known resistance genes).",
      valueName: "genes"))
  var others: String?

  @Option(
    help: ArgumentHelp(
      """
      Smallest number of patients with informative reads for which a gene that was not requested gets a fraction; \
      the genes of --gene always have theirs.
      """))
  var minimumPatients = 3

  @Flag(help: "Treat equal identifiers in two folders as different patients.")
  var prefixFolders = false

  @Flag(help: "Write among other results, and replace files of yours, in the output folder.")
  var force = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Suppress the summary and warnings.")
  var quiet = false

  func validate() throws {
    try OutputOption.requireFolder(output)
    if results.isEmpty { throw ValidationError("No results folder; expected at least one.") }
    // The cohort's tables and those of later results must not mix.
    let place = URL(filePath: output).standardizedFileURL.path
    if results.contains(where: { URL(filePath: $0).standardizedFileURL.path == place }) {
      throw ValidationError(
        "--output \(output) is one of the results folders; expected another one, such as "
          + "\(output)/cohort."
      )
    }
    if StudyOptions.names(gene).isEmpty {
      throw ValidationError("--gene is empty; expected a gene symbol.")
    }
    if minimumPatients < 1 {
      throw ValidationError("--minimum-patients is \(minimumPatients); expected at least 1.")
    }
    try StudyOptions.requireNames(others, of: "--with", such: "ESR1,TP53")
    if StudyOptions.names(others).count > 500 {
      throw ValidationError("--with has more than 500 genes; expected at most 500.")
    }
  }

  func run() throws {
    let summary = try cohortRun().run()
    if !quiet {
      for warning in summary.warnings { StandardError.write("warning: \(warning.words)") }
    }
    if json {
      try StandardOutput.write(try JSONText.text(summary))
    } else if !quiet {
      try StandardOutput.write(CohortText(summary).text)
    }
  }

  private func cohortRun() throws -> CohortRun {
    var run = CohortRun(
      folders: results.map(FolderPath.plain),
      output: output,
      targets: CohortTarget.targets(
        genes: StudyOptions.names(gene), className: className,
        classified: Knowledge.bundled.classifiedGenes))
    run.others = CohortRun.others(StudyOptions.names(others))
    run.namedOthers = Set(StudyOptions.names(others))
    run.minimumPatients = minimumPatients
    run.keepsFoldersApart = prefixFolders
    run.replacesOthers = force
    return run
  }
}

extension MutationClass: ExpressibleByArgument {}
