import Results
import ArgumentParser
import ClonalEvolution
import DelimitedText
import GenomicFiles
import StudyPipeline
import Wording

/// `metachron background`: how often normal samples show each change by error.
struct BackgroundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "background",
    abstract: "Estimate the error rate of each site from a panel of normal samples.",
    discussion: """
      NORMALS are tables of read counts in normal samples, written by metachron counts, or MAFs with \
      n_alt_count and n_depth or n_ref_count. The table that is written can be given to metachron \
      origins as --background.

      For example:
        metachron background normals.tsv -o panel.tsv.gz
      """)

  @Argument(
    help: "Tables of read counts in normal samples; plain, gzip or bgzip. - reads standard input.")
  var normals: [String]

  @Option(
    name: [.short, .customLong("output")],
    help:
      "Output table, - for standard output; compressed with bgzip if its name ends in .gz or .bgz.")
  var output: String

  @Option(help: "Use only these samples, such as N1,N2 (default: all in the tables).")
  var samples: String?

  @Flag(help: "Refuse an input at the first row that cannot be read, instead of leaving it out.")
  var strict = false

  @Flag(name: [.short, .long], help: "Suppress the summary and warnings.")
  var quiet = false

  func validate() throws {
    try OutputOption.requireFile(output)
    try InputArgument.requireOneStandardInput(normals)
    guard !normals.isEmpty else { throw ValidationError("Give a table of normal samples' counts.") }
    if samples != nil, sampleNames?.isEmpty ?? true {
      throw ValidationError("--samples '\(samples ?? "")' names no sample.")
    }
  }

  private var sampleNames: Set<String>? {
    samples.map {
      Set($0.split(separator: ",").map { $0.trimming { $0 == " " } }.filter { !$0.isEmpty })
    }
  }

  func run() throws {
    let counts = try NormalCounts.read(
      normals, samples: sampleNames, policy: RowPolicy(isStrict: strict))
    if !quiet { for warning in counts.warnings { StandardError.write(warning.description) } }
    guard counts.siteCount > 0 else {
      throw CommandFailure(
        .badData,
        "error: no counts of a normal sample; expected rows with n_alt_count, or of samples that "
          + "are normal")
    }
    let summary = try BackgroundPanel(counts: counts, inputs: normals).write(to: output)
    if quiet { return }
    if OutputOption.isPrinted(output) {
      StandardError.write(summary.text)
    } else {
      try StandardOutput.write(summary.text)
    }
  }
}

extension StringProtocol {
  fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> String {
    var rest = Substring(self)
    while let first = rest.first, isTrimmed(first) { rest.removeFirst() }
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return String(rest)
  }
}
