import ArgumentParser
import ClonalEvolution
import DelimitedText
import Foundation
import Studies
import TumorModel

/// Choices that `metachron origins` and `metachron run` share.
struct StudyOptions: ParsableArguments {
  @Option(help: "Genes to summarise individually, such as ERBB2,ESR1.")
  var genes: String?

  /// The choices of an analysis without options.
  static let standard = OriginParameters()

  @Option(
    help: """
      c*: cancer cell fraction to exclude in the earlier sample (default: \(standard.threshold)).
      """)
  var threshold: Double?

  @OptionGroup var reading: ReadingOptions

  @Option(help: "Site error rates written by metachron background.")
  var background: String?

  @Option(
    help: ArgumentHelp(
      "Reference genome (indexed FASTA), for CRAM and for left-aligning indels.",
      valueName: "fasta"))
  var reference: String?

  @Option(
    name: .customLong("include-filter"),
    help: ArgumentHelp(
      "Include VCF records and MAF rows with this FILTER or status; may be repeated. PASS is always included.",
      valueName: "name"))
  var includedFilters: [String] = []

  @Option(
    help: ArgumentHelp(
      "Samples in the order they were taken, for samples without a day or order.",
      valueName: "A,B,C"))
  var sampleOrder: String?

  @Flag(help: "Refuse an input at the first row that cannot be read, instead of leaving it out.")
  var strict = false

  @Option(help: "Random seed.")
  var seed: UInt64 = 1

  @Flag(
    name: .customLong("multiqc"),
    help: "Also write metachron_calls_mqc.json and metachron_pairs_mqc.json for MultiQC.")
  var multiQC = false

  func validate() throws {
    if let threshold, !(threshold > 0 && threshold < 1) {
      throw ValidationError(
        "--threshold \(threshold) is out of range; expected above 0 and below 1.")
    }
    try Self.requireNames(genes, of: "--genes", such: "ERBB2,ESR1")
    try Self.requireNames(sampleOrder, of: "--sample-order", such: "biopsy1,biopsy2")
  }
}

extension StudyOptions {
  /// The requested genes, in order and each once.
  var geneList: [String] {
    var seen: Set<String> = []
    return Self.names(genes).filter { seen.insert($0).inserted }
  }

  /// Threads to work on.
  var threadCount: Int { reading.threadCount }

  /// How the study is read.
  var readOptions: ReadOptions {
    var options = ReadOptions(
      build: reading.build, reference: reference, includedFilters: Set(includedFilters),
      background: background, sampleOrder: Self.names(sampleOrder))
    options.threads = threadCount
    options.rows = RowPolicy(isStrict: strict, genes: Set(geneList))
    return options
  }

  /// Sets what was given on the command line.
  func apply(to parameters: inout OriginParameters) {
    if let threshold { parameters.threshold = threshold }
    if let uncalled = reading.uncalled { parameters.uncalled = uncalled }
  }

  /// The names of a list, without outer spaces.
  static func names(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  /// Refuses a list that was given and names nothing, as where a shell's variable is not set.
  static func requireNames(_ list: String?, of option: String, such example: String) throws {
    if let list, names(list).isEmpty {
      throw ValidationError(
        "\(option) '\(list)' names nothing; expected a list such as \(example).")
    }
  }

  /// A value of a closed vocabulary.
  static func named<Value>(_ name: String, _ make: (String) -> Value?) throws -> Value {
    guard let value = make(name) else {
      throw ValidationError("'\(name)' is not one of the values listed by --help.")
    }
    return value
  }
}
