public import Foundation

/// How results were made: `manifest.json`.
///
/// With `origins.tsv` it holds all that new labels need, so that a results folder can be relabelled
/// without its inputs.
public struct Manifest: Codable, Hashable, Sendable {
  /// The file's name.
  public static let fileName = "manifest.json"

  /// A file with its checksum.
  public struct File: Codable, Hashable, Sendable {
    /// The path as given for inputs, the name for outputs.
    public var path: String
    /// What an input was read as.
    public var role: String?
    /// 64 hexadecimal digits.
    public var sha256: String

    /// Creates a file.
    public init(path: String, role: String? = nil, sha256: String) {
      (self.path, self.role, self.sha256) = (path, role, sha256)
    }
  }

  /// The tool's version.
  public var version: String
  /// The command's name.
  public var command: String
  /// Versions of the libraries that took part, by name.
  public var libraries: [String: String]
  /// Whether the study was simulated.
  public var isSynthetic: Bool
  /// The choices made.
  public var parameters: ManifestParameters
  /// The genes asked for.
  public var genes: [String]
  /// The random seeds by what they drove.
  public var seeds: [String: UInt64]
  /// The input files.
  public var inputs: [File]
  /// The tables.
  public var outputs: [File]
  /// The patients in the order of the tables.
  public var patients: [ManifestPatient]
  /// The samples, patient by patient.
  public var samples: [ManifestSample]
  /// Lines of treatment, where the study tells them.
  public var treatments: [ManifestTreatment]?
  /// Patients that the shared prior rests on; 0 where none was learned.
  public var priorPatients: Int
  /// Seconds from start to end.
  public var wallSeconds: Double

  /// Creates a manifest without files and samples.
  public init(version: String, command: String, parameters: ManifestParameters) {
    self.version = version
    self.command = command
    self.parameters = parameters
    libraries = [:]
    isSynthetic = false
    genes = []
    seeds = [:]
    (inputs, outputs) = ([], [])
    (patients, samples) = ([], [])
    priorPatients = 0
    wallSeconds = 0
  }

  /// The JSON text, with sorted keys.
  ///
  /// - Throws: An encoding error when a number is not finite.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(self)
    data.append(UInt8(ascii: "\n"))
    return data
  }

  /// Reads a manifest.
  ///
  /// - Throws: A decoding error that names the missing or wrong key.
  public init(json: Data) throws {
    self = try JSONDecoder().decode(Manifest.self, from: json)
  }
}
