public import TumorModel

/// A sample in `manifest.json`: every value that its patient's analysis used.
public struct ManifestSample: Codable, Hashable, Sendable {
  /// The identifier.
  public var id: String
  /// The patient's identifier.
  public var patient: String
  /// The role's name.
  public var role: String
  /// Present and true where the input does not tell the role.
  public var isRoleAssumed: Bool?
  /// Days from diagnosis.
  public var day: Int?
  /// The place in the order of time points.
  public var order: Int?
  /// The anatomical site.
  public var site: String?
  /// How the specimen was kept.
  public var specimen: String?
  /// The tumour cell share as given.
  public var purity: Double?
  /// Its standard deviation.
  public var purityDeviation: Double?
  /// The mean copy number of tumour cells.
  public var ploidy: Double?
  /// P(read alternate | molecule reference).
  public var errorRate: Double?
  /// Mean copies of a molecule among the reads.
  public var duplication: Double

  /// Creates the entry of a sample.
  public init(_ sample: Sample) {
    id = sample.id
    patient = sample.patient
    role = sample.role.rawValue
    isRoleAssumed = sample.isRoleKnown ? nil : true
    day = sample.day
    order = sample.order
    site = sample.site
    specimen = sample.specimen?.rawValue
    purity = sample.purity?.value
    purityDeviation = sample.purityDeviation
    ploidy = sample.ploidy
    errorRate = sample.errorRate
    duplication = sample.duplication
  }

  /// The sample, or `nil` when a value is none that a sample can have.
  public var sample: Sample? {
    guard let role = SampleRole(rawValue: role) else { return nil }
    var sample = Sample(id: id, patient: patient, role: role)
    sample.isRoleKnown = isRoleAssumed != true
    sample.day = day
    sample.order = order
    sample.site = site
    if let specimen {
      guard let value = Specimen(rawValue: specimen) else { return nil }
      sample.specimen = value
    }
    if let purity {
      guard let value = Purity(purity) else { return nil }
      sample.purity = value
    }
    sample.purityDeviation = purityDeviation
    sample.ploidy = ploidy
    sample.errorRate = errorRate
    sample.duplication = duplication
    return sample
  }
}
