import ArgumentParser
import DelimitedText

/// Checks of `--output`, which every command with files takes.
enum OutputOption {
  /// - Throws: A usage error where the name is empty, or that of a folder.
  static func requireFile(_ output: String?) throws {
    guard let output, output.isEmpty || output.hasSuffix("/") else { return }
    throw ValidationError(
      output.isEmpty
        ? "--output is empty; expected the name of a file."
        : "--output '\(output)' is not a file name.")
  }

  /// - Throws: A usage error where the name is empty, or that of standard output.
  static func requireFolder(_ output: String?, option: String = "--output") throws {
    guard let output, output.isEmpty || StandardInput.isMeant(by: output) else { return }
    throw ValidationError(
      output.isEmpty
        ? "\(option) is empty; expected the name of a folder."
        : "\(option) '-' is standard output, which holds one table, and this command writes several; "
          + "expected the name of a folder.")
  }

  /// Whether what is written goes to standard output, so that words for people do not.
  static func isPrinted(_ output: String?) -> Bool { output.map(StandardInput.isMeant) ?? false }
}
