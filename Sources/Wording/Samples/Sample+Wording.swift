package import TumorModel

extension SampleRole {
  /// The role in words, such as `metastasis`.
  package var words: String {
    switch self {
    case .primary: "primary"
    case .recurrence: "recurrence"
    case .metastasis: "metastasis"
    case .plasma: "plasma"
    case .normal: "normal"
    }
  }
}

extension Specimen {
  /// How the specimen was kept, such as `fresh frozen`.
  package var words: String {
    switch self {
    case .freshFrozen: "fresh frozen"
    case .ffpe: "FFPE"
    case .plasma: "plasma"
    case .cytology: "cytology"
    }
  }
}
