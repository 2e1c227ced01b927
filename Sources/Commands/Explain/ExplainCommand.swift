import ArgumentParser
import Results
import StudyPipeline

/// `metachron explain`: one call in plain language.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Explain the call of one mutation: the answer, its numbers, and what would change it.",
    discussion: """
      For example:
        metachron explain results --patient P109 --mutation ERBB2:p.L755S
      """)

  @Argument(help: "A folder written by metachron run or metachron origins.")
  var results: String

  @Option(help: "The patient.")
  var patient: String

  @Option(
    help: "GENE:change, chromosome:position:ref>alt, or a gene or position with one mutation.")
  var mutation: String

  @Flag(help: "Print everything known about the call.")
  var details = false

  @Flag(help: "Print JSON: the rows of the call, and the text.")
  var json = false

  func run() throws {
    let explanations = try Explainer.explanations(of: mutation, patient: patient, in: results)
    try StandardOutput.write(
      json
        ? try JSONText.text(explanations)
        : explanations.map { $0.text(hasDetails: details) }.joined(separator: "\n\n"))
  }
}
