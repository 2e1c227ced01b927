import ArgumentParser
import DelimitedText

/// Checks of the inputs of a command, of which one may be standard input.
enum InputArgument {
  /// - Throws: A usage error where two inputs are `-`: standard input has one content.
  static func requireOneStandardInput(_ paths: [String?]) throws {
    guard paths.count(where: { $0.map(StandardInput.isMeant) ?? false }) > 1 else { return }
    throw ValidationError("Only one input can be '-', standard input.")
  }
}
