import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import Reporting
import TumorModel

/// `metachron origins`: the origin of every mutation of a study.
struct OriginsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "origins",
    abstract: "Say of every mutation of a later biopsy whether it was there before.",
    discussion: """
      Writes origins.tsv, pairs.tsv, trajectories.tsv, sensitivity.tsv, purity_solutions.tsv, \
      posteriors.tsv and manifest.json, and prints a short summary. Options that are not given \
      keep their defaults, and with --relabel the values of the earlier run.
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
      "The study sheet, one row a biopsy.",
      discussion: """
        Or in its place: the folder of a cBioPortal study, a PyClone-VI table, a Pairtree .ssm or \
        a PhylogicNDT .sif.
        """))
  var samples: String?

  @Option(name: [.short, .customLong("output")], help: "The folder for the results.")
  var output: String

  @Option(
    name: [.customShort("O"), .long],
    help: """
      vcf: also write origins.<patient>.<later sample>.vcf.gz, the sample's VCF with its origins \
      (default: tsv, the tables alone).
      """)
  var outputFormat: OutputFormat = .tsv

  @Option(help: "Genes to report one by one, such as ERBB2,ESR1.")
  var genes: String?

  @Option(help: "c*: the cancer cell fraction that is to be excluded earlier (default: 0.05).")
  var threshold: Double?

  @Option(
    help: "What an absent row means: missing or censored (default: missing).",
    transform: { try OriginsCommand.named($0, UncalledPolicy.init(rawValue:)) })
  var uncalled: UncalledPolicy?

  @Option(
    help: ArgumentHelp(
      "The caller's rule for censored sites: fewest alternate reads, lowest share (default: 3,0.02).",
      valueName: "reads,share"))
  var callerThreshold: String?

  @Option(help: "P(read alternate | reference molecule) for samples that state none.")
  var errorRate: Double?

  @Option(help: "Beta-binomial precision of allele counts, or inf (default: estimated).")
  var precision: Double?

  @Option(
    help: "The assembly, hg19 or hg38 (default: as the files say).",
    transform: { try OriginsCommand.named($0, GenomeBuild.init(spelling:)) })
  var build: GenomeBuild?

  @Option(help: "Error rates of sites, as metachron background wrote them.")
  var background: String?

  @Option(
    help: ArgumentHelp(
      "The reference genome, indexed FASTA: for CRAM, and to left-align indels by.",
      valueName: "fasta"))
  var reference: String?

  @Option(
    name: .customLong("include-filter"),
    help: ArgumentHelp(
      "Take in VCF records in spite of this FILTER; may be repeated. PASS is always taken in.",
      valueName: "name"))
  var includedFilters: [String] = []

  @Option(
    help: "Pairs to compare: earliest or all (default: earliest).",
    transform: { try OriginsCommand.named($0, PairSelection.init(rawValue:)) })
  var pairs: PairSelection?

  @Option(
    help: ArgumentHelp(
      "Samples in the order they were taken, for those without a day or order.",
      valueName: "A,B,C"))
  var sampleOrder: String?

  @Option(help: "What to repeat under other assumptions: all, none or genes.")
  var sensitivity: Sensitivity = .genes

  @Option(help: "Where the prior weights come from: learned or default (default: learned).")
  var prior: Prior?

  @Option(help: "Threads to work on (default: the machine's cores).")
  var threads: Int?

  @Option(help: "The seed of what is drawn at random.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Take the reads from earlier results.", valueName: "results"))
  var relabel: String?

  @Option(
    help: ArgumentHelp("Also write the calls as a cBioPortal study.", valueName: "folder"))
  var exportCbioportal: String?

  @Flag(
    name: .customLong("multiqc"),
    help: "Also write metachron_calls_mqc.json and metachron_pairs_mqc.json for MultiQC.")
  var multiQC = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Print no summary and no warnings.")
  var quiet = false

  func validate() throws {
    guard (samples == nil) != (relabel == nil) else {
      throw ValidationError("Give a study sheet, or --relabel with a results folder.")
    }
    if let threshold, !(threshold > 0 && threshold < 1) {
      throw ValidationError("--threshold \(threshold) is not between 0 and 1.")
    }
    if let errorRate, !(errorRate >= 0 && errorRate < 0.5) {
      throw ValidationError("--error-rate \(errorRate) is not in 0..<0.5.")
    }
    if let precision, !(precision > 0) {
      throw ValidationError("--precision \(precision) is not positive.")
    }
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) is not at least 1.")
    }
    if callerThreshold != nil, callerRule == nil {
      throw ValidationError(
        "--caller-threshold '\(callerThreshold ?? "")' is not a count and a share, such as 3,0.02.")
    }
    if sampleOrder != nil, relabel != nil {
      throw ValidationError("--sample-order has no effect with --relabel.")
    }
    if build != nil, relabel != nil {
      throw ValidationError("--build has no effect with --relabel.")
    }
    if !includedFilters.isEmpty, relabel != nil {
      throw ValidationError("--include-filter has no effect with --relabel.")
    }
    if background != nil, relabel != nil {
      throw ValidationError("--background has no effect with --relabel.")
    }
  }

  func run() async throws {
    let begin = ContinuousClock.now
    let knowledge = Knowledge.bundled
    let source: any OriginsSource
    var parameters: OriginParameters
    var genes = geneList
    if let relabel {
      let study = try RelabelSource(folder: relabel)
      parameters = study.parameters
      if self.genes == nil { genes = study.genes }
      source = study
    } else {
      source = try StudySource(sheet: samples ?? "", options: readOptions)
      parameters = OriginParameters()
    }
    apply(to: &parameters, genes: knowledge.genes.union(genes))
    if !quiet { report(source.warnings) }
    let progress = ProgressLine(total: source.patientCount, isShown: !quiet)
    var run = OriginsRun(source: source, folder: output, parameters: parameters)
    run.portalFolder = exportCbioportal
    run.writesMultiQC = multiQC
    run.genes = genes
    run.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    run.seed = seed
    run.begin = begin
    run.knowledge = .bundled(for: (source as? StudySource)?.study.build)
    if outputFormat == .vcf {
      run.variants = VariantOutput(
        reference: reference, header: ["##metachronVersion=\(ToolVersion.number)"])
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
      print(try jsonText(summary))
    } else if !quiet {
      print(summary.text)
    }
  }

  static func named<Value>(_ name: String, _ make: (String) -> Value?) throws -> Value {
    guard let value = make(name) else {
      throw ValidationError("'\(name)' is none of the values; see --help.")
    }
    return value
  }

  /// The genes asked for, in order and each once.
  var geneList: [String] {
    var seen: Set<String> = []
    return (genes ?? "").split(separator: ",")
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private var readOptions: ReadOptions {
    var options = ReadOptions(
      build: build, reference: reference, includedFilters: Set(includedFilters),
      background: background,
      sampleOrder: Self.names(sampleOrder))
    options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    return options
  }

  /// The names of a list, without outer spaces.
  static func names(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

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
    if let threshold { parameters.threshold = threshold }
    if let uncalled { parameters.uncalled = uncalled }
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
