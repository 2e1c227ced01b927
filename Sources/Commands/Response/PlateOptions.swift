import ArgumentParser
import DelimitedText
import DrugResponse
import PlateFiles
import Results
import StudyPipeline

/// Choices that the commands on plates share.
struct PlateOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Table of wells. - reads standard input.",
      discussion: """
        Alternatively, a plate of signals with --layout, or an export for GR metrics, SynergyFinder or synergy.
        """))
  var plate: String

  @Option(help: "Tables of what is in the wells of a plate of signals, joined by commas.")
  var layout: String?

  @Option(
    help: ArgumentHelp("Unit of doses, for tables without one: M, mM, uM, nM, pM or log10M."),
    transform: { text in
      guard let unit = ConcentrationUnit(word: text) else {
        throw ValidationError("unknown unit '\(text)'; expected M, mM, uM, nM, pM or log10M.")
      }
      return unit
    })
  var unit: ConcentrationUnit?

  @Option(help: "Hours since the drug was added, for tables without them.")
  var hours: Double?

  @Option(help: "Cell line, for tables without one.")
  var cellLine: String?

  @Option(help: "Genotype, for tables without one.")
  var genotype: String?

  @Option(
    help:
      "Meaning of the responses of a SynergyFinder or synergy table: viability or inhibition.",
    transform: { try StudyOptions.named($0, PlateSettings.Response.init(rawValue:)) })
  var response: PlateSettings.Response?

  @Option(help: "Drugs of a synergy table, joined by a comma.")
  var drugs: String?

  @Option(help: "Genotype that others are compared with (default: the first of each cell line).")
  var reference: String?

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
    if let hours, !(hours >= 0 && hours.isFinite) {
      throw ValidationError("--hours \(hours) is out of range; expected 0 or more.")
    }
  }

  /// Reads the table.
  func source() throws -> ResponseSource {
    var settings = PlateSettings()
    (settings.unit, settings.hours) = (unit, hours)
    (settings.cellLine, settings.genotype, settings.response) = (cellLine, genotype, response)
    settings.drugs = drugs?.split(separator: ",").map(String.init) ?? []
    let source = try ResponseSource(
      path: plate, layout: layout?.split(separator: ",").map(String.init) ?? [],
      settings: settings)
    if !quiet { StandardError.write(source.warnings.map(\.description)) }
    return source
  }

  /// Prints a summary as it is asked for.
  func show(_ summary: some Encodable, text: @autoclosure () -> String) throws {
    if json {
      try StandardOutput.write(try JSONText.text(summary))
    } else if !quiet {
      try StandardOutput.write(text())
    }
  }
}
