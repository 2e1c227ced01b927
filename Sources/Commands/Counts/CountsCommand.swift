import ArgumentParser
import DelimitedText
import Foundation
import GenomicFiles
import Studies
import StudyPipeline
import TumorModel

/// `metachron counts`: the reads at every site of a patient, in every sample with an alignment.
struct CountsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counts",
    abstract: "Count alternate and reference reads in BAM and CRAM files.",
    discussion: """
      With a study sheet: at all sites that any sample of a patient lists, in every sample whose \
      alignment is named. Without one: at the sites of --sites in the files of --alignment. A \
      fragment counts once, even where its mates overlap. Duplicates, secondary and supplementary \
      alignments, reads that fail quality control and improperly paired reads are left out.

      For example:
        metachron counts --sites mutations.maf --alignment tumour.bam -o counts.tsv
      """)

  @Argument(help: "The study sheet, one row per biopsy. - reads standard input.")
  var samples: String?

  @Option(
    help:
      "Sites to count at: VCF, MAF or columns chromosome, position, ref and alt. - reads standard input."
  )
  var sites: String?

  @Option(
    parsing: .upToNextOption, help: "Alignment files to count in, sorted BAM or CRAM.")
  var alignment: [String] = []

  @Option(
    name: [.short, .customLong("output")],
    help: "The table to write, - for standard output (the default, unless --vcf is given).")
  var output: String?

  @Option(help: ArgumentHelp("A VCF to write, with its index.", valueName: "out.vcf.gz"))
  var vcf: String?

  @Option(help: "The reference genome with which CRAM files were made, as an indexed FASTA.")
  var reference: String?

  @Option(help: "Minimum mapping quality of a read.")
  var minMappingQuality = CountingOptions().minimumMappingQuality

  @Option(help: "Minimum base quality.")
  var minBaseQuality = CountingOptions().minimumBaseQuality

  @Flag(help: "Count paired reads whose mate is unaligned or not where it is expected.")
  var countOrphans = false

  @Option(
    help: "The assembly of the tables, hg19 or hg38 (default: as stated in the files).",
    transform: { name in
      guard let build = GenomeBuild(spelling: name) else {
        throw ValidationError("'\(name)' is not an assembly; expected hg19 or hg38.")
      }
      return build
    })
  var build: GenomeBuild?

  @Flag(help: "Refuse an input at the first row that cannot be read, instead of leaving it out.")
  var strict = false

  @Option(help: "Number of threads (default: all cores).")
  var threads: Int?

  @Flag(help: "Write the table among results of another study.")
  var force = false

  @Flag(name: [.short, .long], help: "Suppress warnings and what was left out.")
  var quiet = false

  func validate() throws {
    guard (samples == nil) != (sites == nil) else {
      throw ValidationError("Give a study sheet, or --sites with --alignment.")
    }
    guard (sites == nil) == alignment.isEmpty else {
      throw ValidationError("--sites and --alignment go together.")
    }
    for (name, value) in [
      ("--min-mapping-quality", minMappingQuality), ("--min-base-quality", minBaseQuality),
    ] where !(0...254).contains(value) {
      throw ValidationError("\(name) \(value) is not from 0 to 254.")
    }
    if let vcf, !vcf.hasSuffix(".vcf.gz"), !vcf.hasSuffix(".vcf.bgz") {
      throw ValidationError("--vcf '\(vcf)' does not end in .vcf.gz.")
    }
    try OutputOption.requireFile(output)
    if alignment.contains(where: StandardInput.isMeant) {
      throw ValidationError(
        "--alignment '-' is standard input; expected a file, since reads are found by its index.")
    }
    if let output, output == vcf {
      throw ValidationError("--output '\(output)' is not a file name.")
    }
    try ThreadCount.require(threads)
  }

  func run() throws {
    var options = ReadOptions(build: build, reference: reference)
    options.threads = ThreadCount.of(threads)
    options.counting = counting
    options.rows = RowPolicy(isStrict: strict)
    let counts: StudyCounts
    if let samples {
      counts = try StudyReader.counts(sheet: samples, options: options)
    } else {
      counts = try StudyCounts(sites: sites ?? "", alignments: alignment, options: options)
    }
    if !quiet {
      for warning in counts.warnings { StandardError.write(warning.description) }
      for line in counts.leftOut(counting) { StandardError.write(line) }
    }
    var run = CountsRun(counts: counts, options: counting)
    run.isSynthetic = samples.map(FirstLine.isSynthetic) ?? false
    run.table = output
    run.replacesOtherStudy = force
    run.vcf = vcf
    try run.run()
  }

  private var counting: CountingOptions {
    CountingOptions(
      minimumMappingQuality: minMappingQuality, minimumBaseQuality: minBaseQuality,
      requiresProperPairs: !countOrphans)
  }
}
