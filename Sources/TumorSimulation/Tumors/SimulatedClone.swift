/// The place of a clone in the history of a patient's two biopsies.
enum ClonePlace: Hashable, Sendable {
  /// In every cell of both biopsies.
  case trunk
  /// In every cell of the earlier biopsy and none of the later one.
  case earlierTrunk
  /// In some cells of the earlier biopsy.
  case earlierBranch
  /// Arisen after the lineages parted; the founder of the later biopsy or of a part of it.
  case laterTrunk
  /// In some cells of the later biopsy alone.
  case laterBranch
}

/// A clone with its share of each biopsy's tumour cells, descendants included.
struct SimulatedClone: Hashable, Sendable {
  /// Where it stands in the history.
  var place: ClonePlace
  /// Its cancer cell fraction in the earlier biopsy.
  var earlier: Double
  /// Its cancer cell fraction in the later biopsy.
  var later: Double
  /// Its number of mutations, relative to the other clones'.
  var weight: Double
}
