/// A change of a protein, read from its HGVS name.
///
/// ```swift
/// ProteinVariant("NP_004439.2:p.(Leu755Ser)")?.description   // "p.L755S"
/// ```
///
/// Two names of one change can still differ here, as `Y772_A775dup` and `A775_G776insYVMA` do; only
/// the protein's own residues tell: see ``ProteinStretch/normalized(_:)``.
public struct ProteinVariant: Hashable, Sendable, CustomStringConvertible {
  /// What happens to the protein.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// One residue replaced.
    case substitution
    /// No residue changed.
    case synonymous
    /// A stop in place of a residue.
    case nonsense
    /// Residues left out.
    case deletion
    /// Residues put in.
    case insertion
    /// Residues repeated, the copy right behind the original.
    case duplication
    /// Residues replaced by others, one for one or not.
    case deletionInsertion = "deletion_insertion"
    /// Another reading frame from a residue on.
    case frameshift
  }

  /// A residue of the reference protein.
  public struct Residue: Hashable, Sendable {
    /// Its one-letter code, `*` for the stop.
    public let letter: UInt8
    /// Its place in the protein, from 1.
    public let position: Int

    /// Creates a residue.
    public init(letter: UInt8, position: Int) { (self.letter, self.position) = (letter, position) }
  }

  /// What happens.
  public let kind: Kind
  /// The first residue concerned; of an insertion, the one before it.
  public let first: Residue
  /// The last residue concerned; of an insertion, the one after it.
  public let last: Residue
  /// The new residues in one-letter code; empty where there are none, or none is named.
  public let inserted: [UInt8]
  /// Residues from the first changed one to the new stop of a frameshift, where they are told.
  public let stopDistance: Int?

  init(
    kind: Kind, first: Residue, last: Residue, inserted: [UInt8] = [], stopDistance: Int? = nil
  ) {
    self.kind = kind
    (self.first, self.last) = (first, last)
    self.inserted = inserted
    self.stopDistance = stopDistance
  }

  /// Reads a name, or returns `nil` for a change of no known ``Kind``.
  ///
  /// One- and three-letter residues, with or without `p.`, brackets and a transcript before a
  /// colon; a stop is `*`, `Ter` or `X`. Residues that repeat what `dup` or `del` says must be as
  /// many as the range has. Extensions, uncertain ends and several changes at once are not read.
  ///
  /// - Parameter spelling: Any text; up to 1,000 bytes are looked at.
  /// - Complexity: Linear in the length.
  public init?(_ spelling: String) {
    var parser = ProteinVariantParser(spelling)
    guard let variant = parser.variant() else { return nil }
    self = variant
  }

  /// The short form, in which names can be compared, such as `p.L755S`.
  public var description: String {
    var text = "p." + Self.name(first)
    if last != first { text += "_" + Self.name(last) }
    let new = String(decoding: inserted, as: UTF8.self)
    switch kind {
    case .substitution, .nonsense: text += new
    case .synonymous: text += "="
    case .deletion: text += "del"
    case .insertion: text += "ins" + new
    case .duplication: text += "dup"
    case .deletionInsertion: text += "delins" + new
    case .frameshift: text += new + "fs" + (stopDistance.map { "*\($0)" } ?? "")
    }
    return text
  }

  /// Whether the protein ends early or is read in another frame.
  public var isTruncating: Bool { kind == .nonsense || kind == .frameshift }

  private static func name(_ residue: Residue) -> String {
    String(UnicodeScalar(residue.letter)) + "\(residue.position)"
  }
}
