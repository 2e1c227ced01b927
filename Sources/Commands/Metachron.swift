public import ArgumentParser
import Foundation
import GenomicFiles
import Results
import Studies
import StudyPipeline

/// The command line's root.
public struct Metachron: AsyncParsableCommand {
  /// The subcommands and the version.
  public static let configuration = CommandConfiguration(
    commandName: "metachron",
    abstract: "Was it there before? Determine the origin of mutations in a patient's later biopsy.",
    discussion: """
      Acquired means: \(GateText.acquired) a stated cancer cell fraction. \
      For research use only.

      For example:
        metachron run samples.csv -o results --genes ERBB2,ESR1
        metachron explain results --patient P109 --mutation ERBB2:p.L755S
      """,
    version: ToolVersion.description,
    subcommands: [
      InitCommand.self,
      RunCommand.self,
      CheckCommand.self,
      OriginsCommand.self,
      ExplainCommand.self,
      FigureCommand.self,
      ReportCommand.self,
      CountsCommand.self,
      IdentityCommand.self,
      ClonesCommand.self,
      TreesCommand.self,
      MigrationCommand.self,
      AnnotateCommand.self,
      CohortCommand.self,
      DesignCommand.self,
      PowerCommand.self,
      BackgroundCommand.self,
      ResponseCommand.self,
      SimulateCommand.self,
    ])

  /// Creates the root.
  public init() {}

  /// Runs a command line and returns its exit code.
  ///
  /// 0 done; 1 the analysis failed; 64 wrong usage; 65 bad input data; 66 no such input; 70 a program
  /// that was started failed; 74 input or output failed; 75 another process writes into the folder.
  ///
  /// - Parameter arguments: The arguments after the program's name; `nil` for the process's own.
  public static func start(_ arguments: [String]? = nil) async -> Int32 {
    if arguments == nil { StandardStreams.prepare() }
    do {
      var command = try parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return 0
    } catch {
      InterruptGuard.awaitEnd()
      return report(error)
    }
  }

  private static func report(_ error: any Error) -> Int32 {
    if let failure = CommandFailure(error) {
      StandardError.write(failure.message)
      return failure.status.rawValue
    }
    // Help and version are "errors" of the parser with exit code 0.
    let (code, message) = (exitCode(for: error), fullMessage(for: error))
    guard code.isSuccess else {
      StandardError.write(message)
      return code.rawValue
    }
    do {
      try StandardOutput.write(message)
      return code.rawValue
    } catch {
      StandardError.write("\(error.path): error: \(error.reason)")
      return ExitStatus.inputOutput.rawValue
    }
  }
}
