import ArgumentParser
import DrugResponse
import StudyPipeline
import Wording

/// `metachron response curves`: at which dose does a drug act, and does a mutation change it?
struct ResponseCurvesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "curves",
    abstract: "Fit dose-response curves of single drugs, and compare genotypes.",
    discussion: """
      Four-parameter log-logistic curves with intervals, GR metrics where counts at the start are given, \
      the fold change of each genotype against the reference, and the quality of plates. A dose that is \
      not reached is told as such, not extrapolated.

      For example:
        metachron response curves plate.tsv --reference GFP -o responses
      """)

  /// How points far from the curve count.
  enum Loss: String, ExpressibleByArgument, CaseIterable {
    case squares, huber, biweight

    var value: CurveOptions.Loss {
      switch self {
      case .squares: .squares
      case .huber: .huber
      case .biweight: .biweight
      }
    }
  }

  @OptionGroup var options: PlateOptions

  @Option(help: "How wells far from the curve count: squares, huber or biweight.")
  var loss: Loss = .squares

  @Flag(help: "Compute profile intervals of the IC50 beside t intervals.")
  var profile = false

  func run() throws {
    var run = ResponseCurvesRun(source: try options.source(), folder: options.output)
    (run.loss, run.reference) = (loss.value, options.reference)
    run.hasProfiles = profile
    run.replacesOthers = options.force
    let summary = try run.run()
    try options.show(summary, text: summary.text)
  }
}
