import ArgumentParser
import DelimitedText
import DrugResponse
import Results
import Studies
import StudyPipeline
import Wording

/// `metachron response clinical`: how did patients respond, and does it depend on the origin?
struct ResponseClinicalCommand: ParsableCommand {
  /// What groups of results are made of.
  enum Grouping: String, CaseIterable, ExpressibleByArgument {
    case origin, mutation
  }

  static let configuration = CommandConfiguration(
    commandName: "clinical",
    abstract: "Read responses by RECIST 1.1, and compare survival between groups.",
    discussion: """
      Best response, progression, duration of response and survival of each patient; rates with exact \
      intervals; Kaplan-Meier curves, medians, restricted means, log-rank and Cox. Input is a table of \
      tumour assessments, the folder of a cBioPortal study with times of survival, or both. Patients are \
      grouped by a column, by whether the mutation of a gene was acquired (each counts in both groups \
      with the probability of the call), or by whether the gene is mutated. Groups that a biopsy tells \
      count from that biopsy on.

      For example:
        metachron response clinical courses.tsv -o responses
        metachron response clinical courses.tsv --results results --gene ERBB2
        metachron response clinical study --group-by SUBTYPE -o survival
      """)

  @Argument(
    help: ArgumentHelp(
      "A table of tumour assessments (patient, day, sum_mm, or one row per target lesion), the folder of a cBioPortal study, or both.",
      valueName: "input"))
  var inputs: [String]

  @Option(
    help:
      "The column by which patients are grouped, of the table or of the study's patients or samples (default: the column group of the table)."
  )
  var groupBy: String?

  @Option(help: "The group that others are compared with (default: the largest).")
  var reference: String?

  @Option(help: "A folder written by metachron run or metachron origins.")
  var results: String?

  @Option(help: "The gene whose mutation groups patients, with --results.")
  var gene: String?

  @Option(
    help:
      "How results group patients: origin (acquired or pre-existing) or mutation (mutated or not) (default: origin)."
  )
  var by: Grouping?

  @Option(
    help:
      "A column of the study's patients with a time beside the usual ones; its name ends in _DAYS or _MONTHS."
  )
  var time: String?

  @Option(help: "The column of the status at --time (default: every recorded time is an event).")
  var status: String?

  @Option(
    help:
      "An agent, or a part of its name: times from its start to progression and to its end, from the study's timelines."
  )
  var treatment: String?

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
    if by != nil, results == nil {
      throw ValidationError("--by is of groups from results; expected --results and --gene.")
    }
    if groupBy != nil, results != nil {
      throw ValidationError(
        "--group-by and --results both make groups; expected one of them.")
    }
    if reference != nil, results != nil {
      throw ValidationError(
        "--reference is of groups by a column; those of results have names of their own.")
    }
    if status != nil, time == nil {
      throw ValidationError("--status is that of a time; expected --time.")
    }
    if let time, TimeColumns(time: time) == nil {
      throw ValidationError(
        "--time is '\(time)'; expected a column whose name ends in its unit, _DAYS or _MONTHS.")
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
    let source = try source()
    if !quiet { StandardError.write(source.warnings.map(\.description)) }
    var run = ClinicalRun(source)
    (run.folder, run.reference) = (output, reference)
    (run.seed, run.draws, run.replacesOthers) = (seed, draws, force)
    let summary = try run.run()
    if json {
      try StandardOutput.write(try JSONText.text(summary))
    } else if !quiet {
      try StandardOutput.write(summary.text)
    }
  }

  private func source() throws -> ClinicalSource {
    var rules = ResponseRules()
    rules.confirmationDays = confirmationDays
    rules.benefitDays = benefitDays
    let (tables, folders) = try sorted()
    var source = ClinicalSource()
    for path in tables { try source.add(courses: path, rules: rules, groupedBy: groupBy) }
    for folder in folders {
      try source.add(
        study: folder, time: time.flatMap { TimeColumns(time: $0, status: status) },
        treatment: treatment)
    }
    if let groupBy { try source.group(by: groupBy) }
    if let results, let gene {
      switch by ?? .origin {
      case .origin: try source.group(byOriginOf: gene, in: results)
      case .mutation: try source.group(byMutationOf: gene, in: results)
      }
    }
    return source
  }

  /// The inputs as tables and folders, one of each at most.
  private func sorted() throws -> (tables: [String], folders: [String]) {
    var (tables, folders): ([String], [String]) = ([], [])
    for path in inputs {
      if try PortalOutcomes.isFolder(path) { folders.append(path) } else { tables.append(path) }
    }
    for (paths, what) in [(tables, "table of assessments"), (folders, "study folder")]
    where paths.count > 1 {
      throw CommandFailure(.usage, "error: '\(paths[1])' is a second \(what); expected one")
    }
    for (option, value) in [("--time", time), ("--treatment", treatment)]
    where value != nil && folders.isEmpty {
      throw CommandFailure(
        .usage, "error: \(option) is of a study; expected the folder of a cBioPortal study")
    }
    return (tables, folders)
  }
}
