public import Foundation

/// How results were made: `manifest.json`, the seal of a results folder.
///
/// It names every other file of the results with its checksum, and with `origins.tsv` it holds all
/// that new labels need, so that a results folder can be relabelled without its inputs.
public struct Manifest: JSONObject, Hashable {
  /// The file's name.
  public static let fileName = "manifest.json"

  /// A file with its checksum.
  public struct File: JSONObject, Hashable {
    /// The path as given for inputs, the name for outputs.
    public var path = ""
    /// What an input was read as.
    public var role: String?
    /// 64 hexadecimal digits.
    public var sha256 = ""

    /// Creates a file to be filled.
    public init() {}

    /// Creates a file.
    public init(path: String, role: String? = nil, sha256: String) {
      (self.path, self.role, self.sha256) = (path, role, sha256)
    }

    /// Whether the path stays in the folder that it is of; a record may be anybody's.
    public var isInside: Bool {
      !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
    }

    /// The properties.
    public static let properties: [JSONProperty<File>] = [
      JSONProperty("path", \.path, meaning: "The path as given for inputs, the name for outputs"),
      JSONProperty("role", \.role, meaning: "What an input was read as"),
      JSONProperty("sha256", \.sha256, meaning: "SHA-256 checksum, 64 hexadecimal digits"),
    ]
  }

  /// The tool's version.
  public var version = ""
  /// The command's name.
  public var command = ""
  /// Versions of the libraries that took part, by name.
  public var libraries: [String: String] = [:]
  /// Whether the study was simulated.
  public var isSynthetic = false
  /// The parameters of the analysis.
  public var parameters = ManifestParameters()
  /// The requested genes.
  public var genes: [String] = []
  /// The random seeds by what they drove.
  public var seeds: [String: UInt64] = [:]
  /// The input files.
  public var inputs: [File] = []
  /// The tables and other files of the results.
  public var outputs: [File] = []
  /// The patients in the order of the tables.
  public var patients: [ManifestPatient] = []
  /// The samples, patient by patient.
  public var samples: [ManifestSample] = []
  /// Lines of treatment, where the study tells them.
  public var treatments: [ManifestTreatment]?
  /// The gene panels of the samples, where the study tells them, by name.
  public var panels: [ManifestPanel]?
  /// Patients that the shared prior rests on; 0 where none was learned.
  public var priorPatients = 0
  /// Seconds from start to end.
  public var wallSeconds = 0.0

  /// Creates a manifest to be filled.
  public init() {}

  /// Creates a manifest without files and samples.
  public init(version: String, command: String, parameters: ManifestParameters) {
    self.version = version
    self.command = command
    self.parameters = parameters
  }

  /// The properties.
  public static let properties: [JSONProperty<Manifest>] = [
    JSONProperty("version", \.version, meaning: "Version of metachron"),
    JSONProperty("command", \.command, meaning: "The command that made the results"),
    JSONProperty("libraries", \.libraries, meaning: "Versions of the libraries used"),
    JSONProperty("is_synthetic", \.isSynthetic, meaning: "Whether the study was simulated"),
    JSONProperty("parameters", \.parameters, meaning: "The parameters of the analysis"),
    JSONProperty("genes", \.genes, meaning: "The requested genes"),
    JSONProperty("seeds", \.seeds, meaning: "Random seeds, by what they drove"),
    JSONProperty("inputs", \.inputs, meaning: "The input files"),
    JSONProperty("outputs", \.outputs, meaning: "The other files of the results"),
    JSONProperty("patients", \.patients, meaning: "The patients, in the order of the tables"),
    JSONProperty("samples", \.samples, meaning: "The tumour samples, patient by patient"),
    JSONProperty("treatments", \.treatments, meaning: "Lines of treatment"),
    JSONProperty("panels", \.panels, meaning: "The gene panels of the samples"),
    JSONProperty(
      "prior_patients", \.priorPatients, unit: .patients, .count,
      meaning: "Patients behind the shared prior; 0 where none was learned"),
    JSONProperty("wall_seconds", \.wallSeconds, .nonNegative, meaning: "Seconds from start to end"),
  ]

  /// The JSON text, with sorted keys.
  ///
  /// - Throws: An encoding error when a number is not a number.
  public func json() throws -> Data { Data((try JSONText.text(self) + "\n").utf8) }

  /// Reads a manifest.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - listsPatients: Whether ``patients``, ``samples`` and ``treatments`` are read too, which takes
  ///     most of the time.
  /// - Throws: ``FileFailure`` when the file cannot be read, ``TableFailure`` when it is no manifest.
  public static func read(_ path: String, listsPatients: Bool = true) throws -> Manifest {
    let what = "a manifest of metachron"
    return listsPatients
      ? try JSONText.read(Manifest.self, from: path, what: what)
      : try JSONText.read(Unlisted.self, from: path, what: what).manifest
  }

  /// A manifest without what it lists of each patient.
  private struct Unlisted: Decodable {
    let manifest: Manifest

    private static let properties = Manifest.properties.filter {
      !["patients", "samples", "treatments"].contains($0.name)
    }

    init(from decoder: any Decoder) throws {
      var manifest = Manifest()
      let container = try decoder.container(keyedBy: JSONKey.self)
      for property in Self.properties { try property.decode(&manifest, container) }
      self.manifest = manifest
    }
  }
}
