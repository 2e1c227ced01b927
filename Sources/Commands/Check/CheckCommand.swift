import ArgumentParser
import DelimitedText
import Foundation
import GenomicFiles
import Results
import Studies
import StudyPipeline
import TumorModel

/// `metachron check`: what is wrong with a study, and what it can answer.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a study's files without analysing them.",
    discussion: """
      Reads every file that the study sheet names and prints one table: errors, warnings, and for \
      each sample what it can and cannot answer. The exit code is 0 if there is no error, else 65 \
      (invalid data), 66 (a file is missing or unreadable) or 74 (the device failed).

      For example:
        metachron check samples.csv
      """)

  @Argument(
    help:
      "The study sheet (one row per biopsy; - reads standard input), or the folder of a cBioPortal study."
  )
  var samples: String

  @Option(
    name: [.short, .customLong("output")],
    help: "Write a tab-separated table to this file; - for standard output.")
  var output: String?

  @Option(
    help: "The assembly, hg19 or hg38 (default: as stated in the files).",
    transform: { try StudyOptions.named($0, GenomeBuild.init(spelling:)) })
  var build: GenomeBuild?

  @Flag(help: "Write the table among results of another study.")
  var force = false

  @Flag(help: "Take any row that cannot be read for an error.")
  var strict = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws { try OutputOption.requireFile(output) }

  func run() throws {
    if let output {
      let place = OutputPlace(output)
      try place.require(own: [CheckStage.fileName], apartFrom: [samples])
      if place.name == CheckStage.fileName, !force {
        try FormerResults(place.folder).requireSameStudy(samples)
      }
    }
    var options = ReadOptions(build: build)
    options.rows.isStrict = strict
    let report = StudyReport(sheet: samples, options: options)
    if let output {
      if json {
        var text = TableWriter()
        for line in try JSONText.text(CheckSummary(report)).split(separator: "\n") {
          text.line(String(line))
        }
        try write(text, of: report, to: output)
      } else {
        try write(report.table, of: report, to: output)
      }
    } else {
      let text = json ? try JSONText.text(CheckSummary(report)) : report.text
      if !text.isEmpty { try StandardOutput.write(text) }
    }
    if let status = report.status { throw CommandFailure(status, report.summary) }
    StandardError.write(report.summary)
  }

  /// Writes a file that appears whole or not at all.
  private func write(_ table: TableWriter, of report: StudyReport, to path: String) throws {
    try WholeFile.write(to: path, own: [CheckStage.fileName], apartFrom: report.paths) {
      try $0.write(table)
    }
  }
}
