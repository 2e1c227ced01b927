import ArgumentParser

/// `metachron explain`: one call in plain language.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the call of one mutation in plain language, with its numbers.")

  @Argument(help: "A folder that `metachron origins` wrote.")
  var results: String

  @Option(help: "The patient.")
  var patient: String

  @Option(help: "GENE:change, chromosome:position:ref>alt, or a gene with one mutation.")
  var mutation: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let explanations = try Self.explanations(of: mutation, patient: patient, in: results)
    print(
      json
        ? try jsonText(explanations)
        : explanations.map(\.text).joined(separator: "\n\n"))
  }

  /// The explanation of every pair of a patient that has the mutation.
  static func explanations(
    of mutation: String, patient: String, in results: String
  ) throws -> [Explanation] {
    try FolderKind.requireResults(results)
    let folder = try ResultsFolder(results, patient: patient)
    return try MutationQuery(text: mutation).rows(among: folder.origins).map {
      Explainer(folder: folder, row: $0).explanation()
    }
  }
}
