import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import Results
import Studies
import StudyPipeline
import TumorModel
import Wording

/// `metachron origins`: the origin of every mutation of a study.
struct OriginsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "origins",
    abstract: "Classify each mutation in a later biopsy as acquired or pre-existing.",
    discussion: """
      Writes origins.tsv, pairs.tsv, trajectories.tsv, sensitivity.tsv, purity_solutions.tsv, \
      posteriors.tsv, curves.tsv, timeline.tsv, summary.json and manifest.json, and prints a short summary. \
      With --relabel, options that are not given keep the values of the earlier run.

      For example:
        metachron origins samples.csv -o calls --genes ERBB2,ESR1
        metachron origins --relabel calls -o calls-0.1 --threshold 0.1
      """)

  /// What is repeated under other assumptions.
  enum Sensitivity: String, ExpressibleByArgument, CaseIterable {
    case all, none, genes
  }

  /// Where the prior weights come from.
  enum Prior: String, ExpressibleByArgument, CaseIterable {
    case learned
    case standard = "default"
  }

  /// What is written beside the tables.
  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case tsv, vcf
  }

  @Argument(
    help: ArgumentHelp(
      "Study sheet, one row per biopsy; - reads standard input.",
      discussion: """
        Alternatively, the folder of a cBioPortal study, a PyClone-VI table, a Pairtree .ssm or a \
        PhylogicNDT .sif.
        """))
  var samples: String?

  @Option(name: [.short, .customLong("output")], help: "Folder for the results.")
  var output: String

  @Option(
    name: [.customShort("O"), .long],
    help: """
      tsv: write tables only; vcf: also write origins.<patient>.<later sample>.vcf.gz, the VCF of the \
      later sample annotated with the origins.
      """)
  var outputFormat: OutputFormat = .tsv

  @Option(
    help: ArgumentHelp(
      """
      Calling rule assumed at censored sites: minimum alternate reads and variant allele frequency \
      (default: \(standardRule)).
      """,
      valueName: "reads,frequency"))
  var callerThreshold: String?

  @Option(help: "P(read alternate | reference molecule) for samples without their own.")
  var errorRate: Double?

  @Option(
    help: """
      Beta-binomial precision of allele counts, or inf (default: as germline variants tell, or 400).
      """)
  var precision: Double?

  @Option(
    help: "Pairs to compare: earliest or all (default: \(StudyOptions.standard.pairs.rawValue)).",
    transform: { try StudyOptions.named($0, PairSelection.init(rawValue:)) })
  var pairs: PairSelection?

  @Option(
    help: "Calls to repeat under other assumptions: all, none, or those of the genes of interest.")
  var sensitivity: Sensitivity = .genes

  @Option(help: "Source of the prior weights: learned or default (default: learned).")
  var prior: Prior?

  @OptionGroup var study: StudyOptions

  @Option(
    help: ArgumentHelp(
      "Make the calls again from earlier results, without the original input files.",
      valueName: "results"))
  var relabel: String?

  @Option(
    help: ArgumentHelp("Also write the calls as a cBioPortal study.", valueName: "folder"))
  var exportCbioportal: String?

  @Flag(help: "Replace results of another study, or files of yours, in the output folders.")
  var force = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Suppress the summary and warnings.")
  var quiet = false

  func validate() throws {
    try OutputOption.requireFolder(output)
    try OutputOption.requireFolder(exportCbioportal, option: "--export-cbioportal")
    try InputArgument.requireOneStandardInput([samples, study.background])
    guard (samples == nil) != (relabel == nil) else {
      throw ValidationError("Give a study sheet, or --relabel with a results folder.")
    }
    if let errorRate, !ErrorRate.range.contains(errorRate) {
      throw ValidationError(
        "--error-rate \(errorRate) is out of range; expected at least 0 and below 0.5.")
    }
    if let precision, !(precision > 0) {
      throw ValidationError("--precision \(precision) is out of range; expected above 0.")
    }
    if callerThreshold != nil, callerRule == nil {
      throw ValidationError(
        "--caller-threshold is '\(callerThreshold ?? "")'; expected a count and a frequency, such as "
          + "\(Self.standardRule).")
    }
    if study.sampleOrder != nil, relabel != nil {
      throw ValidationError("--sample-order has no effect with --relabel.")
    }
    if study.reading.build != nil, relabel != nil {
      throw ValidationError("--build has no effect with --relabel.")
    }
    if !study.includedFilters.isEmpty, relabel != nil {
      throw ValidationError("--include-filter has no effect with --relabel.")
    }
    if study.strict, relabel != nil {
      throw ValidationError("--strict has no effect with --relabel.")
    }
    if study.background != nil, relabel != nil {
      throw ValidationError("--background has no effect with --relabel.")
    }
  }

  func run() async throws {
    let begin = ContinuousClock.now
    let (outputs, interrupts) = try InterruptGuard.over {
      try OriginsRun.claim(output)
    } cleanUp: {
      $0.discard()
    }
    defer {
      interrupts.end()
      outputs.discard()
    }
    let knowledge = Knowledge.bundled
    let source: any OriginsSource
    var parameters: OriginParameters
    var genes = study.geneList
    if let relabel {
      let earlier = try RelabelSource(folder: relabel)
      parameters = earlier.parameters
      if study.genes == nil { genes = earlier.genes }
      source = earlier
    } else {
      source = try StudySource(sheet: samples ?? "", options: study.readOptions)
      parameters = OriginParameters()
    }
    apply(to: &parameters, genes: knowledge.genes.union(genes))
    if !quiet { report(source.warnings) }
    let progress = ProgressLine(total: source.patientCount, isShown: !quiet)
    var run = OriginsRun(source: source, folder: output, parameters: parameters)
    run.outputs = outputs
    run.replacesOtherStudy = force
    run.portalFolder = exportCbioportal
    run.writesMultiQC = study.multiQC
    run.genes = genes
    run.threads = study.threadCount
    run.seed = study.seed
    run.begin = begin
    if let study = (source as? StudySource)?.study {
      run.knowledge = .bundled(for: study.build)
      run.judged = (samples ?? "", study.build)
    }
    if outputFormat == .vcf {
      run.variants = VariantOutput(
        reference: study.reference, header: ["##metachronVersion=\(ToolVersion.number)"])
      if !quiet { run.note = { StandardError.write($0) } }
    }
    run.progress = { progress.show($0) }
    if !quiet { run.warn = { StandardError.write($0) } }
    if !quiet { run.report = { StandardError.write($0.warnings) } }
    let summary: OriginsSummary
    do {
      summary = try await run.run()
      progress.clear()
    } catch {
      progress.clear()
      throw error
    }
    if json {
      try StandardOutput.write(try JSONText.text(summary))
    } else if !quiet {
      try StandardOutput.write(summary.text)
    }
  }

  private static let standardRule = {
    let rule = StudyOptions.standard.callerRule
    return "\(rule.minimumAlternate),\(rule.minimumFrequency)"
  }()

  private var callerRule: CallerRule? {
    guard let parts = callerThreshold?.split(separator: ","), parts.count == 2,
      let reads = Int(parts[0]), let share = Double(parts[1]), reads >= 1, (0..<1).contains(share)
    else { return nil }
    return CallerRule(minimumAlternate: reads, minimumFrequency: share)
  }

  /// Sets what was given on the command line.
  ///
  /// - Parameter genes: The genes whose calls are repeated under other assumptions by default.
  func apply(to parameters: inout OriginParameters, genes: Set<String>) {
    study.apply(to: &parameters)
    if let callerRule { parameters.callerRule = callerRule }
    if let errorRate { parameters.errorRate = errorRate }
    if let precision { parameters.precision = precision }
    if let pairs { parameters.pairs = pairs }
    if let prior { parameters.learnsPrior = prior == .learned }
    parameters.sensitivity =
      switch sensitivity {
      case .all: .all
      case .none: .genes([])
      case .genes: .genes(genes)
      }
  }

  private func report(_ warnings: [String]) {
    let shown = 20
    for warning in warnings.prefix(shown) { StandardError.write(warning) }
    if warnings.count > shown {
      StandardError.write("warning: and \(warnings.count - shown) more")
    }
  }
}
