import Results
import ArgumentParser
import DelimitedText
import GenomicFiles
import Studies
import StudyPipeline
import TumorModel
import VariantKnowledge
import Wording

/// `metachron annotate`: what is known of variants, with sources.
struct AnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Report what is known about variants: class, resistance and drugs, with sources.",
    discussion: """
      INPUT is anything that metachron origins accepts, a MAF, a VCF or BCF, or a list with a header line: \
      gene and protein_change, or chromosome, position, ref and alt, or both. One row is written \
      for each distinct mutation. Statements about drugs are evidence, not advice.

      For example:
        metachron annotate mutations.maf --known -o known.tsv
        metachron annotate --explain ERBB2:p.L755S
      """)

  @Argument(help: "Studies, MAFs, VCFs or lists of mutations. - reads standard input.")
  var inputs: [String] = []

  @Option(
    name: [.short, .customLong("output")],
    help: "The table to write (default: -, standard output).")
  var output: String?

  @Option(
    help: "The assembly of the inputs, hg19 or hg38 (default: as stated in the files, else both).",
    transform: { try StudyOptions.named($0, GenomeBuild.init(spelling:)) })
  var build: GenomeBuild?

  @Option(
    help: ArgumentHelp(
      "Your own table of evidence, with the columns of CIViC; its rows take precedence over the bundled ones.",
      valueName: "file"))
  var knowledge: String?

  @Option(
    name: .customLong("include-filter"),
    help: ArgumentHelp(
      "Include VCF records with this FILTER; may be repeated. PASS is always included.",
      valueName: "name"))
  var includedFilters: [String] = []

  @Option(
    help: ArgumentHelp(
      "Print what is known about one variant in sentences: GENE:change, "
        + "chromosome:position:ref>alt, or chromosome:position.",
      valueName: "variant"))
  var explain: String?

  @Flag(help: "Refuse an input at the first row that cannot be read, instead of leaving it out.")
  var strict = false

  @Flag(help: "Write only mutations found in the knowledge tables.")
  var known = false

  @Flag(name: [.short, .long], help: "Suppress the summary and warnings.")
  var quiet = false

  func validate() throws {
    guard inputs.isEmpty == (explain != nil) else {
      throw ValidationError("Give inputs, or --explain with one variant.")
    }
    try OutputOption.requireFile(output)
    try InputArgument.requireOneStandardInput(inputs + [knowledge])
    if explain != nil, output != nil || known || !includedFilters.isEmpty {
      throw ValidationError("--explain prints text and takes only --build and --knowledge.")
    }
  }

  func run() throws {
    let layers = try KnowledgeLayers(userTable: knowledge)
    if !quiet { for warning in layers.warnings { StandardError.write(warning) } }
    if let explain {
      try StandardOutput.write(
        try VariantExplainer(knowledge: layers.knowledge, build: build).text(of: explain))
      return
    }
    var options = ReadOptions(build: build, includedFilters: Set(includedFilters))
    options.rows.isStrict = strict
    let listing = try MutationListing.read(inputs, options: options)
    if !quiet { for warning in listing.warnings { StandardError.write(warning.description) } }
    var run = AnnotateRun(listing: listing, layers: layers)
    run.isKnownOnly = known
    run.output = output
    run.inputs = inputs + [knowledge].compactMap { $0 }
    run.build = build
    run.isSynthetic = inputs.contains(where: FirstLine.isSynthetic)
    let summary = try run.run()
    if !quiet { StandardError.write(summary.text) }
  }
}
