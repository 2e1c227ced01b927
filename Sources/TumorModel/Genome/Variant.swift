/// A small somatic variant in trimmed form, so that each change is written in one way.
///
/// Bases that reference and alternate share at the end, then at the start, are trimmed; an allele
/// without bases is written as empty. As in a MAF, an insertion has the position of the base before
/// it, and every other change that of its first reference base. Without a reference genome an indel
/// in a repeat can still be placed at several positions: see ``isSameIndel(as:)``.
public struct Variant: Hashable, Comparable, Sendable {
  /// The chromosome.
  public let chromosome: Chromosome
  /// The 1-based position, in bases.
  public let position: Int
  /// The reference bases, upper case; empty for an insertion.
  public let reference: String
  /// The alternate bases, upper case; empty for a deletion.
  public let alternate: String

  /// Creates a trimmed variant, or `nil` if the input is not a variant.
  ///
  /// - Parameters:
  ///   - chromosome: The chromosome.
  ///   - position: 1-based and positive. For an insertion written with a dash (or an empty
  ///     reference) the base before it, as in a MAF; otherwise the first base of `reference`.
  ///   - reference: Bases of `ACGTN` in any case; `-` or empty for an insertion.
  ///   - alternate: Bases of `ACGTN` in any case; `-` or empty for a deletion.
  public init?(chromosome: Chromosome, position: Int, reference: String, alternate: String) {
    if let old = Self.base(reference), let new = Self.base(alternate) {
      // Most variants: nothing to trim, and nothing is allocated.
      guard position >= 1, old != new else { return nil }
      (self.chromosome, self.position) = (chromosome, position)
      (self.reference, self.alternate) = (String(Character(old)), String(Character(new)))
      return
    }
    guard position >= 1, let before = Self.bases(reference), let after = Self.bases(alternate),
      before != after
    else { return nil }
    let insertedAfter = before.isEmpty
    var (old, new) = (before[...], after[...])
    while let left = old.last, let right = new.last, left == right {
      old.removeLast()
      new.removeLast()
    }
    var start = position
    while let left = old.first, let right = new.first, left == right {
      old.removeFirst()
      new.removeFirst()
      start += 1
    }
    // A trimmed insertion stands at the base before it.
    if old.isEmpty, !insertedAfter { start -= 1 }
    guard start >= 0 else { return nil }
    self.chromosome = chromosome
    self.position = start
    self.reference = Array(old).string
    self.alternate = Array(new).string
  }

  private static func base(_ text: String) -> Unicode.Scalar? {
    guard text.utf8.count == 1, let byte = text.utf8.first else { return nil }
    switch byte & 0xDF {
    case UInt8(ascii: "A"), UInt8(ascii: "C"), UInt8(ascii: "G"), UInt8(ascii: "T"),
      UInt8(ascii: "N"):
      return Unicode.Scalar(byte & 0xDF)
    default: return nil
    }
  }

  private static func bases(_ text: String) -> [UInt8]? {
    if text == "-" { return [] }
    var bases: [UInt8] = []
    bases.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte & 0xDF {
      case UInt8(ascii: "A"), UInt8(ascii: "C"), UInt8(ascii: "G"), UInt8(ascii: "T"),
        UInt8(ascii: "N"):
        bases.append(byte & 0xDF)
      default: return nil
      }
    }
    return bases
  }

  /// The kind of change.
  public var kind: VariantKind {
    switch (reference.utf8.count, alternate.utf8.count) {
    case (1, 1): .snv
    case (0, _): .insertion
    case (_, 0): .deletion
    case let (old, new) where old == new: .mnv
    default: .complex
    }
  }

  /// Whether the change is C>T or, on the other strand, G>A: the trace of deaminated cytosine.
  public var isDeamination: Bool {
    (reference == "C" && alternate == "T") || (reference == "G" && alternate == "A")
  }

  /// Whether the change is C>A or, on the other strand, G>T: the trace of oxidised guanine.
  public var isOxidation: Bool {
    (reference == "C" && alternate == "A") || (reference == "G" && alternate == "T")
  }

  /// Whether another indel is the same change, placed elsewhere in a repeat.
  ///
  /// Moving an indel of `b` bases by `d` bases rotates its sequence by `d mod b`. Two insertions
  /// (or two deletions) at most `b` bases apart whose sequences are such rotations of each other
  /// are treated as the same. For deletions this is certain, since the deleted bases are those of
  /// the reference; for insertions it holds if the bases in between are those inserted, which a
  /// rotation of three bases or more makes all but certain. Shorter insertions must agree in
  /// position.
  public func isSameIndel(as other: Variant) -> Bool {
    if self == other { return true }
    guard chromosome == other.chromosome, kind == other.kind,
      kind == .insertion || kind == .deletion
    else { return false }
    let (first, second) = position <= other.position ? (self, other) : (other, self)
    let old = Array((first.reference + first.alternate).utf8)
    let new = Array((second.reference + second.alternate).utf8)
    let distance = second.position - first.position
    guard old.count == new.count, distance <= old.count else { return false }
    if kind == .insertion, old.count < 3 { return false }
    return (0..<old.count).allSatisfy { new[$0] == old[($0 + distance) % old.count] }
  }

  /// Orders by chromosome, position, then alleles.
  public static func < (left: Self, right: Self) -> Bool {
    if left.chromosome != right.chromosome { return left.chromosome < right.chromosome }
    if left.position != right.position { return left.position < right.position }
    if left.reference != right.reference { return left.reference < right.reference }
    return left.alternate < right.alternate
  }
}

/// The kind of a small variant.
public enum VariantKind: String, Hashable, Sendable, CaseIterable {
  /// One base replaced.
  case snv
  /// Several bases replaced by as many.
  case mnv
  /// Bases inserted.
  case insertion
  /// Bases deleted.
  case deletion
  /// Bases replaced by a different number of bases.
  case complex
}

extension Array where Element == UInt8 {
  fileprivate var string: String { String(decoding: self, as: UTF8.self) }
}
