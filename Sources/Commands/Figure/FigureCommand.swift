import ArgumentParser
import DrugResponse
import Figures
import Foundation
import Results
import StudyPipeline
import Wording

/// `metachron figure`: one figure of results.
struct FigureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure",
    abstract:
      "Draw one figure from the results as SVG, PNG, PDF, HTML or a Vega-Lite specification.",
    discussion: "Figures:\n"
      + FigureCatalogue.all.map { "  \(Wording.padded($0.name, 13))\($0.summary)" }
      .joined(separator: "\n")
        + """


        For example:
          metachron figure funnel results --gene ERBB2 -o funnel.html
          metachron figure ccf results --patient P109 -o P109.vl.json
        """)

  @Argument(
    help: ArgumentHelp("The figure.", valueName: "name"),
    transform: { name in
      guard FigureCatalogue.figure(named: name) != nil else {
        throw ValidationError(
          "unknown figure '\(name)'; expected one of "
            + "\(FigureCatalogue.all.map { $0.name }.joined(separator: ", ")).")
      }
      return name
    })
  var figure: String

  @Argument(
    help:
      "A folder written by metachron run or metachron origins, or, for the figures of a cohort, by metachron cohort, or, for those of drugs, by metachron response."
  )
  var results: String

  @Option(
    name: [.short, .customLong("output")],
    help: "The file to write: .svg, .png, .pdf, .html or .vl.json; - for standard output.")
  var output: String

  @Option(
    help:
      "The format, one of \(FigureFile.formats.joined(separator: ", ")) (default: as the file is named)."
  )
  var format: String?

  @Option(
    help: ArgumentHelp(
      "The patient, for \(FigureCatalogue.names(needing: .patient)); other figures of a study show "
        + "this patient alone."))
  var patient: String?

  @Option(
    help: ArgumentHelp(
      "The mutation, for \(FigureCatalogue.names(needing: .mutation)): GENE:change or "
        + "chromosome:position:ref>alt."))
  var mutation: String?

  @Option(
    help: ArgumentHelp(
      "The gene, for \(FigureCatalogue.names(needing: .gene)); other figures label its mutations."))
  var gene: String?

  @Option(
    help: "The later sample, if a patient has several; * for all of them together.")
  var later: String?

  @Option(
    help: "The samples, for clusters: two, joined by a comma (default: the first two by day).",
    transform: { text in
      let names = text.split(separator: ",").map(String.init)
      guard names.count == 2, names[0] != names[1] else {
        throw ValidationError("--samples is '\(text)'; expected two samples, joined by a comma.")
      }
      return names
    })
  var samples: [String]?

  @Option(
    help: "The drugs of an experiment, joined by commas (default: the first).",
    transform: { $0.split(separator: ",").map(String.init) })
  var drug: [String]?

  @Option(help: "The cell line of an experiment (default: the first).")
  var cellLine: String?

  @Option(help: "The genotype of synergy and isobologram (default: the first).")
  var genotype: String?

  @Option(help: "The hours of dose-response and ic50 (default: the last).")
  var hours: Double?

  @Option(help: "The end point of survival curves, such as OS (default: the first).")
  var endpoint: String?

  @Option(
    help: ArgumentHelp(
      "The response of dose-response and ic50: "
        + ResponseSeries.Measure.allCases.map(\.rawValue).joined(separator: ", ") + "."),
    transform: { try StudyOptions.named($0, ResponseSeries.Measure.init(rawValue:)) })
  var measure = ResponseSeries.Measure.viability

  @Option(
    help: ArgumentHelp(
      "What synergy shows: "
        + SynergyQuantity.allCases.map(\.rawValue).joined(separator: ", ") + "."),
    transform: { try StudyOptions.named($0, SynergyQuantity.init(rawValue:)) })
  var quantity = SynergyQuantity.bliss

  @Option(help: "Pixels of the PNG per pixel of the figure.")
  var scale: Double = 2

  func validate() throws {
    if let format {
      guard FigureFile.ending(ofFormat: format) != nil else {
        throw ValidationError(
          "--format is '\(format)'; expected one of \(FigureFile.formats.joined(separator: ", ")).")
      }
    } else if OutputOption.isPrinted(output) {
      throw ValidationError(
        "--output '-' is standard output and has no extension; expected --format, such as --format svg."
      )
    } else if FigureFile.ending(of: output) == nil {
      throw ValidationError(
        "'\(output)' has an unknown extension; expected .svg, .png, .pdf, .html or .vl.json.")
    }
    try OutputOption.requireFile(output)
    guard scale > 0, scale <= 10 else {
      throw ValidationError("--scale \(scale) is out of range; expected above 0 and at most 10.")
    }
  }

  func run() throws {
    var run = FigureRun(folder: results)
    (run.patient, run.mutation, run.gene, run.later) = (patient, mutation, gene, later)
    run.samples = samples ?? []
    (run.drugs, run.cellLine, run.quantity) = (drug ?? [], cellLine, quantity)
    run.endpoint = endpoint
    run.measure = measure
    (run.genotype, run.hours) = (genotype, hours)
    try run.write(figure, to: output, format: format, scale: scale)
  }
}
