import ArgumentParser
import ClonalEvolution
import Studies
import TumorModel

/// Choices of reading a study that most commands on its mutations share.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: """
      Meaning of an absent row: missing or censored (default: \
      \(StudyOptions.standard.uncalled.rawValue)).
      """,
    transform: { try StudyOptions.named($0, UncalledPolicy.init(rawValue:)) })
  var uncalled: UncalledPolicy?

  @Option(
    help: "Reference assembly, hg19 or hg38 (default: as stated in the files).",
    transform: { try StudyOptions.named($0, GenomeBuild.init(spelling:)) })
  var build: GenomeBuild?

  @Option(help: "Number of threads (default: all cores).")
  var threads: Int?

  /// The number of threads.
  var threadCount: Int { ThreadCount.of(threads) }

  func validate() throws { try ThreadCount.require(threads) }
}
