import Glibc

/// What a listed site may be, one cell each: a clone in a state of the earlier and a state of the
/// later sample, not absent from both; an artefact of the earlier, the later or both samples with
/// one of five tails; an inherited variant; a clone of blood cells.
///
/// Cells stand in one row: `earlier × later` states first, then `pattern × tail`, then the inherited
/// variant and the clone of blood cells.
enum OriginCells {
  /// States on one side.
  static let states = CellFractionBins.states
  /// Cells of clones.
  static let clones = states * states
  /// Tails of artefacts: as many as ``NoiseGrid/tails``, written out as the ranges' number is.
  static let tails = 5
  /// Artefacts of the earlier sample alone.
  static let earlierArtefacts = clones..<(clones + tails)
  /// Artefacts of the later sample alone.
  static let laterArtefacts = (clones + tails)..<(clones + 2 * tails)
  /// Artefacts of both.
  static let sharedArtefacts = (clones + 2 * tails)..<(clones + 3 * tails)
  /// An inherited variant.
  static let germline = clones + 3 * tails
  /// A clone of blood cells.
  static let blood = germline + 1
  /// The number of cells.
  static let count = blood + 1

  /// The cell of a clone.
  @inline(__always)
  static func clone(_ earlier: Int, _ later: Int) -> Int { earlier * states + later }

  // MARK: Classes

  /// Classes of clones: absent, in some cells and in every cell, by earlier and later sample.
  static let classes = 9
  /// The default share of each class among all mutations; see `OriginParameters`.
  static let defaultClasses = OriginParameters.defaultClassPrior
  /// The default share of artefacts among listed sites.
  static let defaultArtefacts = 0.03
  /// The default share of inherited variants among listed sites of patients with a normal sample.
  static let defaultGermline = 0.005

  /// How each class spreads over the states of one side: absence, half log-uniform and half uniform,
  /// every cell. `[3][state]`.
  static let spread: [[Double]] = {
    var absent = [Double](repeating: 0, count: states)
    var clonal = absent
    absent[0] = 1
    clonal[states - 1] = 1
    return [absent, [0] + CellFractionBins.referenceMasses + [0], clonal]
  }()
}
