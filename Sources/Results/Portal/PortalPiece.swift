import DelimitedText
public import TumorModel

/// What some patients add to the files of a cBioPortal study.
public struct PortalPiece: Sendable {
  var mutations = TableWriter(capacity: 1 << 16)
  var patients = TableWriter()
  var samples = TableWriter()
  var days = TableWriter()
  var sampleIDs: [String] = []
  /// Rows of places that the portal does not know.
  public internal(set) var omitted = 0
  /// Identifiers that the portal does not take: it allows letters, digits, `.`, `_` and `-`.
  public private(set) var invalidIDs: [String] = []
  /// Whether a patient's assembly is not known, which each row of mutations must name.
  public private(set) var isBuildMissing = false

  /// Creates an empty piece.
  public init() {}

  /// Adds a patient.
  public mutating func add(_ origins: PatientOrigins, of patient: PatientEvidence) {
    invalidIDs += ([patient.id] + patient.samples.map(\.id)).filter { !Self.isAllowed($0) }
    guard let build = patient.build else {
      isBuildMissing = true
      return
    }
    patients.field(patient.id)
    patients.field(patient.sex.map { $0 == .female ? "Female" : "Male" } ?? "")
    patients.endRow()
    for sample in patient.samples {
      samples.field(patient.id)
      samples.field(sample.id)
      samples.field(Self.type(sample.knownRole))
      samples.field(sample.order)
      samples.field(sample.purity?.value)
      samples.endRow()
      sampleIDs.append(sample.id)
      guard let day = sample.day else { continue }
      days.field(patient.id)
      days.field(day)
      days.emptyField()
      days.field("SPECIMEN")
      days.field(sample.id)
      days.endRow()
    }
    omitted += PortalMutationTable.append(origins, of: patient, build: build, to: &mutations)
  }

  /// The role in the words that colour a sample in the portal.
  private static func type(_ role: SampleRole?) -> String {
    switch role {
    case nil: ""
    case .primary: "Primary"
    case .recurrence: "Recurrence"
    case .metastasis: "Metastasis"
    case .plasma: "Plasma"
    case .normal: "Normal"
    }
  }

  private static func isAllowed(_ identifier: String) -> Bool {
    !identifier.isEmpty
      && identifier.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
