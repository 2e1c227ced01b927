import ArgumentParser
import DelimitedText
import DrugResponse
import Results
import StudyPipeline
import Wording

/// `metachron response clinical`: how did patients respond, and does it depend on the origin?
struct ResponseClinicalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clinical",
    abstract: "Read responses by RECIST 1.1, and compare survival between groups.",
    discussion: """
      Best response, progression, duration of response and survival of each patient; rates with exact \
      intervals; Kaplan-Meier curves, medians, restricted means, log-rank and Cox. With --results and \
      --gene, patients are compared by whether the mutation was acquired: each counts in both groups with \
      the probability of the call, from the biopsy on that showed it.

      For example:
        metachron response clinical courses.tsv -o responses
        metachron response clinical courses.tsv --results results --gene ERBB2
      """)

  @Argument(
    help: "Table of tumour assessments: patient, day, sum_mm, or one row per target lesion.")
  var courses: String

  @Option(help: "A folder written by metachron run or metachron origins.")
  var results: String?

  @Option(help: "The gene whose mutation groups patients.")
  var gene: String?

  @Option(help: "Days after which a second assessment confirms a response (default: none needed).")
  var confirmationDays: Double?

  @Option(help: "Days for which stable disease must last to be a benefit.")
  var benefitDays = ResponseRules().benefitDays

  @Option(help: "Draws of uncertain groups.")
  var draws = 200

  @Option(help: "Random seed.")
  var seed: UInt64 = 1

  @Option(name: [.short, .customLong("output")], help: "Folder for the tables.")
  var output: String?

  @Flag(help: "Replace files of the same names that metachron did not write.")
  var force = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Suppress the summary and warnings.")
  var quiet = false

  func validate() throws {
    try OutputOption.requireFolder(output)
    guard (results == nil) == (gene == nil) else {
      throw ValidationError("--results and --gene belong together; expected both.")
    }
    guard (2...100_000).contains(draws) else {
      throw ValidationError("--draws \(draws) is out of range; expected 2 to 100000.")
    }
    for (name, days) in [
      ("--confirmation-days", confirmationDays), ("--benefit-days", benefitDays),
    ] {
      if let days, !(days >= 0 && days.isFinite) {
        throw ValidationError("\(name) \(days) is out of range; expected 0 or more.")
      }
    }
  }

  func run() throws {
    var rules = ResponseRules()
    rules.confirmationDays = confirmationDays
    rules.benefitDays = benefitDays
    var source = ClinicalSource()
    try source.add(courses: courses, rules: rules)
    if let results, let gene { try source.add(callsOf: gene, in: results) }
    if !quiet { StandardError.write(source.warnings.map(\.description)) }
    var run = ClinicalRun(patients: source.patients, inputs: source.inputs)
    (run.isSynthetic, run.folder) = (source.isSynthetic, output)
    (run.seed, run.draws, run.replacesOthers) = (seed, draws, force)
    let summary = try run.run()
    if json {
      try StandardOutput.write(try JSONText.text(summary))
    } else if !quiet {
      try StandardOutput.write(summary.text)
    }
  }
}
