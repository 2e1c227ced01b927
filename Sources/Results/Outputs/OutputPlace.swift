import DelimitedText
import Foundation

/// Where an output goes: links are followed, and files of results and inputs are left alone.
///
/// The one place that decides what an output may replace. A file of a results folder or of a
/// cohort's folder is replaced only by the command whose file it is.
public struct OutputPlace: Sendable {
  /// The path as it was given.
  public let given: String
  /// The path with its links followed, also where the last one leads to nothing yet.
  public let path: String

  /// Follows the links of a path.
  public init(_ given: String) {
    self.given = given
    path = Self.resolved(given)
  }

  /// The folder of the file.
  public var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The name in the folder.
  public var name: String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// Whether standard output is meant, which is written as `-`.
  public var isStandardOutput: Bool { StandardInput.isMeant(by: given) }

  /// Whether there is something that is neither a file nor a folder, such as standard output, a device
  /// or a FIFO: it is written into, not replaced.
  public var isStream: Bool {
    if isStandardOutput { return true }
    var status = stat()
    guard stat(given, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Checks that an output may be put here.
  ///
  /// - Parameters:
  ///   - own: The names that the output may have in a folder of results.
  ///   - inputs: The files that are read.
  /// - Throws: ``OutputRefusal``.
  public func require(own: Set<String> = [], apartFrom inputs: [String] = []) throws(OutputRefusal)
  {
    try require(own: own, apartFrom: ReadFiles(inputs))
  }

  /// The same with files that were looked at before.
  public func require(own: Set<String> = [], apartFrom inputs: ReadFiles) throws(OutputRefusal) {
    if isStandardOutput { return }
    try inputs.require(apart: path, given: given)
    guard !own.contains(name), let owner = Self.owner(of: folder),
      ResultTables.fileNames.contains(name) || owner.files.contains(name)
    else { return }
    throw OutputRefusal(
      given,
      "is a file of \(owner.words), which another command wrote; expected a file of another name, or "
        + "outside that folder")
  }

  private static func owner(of folder: String) -> (words: String, files: Set<String>)? {
    func holds(_ name: String) -> Bool { access("\(folder)/\(name)", F_OK) == 0 }
    let manifest = "\(folder)/\(Manifest.fileName)"
    if holds(Manifest.fileName) || holds(OriginRow.table.fileName) || holds(ResultTables.runRecord)
    {
      let listed = (try? Manifest.read(manifest))?.outputs.map(\.path) ?? []
      return ("the results in \(folder)", Set(listed))
    }
    return holds(CohortSummary.fileName) ? ("the cohort in \(folder)", []) : nil
  }

  /// The path behind the last component's links; at most as many as the system follows.
  private static func resolved(_ given: String) -> String {
    var path = given
    for _ in 0..<40 {
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        break
      }
      if target.hasPrefix("/") {
        path = target
      } else if let slash = path.lastIndex(of: "/") {
        path = String(path[...slash]) + target
      } else {
        path = target
      }
    }
    return path
  }
}
