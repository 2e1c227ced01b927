/// A few residues of a reference protein: enough to tell names of one change from another change.
///
/// An insertion among similar residues has many names. What decides is the protein that each makes:
/// changes are applied to the stretch, and those that give the same residues are one.
public struct ProteinStretch: Hashable, Sendable {
  /// The gene's symbol.
  public let gene: String
  /// The place of the first residue in the protein, from 1.
  public let start: Int
  /// The residues in one-letter code.
  public let residues: [UInt8]

  /// Creates a stretch.
  ///
  /// - Precondition: `start` is positive.
  public init(gene: String, start: Int, residues: [UInt8]) {
    precondition(start >= 1, "the first residue of a protein is number 1")
    (self.gene, self.start, self.residues) = (gene, start, residues)
  }

  /// Whether a residue is the protein's; `nil` outside the stretch.
  public func has(_ residue: ProteinVariant.Residue) -> Bool? {
    let place = residue.position - start
    return residues.indices.contains(place) ? residues[place] == residue.letter : nil
  }

  /// The one name of a change, after HGVS: as far towards the end of the protein as it can stand,
  /// and a duplication before an insertion before a replacement.
  ///
  /// A frameshift or a stop is returned as it is: it has one name.
  ///
  /// - Returns: `nil` when the change is not wholly inside the stretch, or names residues that are
  ///   not the protein's, as another isoform's numbering does.
  /// - Complexity: Linear in the lengths of the stretch and of the change.
  public func normalized(_ change: ProteinVariant) -> ProteinVariant? {
    guard has(change.first) == true, has(change.last) == true else { return nil }
    let (from, to) = (change.first.position - start, change.last.position - start)
    let middle: [UInt8]
    switch change.kind {
    case .synonymous, .frameshift, .nonsense: return change
    case .substitution, .deletionInsertion: middle = change.inserted
    case .deletion: middle = []
    case .duplication: middle = Array(residues[from...to] + residues[from...to])
    case .insertion: middle = [residues[from]] + change.inserted + [residues[to]]
    }
    // What follows a stop is not made.
    if middle.contains(ProteinVariantParser.stop) { return change }
    let made = residues[..<from] + middle + residues[(to + 1)...]
    return difference(Array(made)) ?? change
  }

  /// The change that turns the stretch into other residues; `nil` at its ends.
  private func difference(_ made: [UInt8]) -> ProteinVariant? {
    let shorter = min(made.count, residues.count)
    var front = 0
    while front < shorter, made[front] == residues[front] { front += 1 }
    var back = 0
    while back < shorter - front,
      made[made.count - 1 - back] == residues[residues.count - 1 - back]
    { back += 1 }
    let old = front..<(residues.count - back)
    let new = Array(made[front..<(made.count - back)])
    if old.isEmpty {
      guard !new.isEmpty else {
        let place = min(front, residues.count - 1)
        return ProteinVariant(kind: .synonymous, first: residue(place), last: residue(place))
      }
      if front >= new.count, Array(residues[(front - new.count)..<front]) == new {
        return ProteinVariant(
          kind: .duplication, first: residue(front - new.count), last: residue(front - 1))
      }
      guard front > 0, front < residues.count else { return nil }
      return ProteinVariant(
        kind: .insertion, first: residue(front - 1), last: residue(front), inserted: new)
    }
    let (first, last) = (residue(old.lowerBound), residue(old.upperBound - 1))
    if new.isEmpty { return ProteinVariant(kind: .deletion, first: first, last: last) }
    return ProteinVariant(
      kind: old.count == 1 && new.count == 1 ? .substitution : .deletionInsertion, first: first,
      last: last, inserted: new)
  }

  private func residue(_ place: Int) -> ProteinVariant.Residue {
    ProteinVariant.Residue(letter: residues[place], position: start + place)
  }
}
