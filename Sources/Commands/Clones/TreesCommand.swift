import ArgumentParser
import StudyPipeline
import Wording

/// `metachron trees`: which clone descends from which?
struct TreesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trees",
    abstract: "Infer how clones descend from one another, with the probability of each tree.",
    discussion: """
      Finds the clones first, as the command clones does; clusters in a Pairtree .params.json are \
      taken as they are. Prints a summary; -o writes the tables of both, and the trees as JSON, \
      Newick and DOT.

      For example:
        metachron trees samples.csv -o trees
      """)

  @OptionGroup var options: CloneOptions
  @OptionGroup var trees: TreeOptions

  func run() async throws {
    let summary = try await options.run { run in
      run.trees = trees.analysis(seed: options.seed)
      run.drivers = Knowledge.bundled.genes
    }.trees
    try options.show(summary, text: summary.text)
  }
}
