import ArgumentParser
import Foundation
import StudyPipeline
import TumorSimulation

/// `metachron simulate`: studies with known truth.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write a synthetic study and its ground truth.",
    discussion: """
      The first lines of every file state that the data are synthetic.

      For example:
        metachron simulate her2-cohort -o cohort
      """,
    subcommands: [Study.self, HER2CohortCommand.self, HER2NeratinibCommand.self])

  /// `metachron simulate study`.
  struct Study: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "study", abstract: "Simulate patients under a named scenario.",
      discussion: """
        For example:
          metachron simulate study --patients 5 -o simulated
        """)

    @Option(help: "One of: \(Study.names.joined(separator: ", ")).")
    var scenario = "standard"

    /// A study is made in memory before it is written.
    private static let mostPatients = 100_000

    private static let names = (Scenario.all + Scenario.extremes).map(\.name) + ["mixture"]

    @Option(help: "Number of patients.")
    var patients = 20

    @Option(help: "Random seed; the same seed gives the same files.")
    var seed: UInt64 = 1

    @Flag(help: "Also write read counts at 100 common germline variants for every sample.")
    var germline = false

    @Option(help: "Number of pairs of patients with a swapped sample.")
    var exchanges = 0

    @Option(help: "Number of patients whose later biopsy comes from a second primary tumour.")
    var secondPrimaries = 0

    @Option(name: .shortAndLong, help: "Output folder; created if it does not exist.")
    var output: String

    @Flag(help: "Replace files that metachron simulate did not write.")
    var force = false

    func validate() throws {
      try OutputOption.requireFolder(output)
      guard (1...Self.mostPatients).contains(patients) else {
        throw ValidationError(
          "--patients \(patients) is out of range; expected 1 to \(Self.mostPatients).")
      }
      guard exchanges >= 0, secondPrimaries >= 0,
        2 * min(exchanges, patients) + min(secondPrimaries, patients) <= patients
      else {
        throw ValidationError("--exchanges and --second-primaries need more --patients.")
      }
      guard Scenario.named(scenario) != nil else {
        throw ValidationError("There is no scenario '\(scenario)'.")
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
      try SimulatedFolder.write(
        folder.files + study.truth(title: title), to: output, isForced: force)
    }

    /// The options beyond the usual ones, as given.
    private var troubles: String {
      (germline ? " --germline" : "") + (exchanges > 0 ? " --exchanges \(exchanges)" : "")
        + (secondPrimaries > 0 ? " --second-primaries \(secondPrimaries)" : "")
    }
  }

  /// `metachron simulate her2-neratinib`.
  struct HER2NeratinibCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "her2-neratinib",
      abstract:
        "Simulate plates of lines with HER2 mutations under fulvestrant, neratinib and both.",
      discussion: """
        For example:
          metachron simulate her2-neratinib -o her2-neratinib
        """)

    @Option(help: "Random seed; the same seed gives the same files.")
    var seed: UInt64 = 2019

    @Option(name: .shortAndLong, help: "Output folder; created if it does not exist.")
    var output: String

    @Flag(help: "Replace files that metachron simulate did not write.")
    var force = false

    func validate() throws { try OutputOption.requireFolder(output) }

    func run() throws {
      try SimulatedFolder.write(HER2Experiment(seed: seed).files, to: output, isForced: force)
    }
  }

  /// `metachron simulate her2-cohort`.
  struct HER2CohortCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "her2-cohort",
      abstract: "Simulate a cohort shaped like the published study of acquired HER2 mutations.",
      discussion: """
        For example:
          metachron simulate her2-cohort -o her2
        """)

    @Option(help: "Random seed; the same seed gives the same files.")
    var seed: UInt64 = 2019

    @Option(name: .shortAndLong, help: "Output folder; created if it does not exist.")
    var output: String

    @Flag(help: "Replace files that metachron simulate did not write.")
    var force = false

    func validate() throws { try OutputOption.requireFolder(output) }

    func run() throws {
      try SimulatedFolder.write(
        HER2Cohort(seed: seed).files(seed: seed), to: output, isForced: force)
    }
  }
}
