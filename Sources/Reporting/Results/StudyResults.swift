/// The tables of a results folder, patient by patient.
public struct StudyResults: Sendable {
  /// What the tables say of one patient.
  public struct Patient: Hashable, Sendable {
    /// The identifier.
    public var id: String
    /// The calls of pairs.
    public var calls: [CallRow] = []
    /// The pairs of samples.
    public var pairs: [PairRow] = []
    /// The mutations in each sample.
    public var trajectories: [TrajectoryRow] = []
    /// The samples, from the manifest.
    public var samples: [ManifestSample] = []
  }

  /// The folder that was read.
  public let folder: String
  /// How the results were made.
  public let manifest: Manifest
  /// Every patient of the manifest, in its order, those without a pair included.
  public let patients: [Patient]

  /// Reads a results folder.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - only: The one patient that is wanted; `nil` for all.
  /// - Throws: ``FileFailure`` where a file is missing, ``ResultTableReader/Failure`` where a table
  ///   is not one of ours.
  /// - Complexity: O(bytes of the tables).
  public init(folder: String, only: String? = nil) throws {
    self.folder = folder
    manifest = try Manifest.read("\(folder)/\(Manifest.fileName)")
    var patients: [Patient] = []
    var places: [String: Int] = [:]
    for entry in manifest.patients where only == nil || entry.id == only {
      places[entry.id] = patients.count
      patients.append(Patient(id: entry.id))
    }
    for sample in manifest.samples {
      if let place = places[sample.patient] { patients[place].samples.append(sample) }
    }
    let prefix = only.map { Array("\($0)\t".utf8) } ?? []
    let calls = try ResultTableReader(path: "\(folder)/\(ResultTable.origins.fileName)")
    let callColumns = try CallColumns(calls)
    try calls.forEachRow(startingWith: prefix) { row in
      let call = callColumns.call(row)
      if let place = places[call.patient] { patients[place].calls.append(call) }
      return true
    }
    let pairs = try ResultTableReader(path: "\(folder)/\(ResultTable.pairs.fileName)")
    let pair = try PairRow.reader(pairs)
    try pairs.forEachRow(startingWith: prefix) { row in
      let pair = pair(row)
      if let place = places[pair.patient] { patients[place].pairs.append(pair) }
      return true
    }
    let points = try ResultTableReader(path: "\(folder)/\(ResultTable.trajectories.fileName)")
    let point = try TrajectoryRow.reader(points)
    try points.forEachRow(startingWith: prefix) { row in
      let point = point(row)
      if let place = places[point.patient] { patients[place].trajectories.append(point) }
      return true
    }
    self.patients = patients
  }
}
