import DelimitedText

/// What stands in a VCF's ALT field for one allele.
enum AlternateAllele: Int, CaseIterable {
  /// Bases of `ACGTN`.
  case bases
  /// `.`: no alternate allele.
  case none
  /// `<*>` or `<NON_REF>`: any allele that was not seen.
  case unseen
  /// `*`: the allele is missing because of a deletion upstream.
  case overlapped
  /// `<DEL>` and the like.
  case symbolic
  /// The end of a breakpoint: `G]17:198982]`.
  case breakend
  /// Other letters.
  case unknown

  init(_ text: Bytes) {
    if text.allSatisfy({ Nucleotide.index(of: $0) != nil }), !text.isEmpty {
      self = .bases
    } else if text.isMissing {
      self = .none
    } else if text.count == 1, text[0] == UInt8(ascii: "*") {
      self = .overlapped
    } else if text.first == UInt8(ascii: "<") {
      self = text.elementsEqual("<*>".utf8) || text.matches("<NON_REF>") ? .unseen : .symbolic
    } else if text.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") })
      || text.first == UInt8(ascii: ".") || text.last == UInt8(ascii: ".")
    {
      self = .breakend
    } else {
      self = .unknown
    }
  }

  /// How a warning calls alleles of the kind.
  var words: String {
    switch self {
    case .bases: "bases"
    case .none: "without an alternate allele"
    case .unseen: "<*> or <NON_REF>"
    case .overlapped: "'*'"
    case .symbolic: "symbolic such as <DEL>"
    case .breakend: "breakends"
    case .unknown: "other letters than ACGTN"
    }
  }

  /// Whether alleles of the kind say that the reference was looked at.
  var isReference: Bool { self == .none || self == .unseen }
}
