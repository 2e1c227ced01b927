public import TumorModel

/// A patient in `manifest.json`.
public struct ManifestPatient: Codable, Hashable, Sendable {
  /// The identifier.
  public var id: String
  /// `female` or `male`; absent where unknown.
  public var sex: String?
  /// `hg19` or `hg38`; absent where unknown.
  public var build: String?

  /// Creates the entry of a patient.
  public init(id: String, sex: Sex?, build: GenomeBuild?) {
    self.id = id
    self.sex = sex?.rawValue
    self.build = build?.rawValue
  }
}
