import ArgumentParser
import StudyPipeline
import Wording

/// `metachron clones`: which mutations belong together?
struct ClonesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clones",
    abstract: "Cluster mutations into clones by their cancer cell fractions in all samples.",
    discussion: """
      Prints a summary; -o writes clones.tsv, clone_ccf.tsv, clone_starts.tsv, clone_samples.tsv and, for \
      samples of a known order, clone_origins.tsv: origins as clones tell them. Mutations without reads in \
      some sample are kept. A patient with one sample is clustered too.

      For example:
        metachron clones samples.csv -o clones
      """)

  /// What is written beside the tables.
  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case tsv
    case clusters = "pyclone-vi"
  }

  @OptionGroup var options: CloneOptions

  @Option(
    help: """
      tsv: write tables only; pyclone-vi: also write pyclone_vi.tsv, in the columns of PyClone-VI's \
      results.
      """)
  var format: OutputFormat = .tsv

  func validate() throws {
    if format == .clusters, options.output == nil {
      throw ValidationError("--format \(format.rawValue) needs a folder; expected -o as well.")
    }
  }

  func run() async throws {
    let summary = try await options.run { $0.writesClusters = format == .clusters }.clones
    try options.show(summary, text: summary.text)
  }
}
