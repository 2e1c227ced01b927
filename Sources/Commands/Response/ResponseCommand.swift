import ArgumentParser

/// `metachron response`: what drugs do to cells and to patients.
struct ResponseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "response",
    abstract:
      "Analyse the response of cells to drugs and combinations, and of patients to treatment.",
    discussion: """
      For example:
        metachron response curves plate.tsv -o responses
        metachron response combinations plate.tsv --reference GFP -o responses
        metachron response clinical courses.tsv -o responses
      """,
    subcommands: [
      ResponseCurvesCommand.self, ResponseCombinationsCommand.self, ResponseClinicalCommand.self,
    ])
}
