import ArgumentParser
import Foundation
import StudyPipeline
import TumorSimulation

/// `metachron simulate`: studies with known truth.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write a synthetic study with its truth.",
    discussion: "Every file says in its first lines that its data are synthetic.",
    subcommands: [Study.self, HER2CohortCommand.self])

  /// `metachron simulate study`.
  struct Study: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "study", abstract: "Write patients of a named scenario.")

    @Option(help: "One of: \(Study.names.joined(separator: ", ")).")
    var scenario = "standard"

    private static let names = (Scenario.all + Scenario.extremes).map(\.name) + ["mixture"]

    @Option(help: "The number of patients.")
    var patients = 20

    @Option(help: "The seed; the same one gives the same files.")
    var seed: UInt64 = 1

    @Flag(help: "Also write counts at 100 common inherited variants of every sample.")
    var germline = false

    @Option(help: "How many pairs of patients have a sample exchanged.")
    var exchanges = 0

    @Option(help: "How many patients' later biopsies are of another tumour.")
    var secondPrimaries = 0

    @Option(name: .shortAndLong, help: "The folder to write to; it is made where it is missing.")
    var output: String

    func validate() throws {
      guard exchanges >= 0, secondPrimaries >= 0,
        2 * min(exchanges, patients) + min(secondPrimaries, patients) <= patients
      else {
        throw ValidationError("--exchanges and --second-primaries need more --patients.")
      }
      guard Scenario.named(scenario) != nil else {
        throw ValidationError("There is no scenario '\(scenario)'.")
      }
      guard patients >= 1 else {
        throw ValidationError("--patients \(patients) is not a positive number.")
      }
    }

    func run() throws {
      let study = MixedUpStudy(
        scenarios: Scenario.named(scenario) ?? [], seed: seed, patients: patients,
        exchanges: exchanges, secondPrimaries: secondPrimaries, germlineSites: germline ? 100 : 0)
      let title =
        "made by `metachron simulate study --scenario \(scenario) --patients \(patients) "
        + "--seed \(seed)\(troubles)`; no row is of a real patient"
      let folder = StudyFolder(patients: study.patients, title: title, panel: study.panel)
      try SimulatedFolder.write(folder.files + study.truth(title: title), to: output)
    }

    /// The options beyond the usual ones, as given.
    private var troubles: String {
      (germline ? " --germline" : "") + (exchanges > 0 ? " --exchanges \(exchanges)" : "")
        + (secondPrimaries > 0 ? " --second-primaries \(secondPrimaries)" : "")
    }
  }

  /// `metachron simulate her2-cohort`.
  struct HER2CohortCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "her2-cohort",
      abstract: "Write the cohort in the shape of the study of acquired HER2 mutations.")

    @Option(help: "The seed; the same one gives the same files.")
    var seed: UInt64 = 2019

    @Option(name: .shortAndLong, help: "The folder to write to; it is made where it is missing.")
    var output: String

    func run() throws {
      try SimulatedFolder.write(HER2Cohort(seed: seed).files(seed: seed), to: output)
    }
  }
}
