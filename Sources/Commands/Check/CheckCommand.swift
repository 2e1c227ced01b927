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
      each sample what it can and cannot answer. Ends with 0 where there is no error, else with 65 \
      (bad data), 66 (a file is missing) or 74 (the device failed).
      """)

  @Argument(help: "The study sheet (one row per biopsy), or the folder of a cBioPortal study.")
  var samples: String

  @Option(name: [.short, .customLong("output")], help: "Write a tab-separated table to this file.")
  var output: String?

  @Option(
    help: "The assembly, hg19 or hg38 (default: as the files say).",
    transform: { try StudyOptions.named($0, GenomeBuild.init(spelling:)) })
  var build: GenomeBuild?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let report = StudyReport(sheet: samples, options: ReadOptions(build: build))
    if let output {
      if json {
        var text = TableWriter()
        for line in try JSONText.text(CheckSummary(report)).split(separator: "\n") {
          text.line(String(line))
        }
        try write(text, to: output)
      } else {
        try write(report.table, to: output)
      }
    } else {
      let text = json ? try JSONText.text(CheckSummary(report)) : report.text
      if !text.isEmpty { print(text) }
    }
    if let status = report.status { throw CommandFailure(status, report.summary) }
    StandardError.write(report.summary)
  }

  /// Writes a file that appears whole or not at all.
  private func write(_ table: TableWriter, to path: String) throws {
    let url = URL(filePath: path)
    let outputs = try OutputSet(folder: url.deletingLastPathComponent().path)
    let file = try outputs.file(url.lastPathComponent)
    try file.write(table)
    try file.finish()
    try outputs.commit()
  }
}
