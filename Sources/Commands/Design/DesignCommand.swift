import ArgumentParser
import Results
import StudyPipeline
import Wording

/// `metachron design`: how many patients a question needs.
struct DesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design",
    abstract: "Compute how many patients are needed to estimate a fraction of patients.",
    discussion: """
      With --fraction and --half-width: patients needed for an interval of that half-width. With --null, \
      --fraction and --power: patients needed for an exact one-sided test. With --cohort: how much \
      narrower the interval of a cohort's fraction (patients in whom less than \
      \(CohortSummary.threshold) of the primary's tumour cells carried the mutation) would become with \
      further patients like its own. All numbers are of assessable patients.

      For example:
        metachron design --fraction 0.8 --half-width 0.1
        metachron design --fraction 0.8 --null 0.5 --power 0.8
        metachron design --cohort results/cohort --width 0.3
      """)

  @Option(help: "Expected fraction of patients.")
  var fraction: Double?

  @Option(help: "Target half-width of the 95 % interval (Wilson).")
  var halfWidth: Double?

  @Option(help: "Fraction to reject.")
  var null: Double?

  @Option(help: "Power of the test, with --null (default: \(SampleSizes.standardPower)).")
  var power: Double?

  @Option(help: "Level of the one-sided test (default: \(SampleSizes.standardLevel)).")
  var alpha: Double?

  @Option(
    help: "Share of calls that are correct; below 1, more patients are needed (default: 1).")
  var accuracy: Double?

  @Option(help: ArgumentHelp("A folder written by metachron cohort.", valueName: "folder"))
  var cohort: String?

  @Option(help: "The gene of --cohort (default: its first).")
  var gene: String?

  @Option(help: "With --cohort: target width of the 95 % interval.")
  var width: Double?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if cohort != nil {
      guard fraction == nil, halfWidth == nil, null == nil, power == nil, alpha == nil,
        accuracy == nil
      else {
        throw ValidationError(
          "--cohort goes with --gene and --width alone; the fraction and the certainty of calls "
            + "are taken from the cohort.")
      }
    } else {
      guard let fraction else {
        throw ValidationError(
          "Give --fraction with --half-width or --null, or --cohort. For example: "
            + "design --fraction 0.8 --half-width 0.1")
      }
      try require("--fraction", fraction, fraction >= 0 && fraction <= 1, "within 0 to 1")
      guard halfWidth != nil || null != nil else {
        throw ValidationError(
          "Give --half-width (how narrow the interval is to be), or --null (the fraction to "
            + "reject).")
      }
      if gene != nil || width != nil {
        throw ValidationError("--gene and --width need --cohort.")
      }
    }
    if let halfWidth {
      try require(
        "--half-width", halfWidth, halfWidth >= 0.001 && halfWidth < 0.5, "in 0.001..<0.5")
    }
    if let null {
      try require(
        "--null", null, null >= 0 && null < (fraction ?? 0), "from 0 to below --fraction")
    } else if power != nil {
      throw ValidationError("--power needs --null.")
    }
    if let power { try require("--power", power, power > 0 && power < 1, "between 0 and 1") }
    if let alpha { try require("--alpha", alpha, alpha > 0 && alpha < 1, "between 0 and 1") }
    if let accuracy {
      try require("--accuracy", accuracy, accuracy > 0.5 && accuracy <= 1, "above 0.5 and up to 1")
    }
    if let width { try require("--width", width, width > 0 && width < 1, "between 0 and 1") }
  }

  private func require(_ name: String, _ value: Double, _ isGood: Bool, _ range: String) throws {
    guard isGood else { throw ValidationError("\(name) \(value) is not \(range).") }
  }

  func run() throws {
    if let cohort {
      let plan = try FurtherPlan(folder: cohort, gene: gene, width: width)
      try StandardOutput.write(json ? try JSONText.text(plan) : plan.text)
    } else {
      let plan = SampleSizes(
        fraction: fraction ?? 0, halfWidth: halfWidth, null: null,
        power: power ?? SampleSizes.standardPower, alpha: alpha ?? SampleSizes.standardLevel,
        accuracy: accuracy ?? 1)
      try StandardOutput.write(json ? try JSONText.text(plan) : plan.text)
    }
  }
}
