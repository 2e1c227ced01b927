import TumorModel

/// A variant as the counting loop needs it: places from 0, bases as alignment files code them.
struct CountedSite {
  enum Kind: UInt8 {
    /// Bases replaced by as many.
    case substitution
    case insertion
    case deletion
    /// Bases replaced by a different number of bases.
    case complex
  }

  /// The first base that a read must cover: the first replaced one, or the one before an indel.
  let lead: Int
  /// The last base that a read must cover.
  let last: Int
  let kind: Kind
  /// The reference bases' codes, of which a substitution of one base needs no more.
  let reference: CodedBases
  let alternate: CodedBases
  /// The place of the variant in the list that was asked for.
  let number: Int

  init(_ variant: Variant, number: Int, codes: inout [UInt8]) {
    self.number = number
    reference = CodedBases(variant.reference, &codes)
    alternate = CodedBases(variant.alternate, &codes)
    let start = variant.position - 1
    switch variant.kind {
    case .snv, .mnv:
      kind = .substitution
      (lead, last) = (start, start + reference.count - 1)
    case .insertion:
      kind = .insertion
      (lead, last) = (start, start)
    case .deletion:
      kind = .deletion
      (lead, last) = (start - 1, start - 1)
    case .complex:
      kind = .complex
      (lead, last) = (start - 1, start + reference.count)
    }
  }
}

/// Bases in a buffer of codes that all sites share.
struct CodedBases {
  /// The first base's code.
  let first: UInt8
  let offset: Int
  let count: Int

  init(_ bases: String, _ codes: inout [UInt8]) {
    offset = codes.count
    count = bases.utf8.count
    for base in bases.utf8 {
      let code: UInt8 =
        switch base {
        case UInt8(ascii: "A"): 1
        case UInt8(ascii: "C"): 2
        case UInt8(ascii: "G"): 4
        case UInt8(ascii: "T"): 8
        default: 15
        }
      codes.append(code)
    }
    first = count > 0 ? codes[offset] : 0
  }
}
