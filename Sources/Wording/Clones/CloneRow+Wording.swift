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
    case .ungrouped: "in no given cluster"
    }
  }

  /// Clones in a sentence.
  static func name(_ clones: [Int]) -> String {
    clones.count == 1 ? "clone \(clones[0])" : "clones \(Wording.list(clones.map(String.init)))"
  }

  /// Clones that fit into no tree, and why that may be.
  static func unplaced(_ clones: [Int]) -> String {
    "\(name(clones)) \(clones.count == 1 ? "fits" : "fit") into no tree; possible causes are artefacts, a loss "
      + "of the loci in a part of the cells, or a wrong copy number"
  }

  /// Which pictures of clones a report leaves out; empty for none.
  ///
  /// - Parameters:
  ///   - drawn: Pairs of samples that are drawn.
  ///   - left: Pairs that are not.
  ///   - all: Whether the report draws clones at all.
  package static func drawn(_ drawn: Int, left: Int, all: Bool) -> [String] {
    if !all {
      return ["Of so many patients the report draws no clones; metachron figure draws them."]
    }
    return left == 0
      ? []
      : [
        "Drawn are \(drawn) of \(drawn + left) pairs of samples; metachron figure clusters draws any."
      ]
  }

  /// The same of several mutations, after their number.
  static func phrase(_ group: CloneGroup) -> String {
    switch group {
    case .clone: "of a clone"
    case .tail: "of a neutral tail"
    case .artefact: "likely artefacts"
    case .absent: "in no cell of any sample"
    case .notAssessable: "not assessable"
    case .ungrouped: "in none of the given clusters"
    }
  }
}
