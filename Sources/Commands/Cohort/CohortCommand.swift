import ArgumentParser
import Foundation
import Reporting
import VariantKnowledge

/// `metachron cohort`: how often a gene's mutation was acquired, over patients.
struct CohortCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cohort",
    abstract: "Say over many patients how often a gene's mutation was acquired.",
    discussion: """
      Reads folders that metachron origins wrote, one after another, and writes funnel.tsv, \
      cohort_patients.tsv, fractions.tsv, genes.tsv, exclusivity.tsv, therapy.tsv and cohort.json, \
      and prints a summary. The patient is the unit: pre-existing if any mutation of the gene was \
      there at the earliest sample, else acquired if any was, else indeterminate.

      For example: metachron cohort results --gene ERBB2 -o results/cohort
      """)

  @Argument(help: ArgumentHelp("Folders of results.", valueName: "results"))
  var results: [String]

  @Option(name: [.short, .customLong("output")], help: "The folder for the tables.")
  var output: String

  @Option(help: ArgumentHelp("The gene, or several: ERBB2,ESR1.", valueName: "genes"))
  var gene: String

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      """
      Which mutations count: any, or what their functional class begins with (default: activating \
      for genes that the knowledge table classes, any for others).
      """, valueName: "class"))
  var className: String?

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "Genes to look for mutual exclusivity with (default: the resistance genes known).",
      valueName: "genes"))
  var others: String?

  @Option(
    help: ArgumentHelp(
      "A table of genes and their callable lengths, by which chance spreads mutations over genes.",
      valueName: "file"))
  var geneLengths: String?

  @Option(help: "Assessable patients from which on a gene gets a fraction of its own.")
  var minimumPatients = 3

  @Flag(help: "Take one identifier in two folders for two patients.")
  var prefixFolders = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Print no summary and no warnings.")
  var quiet = false

  func validate() throws {
    if results.isEmpty { throw ValidationError("Give at least one folder of results.") }
    // Its tables and later ones of the results must not mix.
    let place = URL(filePath: output).standardizedFileURL.path
    if results.contains(where: { URL(filePath: $0).standardizedFileURL.path == place }) {
      throw ValidationError(
        "--output \(output) is a folder of results; expected another one, such as \(output)/cohort."
      )
    }
    if StudyOptions.names(gene).isEmpty { throw ValidationError("--gene '\(gene)' is empty.") }
    if let className, className != CohortTarget.any,
      !FunctionalClass.allCases.contains(where: { $0.rawValue.hasPrefix(className) })
    {
      throw ValidationError(
        "--class '\(className)' begins no functional class; expected any, "
          + FunctionalClass.allCases.map(\.rawValue).joined(separator: ", ") + ".")
    }
    if let className, className.isEmpty { throw ValidationError("--class is empty.") }
    if minimumPatients < 1 {
      throw ValidationError("--minimum-patients \(minimumPatients) is not at least 1.")
    }
    if StudyOptions.names(others).count > 500 {
      throw ValidationError("--with takes up to 500 genes.")
    }
  }

  func run() throws {
    let run = try cohortRun(isShown: !quiet)
    var summary = try run.run()
    let pairs = Set(summary.exclusivity.flatMap { [$0.geneA, $0.geneB] })
    for gene in StudyOptions.names(others) where !pairs.contains(gene) {
      summary.warnings.append(
        "--with '\(gene)': no later sample has a mutation of it" + GeneNameHint.words(for: gene))
    }
    if !quiet { for line in summary.warnings { StandardError.write("warning: \(line)") } }
    if json {
      print(try CohortRun.json(summary))
    } else if !quiet {
      print(summary.text)
    }
  }

  private func cohortRun(isShown: Bool) throws -> CohortRun {
    var run = CohortRun(
      folders: results.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 },
      output: output,
      targets: CohortTarget.targets(
        genes: StudyOptions.names(gene), className: className,
        classified: Knowledge.bundled.classifiedGenes))
    run.others = CohortRun.others(StudyOptions.names(others))
    run.minimumPatients = minimumPatients
    run.keepsFoldersApart = prefixFolders
    if let geneLengths {
      run.lengths = try GeneLengths.read(geneLengths)
      run.lengthsFile = Manifest.File(
        path: geneLengths, role: "gene_lengths", sha256: try SHA256.checksum(ofFile: geneLengths))
    }
    return run
  }
}

extension CohortRun {
  /// The genes asked for, each once; the known resistance genes where there are none.
  static func others(_ genes: [String]) -> [String] {
    var seen: Set<String> = []
    return (genes.isEmpty ? VariantKnowledge.bundled.resistanceGenes.sorted() : genes)
      .filter { seen.insert($0).inserted }
  }
}
