/// The kind of an input error, with the exit code of a command that meets it.
public enum InputErrorCategory: Int32, Hashable, Sendable, CaseIterable {
  /// The data are wrong.
  case badData = 65
  /// The file is missing or may not be read.
  case noInput = 66
  /// The device failed.
  case inputOutput = 74
}
