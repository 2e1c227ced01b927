import Foundation
import Reporting

/// What earlier runs made in a results folder, and of what: `run.json`.
struct RunRecord: Codable, Hashable, Sendable {
  static let fileName = "run.json"

  /// A stage that was done.
  struct Stage: Codable, Hashable, Sendable {
    /// The SHA-256 of everything that the outputs depend on.
    var fingerprint: String
    /// The files that were read; of an alignment, the checksum is its index's.
    var inputs: [Manifest.File]
    /// The files that were written, by their names in the folder.
    var outputs: [Manifest.File]
    /// Of counts: each sample's alignment, and what else its counts depend on.
    var alignments: [String: Manifest.File]?
    var basis: String?
  }

  /// The stages by name.
  var stages: [String: Stage] = [:]

  /// The record of a folder; an empty one where there is none or it cannot be read, so that all is
  /// done again.
  init(folder: String) {
    guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(Self.fileName)")),
      let record = try? JSONDecoder().decode(RunRecord.self, from: data)
    else { return }
    self = record
  }

  /// Writes the record, whole or not at all.
  ///
  /// - Throws: `FileFailure` when it cannot be written.
  func write(folder: String) throws {
    try WholeFile.write(
      Data((try jsonText(self) + "\n").utf8), to: "\(folder)/\(Self.fileName)")
  }

  /// The fingerprint of a stage: SHA-256 over the versions of the tool and its libraries, the
  /// parameters, and the inputs' paths, roles and checksums.
  static func fingerprint(
    stage: String, parameters: [String: [String]], inputs: [Manifest.File]
  ) throws -> String {
    struct Basis: Encodable {
      var stage: String
      var tool: String
      var parameters: [String: [String]]
      var inputs: [Manifest.File]
    }
    // JSON keeps apart what joined text would not: names may hold any character.
    return SHA256.checksum(
      of: try jsonText(
        Basis(
          stage: stage, tool: ToolVersion.description, parameters: parameters, inputs: inputs)))
  }
}
