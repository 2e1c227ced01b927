import ArgumentParser

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

  /// - Throws: A usage error where the name is empty.
  static func requireFolder(_ output: String?) throws {
    guard output?.isEmpty == true else { return }
    throw ValidationError("--output is empty; expected the name of a folder.")
  }
}
