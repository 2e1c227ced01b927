import Foundation
package import Results

/// What earlier runs made in a results folder, and of what: `run.json`.
package struct RunRecord: JSONObject, Hashable {
  package static let fileName = ResultTables.runRecord
  /// The stage that checks the study and names its files.
  package static let check = "check"
  /// The stage that counts reads.
  package static let counts = "counts"
  /// The stage that tells whose samples are whose.
  package static let identity = "identity"
  /// The stage that clusters mutations into clones.
  package static let clones = "clones"
  /// The stage that infers the trees of clones; of a run, a part of ``clones``.
  package static let trees = "trees"
  /// The stage that finds the migrations between sites; of a run, a part of ``clones``.
  package static let migration = "migration"

  /// A stage that was done.
  package struct Stage: JSONObject, Hashable {
    /// The SHA-256 of everything that the outputs depend on.
    package var fingerprint = ""
    /// The files that were read; of an alignment, the checksum is its index's.
    package var inputs: [Manifest.File] = []
    /// The files that were written, by their names in the folder.
    package var outputs: [Manifest.File] = []
    /// Of counts: each sample's alignment.
    package var alignments: [String: Manifest.File]?
    /// Of counts: what else they depend on.
    package var basis: String?

    package init() {}

    package init(
      fingerprint: String, inputs: [Manifest.File], outputs: [Manifest.File],
      alignments: [String: Manifest.File]? = nil, basis: String? = nil
    ) {
      self.fingerprint = fingerprint
      self.inputs = inputs
      self.outputs = outputs
      self.alignments = alignments
      self.basis = basis
    }

    /// Whether all outputs are in a folder as they were written.
    package func isWhole(in folder: String) -> Bool {
      outputs.allSatisfy { $0.isInside && $0.isUnchanged(in: folder) }
    }

    package static let properties: [JSONProperty<Stage>] = [
      JSONProperty(
        "fingerprint", \.fingerprint, meaning: "SHA-256 of everything that the outputs depend on"),
      JSONProperty("inputs", \.inputs, meaning: "The files that were read"),
      JSONProperty("outputs", \.outputs, meaning: "The files that were written"),
      JSONProperty("alignments", \.alignments, meaning: "Of counts: the alignment of each sample"),
      JSONProperty("basis", \.basis, meaning: "Of counts: what else they depend on"),
    ]
  }

  /// The stages by name.
  package var stages: [String: Stage] = [:]

  /// A record of nothing.
  package init() {}

  package static let properties: [JSONProperty<RunRecord>] = [
    JSONProperty("stages", \.stages, meaning: "The stages that were done, by name")
  ]

  /// The record of a folder; an empty one where there is none or it cannot be read, so that all is
  /// done again.
  package init(folder: String) {
    guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(Self.fileName)")),
      let record = try? JSONDecoder().decode(RunRecord.self, from: data)
    else { return }
    self = record
  }

  /// Writes the record, whole or not at all.
  ///
  /// - Throws: `FileFailure` when it cannot be written.
  package func write(folder: String) throws {
    try WholeFile.write(
      Data((try JSONText.text(self) + "\n").utf8), to: "\(folder)/\(Self.fileName)",
      own: [Self.fileName])
  }

  /// The fingerprint of a stage: SHA-256 over the versions of the tool and its libraries, the
  /// choices, and the inputs' paths, roles and checksums.
  package static func fingerprint(
    stage: String, choices: [String: [String]], inputs: [Manifest.File]
  ) throws -> String {
    struct Basis: Encodable {
      var stage: String
      var tool: String
      var choices: [String: [String]]
      var inputs: [Manifest.File]
    }
    // JSON keeps apart what joined text would not: names may hold any character.
    return SHA256.checksum(
      of: try JSONText.text(
        Basis(
          stage: stage, tool: ToolVersion.description, choices: choices, inputs: inputs)))
  }
}

extension Manifest.File {
  /// Whether the file is in a folder with the recorded content.
  package func isUnchanged(in folder: String) -> Bool {
    (try? SHA256.checksum(ofFile: "\(folder)/\(path)")) == sha256
  }
}
