package import Results

extension CloneRow {
  /// The gene with the mutation's name, or its identifier in the input.
  package var name: String {
    if !identifier.isEmpty { return gene.isEmpty ? identifier : "\(gene) \(identifier)" }
    return gene.isEmpty ? variant.name : "\(gene) \(variant.name)"
  }

  /// The alternate reads, such as `3 of 120`.
  package var readsWords: String {
    if depth == nil, cellFraction == nil { return "not looked at" }
    return Wording.reads(alternate, of: depth)
  }
}

/// Clones in words.
package enum CloneWording {
  /// What mutations of a group are, in a figure's legend.
  package static func words(_ group: CloneGroup) -> String {
    switch group {
    case .clone: "clone"
    case .tail: "neutral tail"
    case .artefact: "artefact"
    case .absent: "in no cell"
    case .notAssessable: "not assessable"
    }
  }
  /// The same of several mutations, after their number.
  static func phrase(_ group: CloneGroup) -> String {
    switch group {
    case .clone: "of a clone"
    case .tail: "of a neutral tail"
    case .artefact: "likely artefacts"
    case .absent: "in no cell of any sample"
    case .notAssessable: "not assessable"
    }
  }
}
