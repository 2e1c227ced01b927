import TumorModel

/// A change of the genome in HGVS notation, which may leave the reference bases out:
/// `g.37880219_37880233del`, `g.37880981_37880982insGCATACGTGATG`, `g.37880219_37880220delinsCC`.
package struct GenomicEdit: Hashable, Sendable {
  private enum Kind: String { case del, dup, ins, delins }

  private let chromosome: Chromosome
  private let first: Int
  private let last: Int
  private let kind: Kind
  private let bases: String

  /// Reads what follows the first position, or returns `nil`.
  init?(_ chromosome: Chromosome, _ first: Int, _ text: Substring) {
    let form = #/(?:_([0-9]+))?(delins|del|dup|ins)([ACGTN]*)\s*/#.ignoresCase()
    guard let match = text.wholeMatch(of: form), let kind = Kind(rawValue: match.2.lowercased())
    else { return nil }
    let last = match.1.map { Int($0) } ?? first
    guard let last, last >= first, last - first < 10_000 else { return nil }
    if kind == .ins, last != first + 1 { return nil }
    if kind == .ins || kind == .delins, match.3.isEmpty { return nil }
    (self.chromosome, self.first, self.last) = (chromosome, first, last)
    (self.kind, bases) = (kind, match.3.uppercased())
  }

  /// Whether a trimmed variant is the change, as far as is told.
  func means(_ variant: Variant) -> Bool {
    guard chromosome == variant.chromosome else { return false }
    let length = last - first + 1
    switch kind {
    case .del:
      return variant.kind == .deletion && variant.position == first
        && variant.reference.utf8.count == length
    case .ins:
      let asked = Variant(
        chromosome: chromosome, position: first, reference: "", alternate: bases)
      return asked.map { $0.isSameIndel(as: variant) } ?? false
    case .dup:
      return variant.kind == .insertion && variant.alternate.utf8.count == length
        && (first - 1...last).contains(variant.position)
    case .delins:
      return variant.position == first && variant.reference.utf8.count == length
        && variant.alternate == bases
    }
  }
}
