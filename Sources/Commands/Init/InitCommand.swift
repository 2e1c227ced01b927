import ArgumentParser
import DelimitedText
import Studies
import StudyPipeline

/// `metachron init`: a study sheet to correct, from the files of a folder.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Draft a study sheet from the files in a folder, for you to correct.",
    discussion: """
      Looks for MAFs, VCFs and BCFs, BAMs and CRAMs, tables of segments and of purity, or reads the folder \
      of a cBioPortal study. Substitutions and indels that a caller wrote to two files are one row. What no \
      file tells, such as the role of a biopsy, is written as ?, and the comments at the top of the sheet \
      list what to correct, check and add. Nothing is ever overwritten.

      For example:
        metachron init . -o draft.csv
      """)

  @Argument(help: "The folder.")
  var folder: String

  @Option(
    name: [.short, .customLong("output")],
    help: "The sheet to write; - for standard output (default: samples.csv in the folder).")
  var output: String?

  @Flag(name: [.short, .long], help: "Suppress the summary.")
  var quiet = false

  func validate() throws { try OutputOption.requireFile(output) }

  func run() throws {
    let draft = try DraftRun(folder: folder, output: output)
    try draft.write()
    if !quiet { StandardError.write(draft.summary) }
  }
}
