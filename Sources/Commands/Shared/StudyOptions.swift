import ArgumentParser
import ClonalEvolution
import Foundation
import GenomicFiles
import TumorModel

/// Choices that `metachron origins` and `metachron run` share.
struct StudyOptions: ParsableArguments {
  @Option(help: "Genes to report one by one, such as ERBB2,ESR1.")
  var genes: String?

  @Option(help: "c*: the cancer cell fraction that is to be excluded earlier (default: 0.05).")
  var threshold: Double?

  @Option(
    help: "What an absent row means: missing or censored (default: missing).",
    transform: { try StudyOptions.named($0, UncalledPolicy.init(rawValue:)) })
  var uncalled: UncalledPolicy?

  @Option(
    help: "The assembly, hg19 or hg38 (default: as the files say).",
    transform: { try StudyOptions.named($0, GenomeBuild.init(spelling:)) })
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
    help: ArgumentHelp(
      "Samples in the order they were taken, for those without a day or order.",
      valueName: "A,B,C"))
  var sampleOrder: String?

  @Option(help: "Threads to work on (default: the machine's cores).")
  var threads: Int?

  @Option(help: "The seed of what is drawn at random.")
  var seed: UInt64 = 1

  @Flag(
    name: .customLong("multiqc"),
    help: "Also write metachron_calls_mqc.json and metachron_pairs_mqc.json for MultiQC.")
  var multiQC = false

  func validate() throws {
    if let threshold, !(threshold > 0 && threshold < 1) {
      throw ValidationError("--threshold \(threshold) is not between 0 and 1.")
    }
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) is not at least 1.")
    }
  }
}

extension StudyOptions {
  /// The genes asked for, in order and each once.
  var geneList: [String] {
    var seen: Set<String> = []
    return Self.names(genes).filter { seen.insert($0).inserted }
  }

  /// Threads to work on.
  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// How the study is read.
  var readOptions: ReadOptions {
    var options = ReadOptions(
      build: build, reference: reference, includedFilters: Set(includedFilters),
      background: background, sampleOrder: Self.names(sampleOrder))
    options.threads = threadCount
    return options
  }

  /// Sets what was given on the command line.
  func apply(to parameters: inout OriginParameters) {
    if let threshold { parameters.threshold = threshold }
    if let uncalled { parameters.uncalled = uncalled }
  }

  /// The names of a list, without outer spaces.
  static func names(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  /// A value of a closed vocabulary.
  static func named<Value>(_ name: String, _ make: (String) -> Value?) throws -> Value {
    guard let value = make(name) else {
      throw ValidationError("'\(name)' is none of the values; see --help.")
    }
    return value
  }
}
