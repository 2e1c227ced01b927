public import DelimitedText
public import TumorModel

/// Reference or alternate bases as a table spells them: `-` where there are none.
public struct Allele: Hashable, Sendable, FieldValue {
  /// The bases, upper case; empty for the missing side of an insertion or deletion.
  public var bases: String

  /// Creates an allele from its bases.
  public init(_ bases: String) { self.bases = bases }

  /// Bases, or `-`.
  public static func read(_ field: FieldBytes) -> Allele? {
    if field.isEmpty { return nil }
    return Allele(
      field.count == 1 && field[0] == UInt8(ascii: "-")
        ? "" : String(decoding: field, as: UTF8.self))
  }
  /// Writes the bases, or `-`.
  public func write(to table: inout TableWriter) { table.append(bases.isEmpty ? "-" : bases) }
  /// Bases, or `-`.
  public static var expectation: String { "bases, or - for none" }
}

extension Chromosome: FieldValue {
  /// A chromosome in any of the field's spellings.
  public static func read(_ field: FieldBytes) -> Chromosome? {
    Chromosome(String(decoding: field, as: UTF8.self))
  }
  /// Writes the plain name.
  public func write(to table: inout TableWriter) { table.append(name) }
  /// A chromosome.
  public static var expectation: String { "a chromosome, such as 17 or X" }
}

extension Variant: FieldValue {
  /// `chromosome:position:ref>alt`, with `-` for no bases; names of contigs may hold colons.
  public static func read(_ field: FieldBytes) -> Variant? {
    guard let last = field.lastIndex(of: UInt8(ascii: ":")),
      let first = field[..<last].lastIndex(of: UInt8(ascii: ":")),
      let arrow = field[last...].firstIndex(of: UInt8(ascii: ">")),
      let position = Int.read(FieldBytes(rebasing: field[(first + 1)..<last])),
      let chromosome = Chromosome.read(FieldBytes(rebasing: field[..<first]))
    else { return nil }
    return Variant(
      chromosome: chromosome, position: position,
      reference: String(decoding: field[(last + 1)..<arrow], as: UTF8.self),
      alternate: String(decoding: field[(arrow + 1)...], as: UTF8.self))
  }

  /// Writes `chromosome:position:ref>alt`.
  public func write(to table: inout TableWriter) {
    VariantText.write(
      chromosome: chromosome, position: position, reference: Allele(reference),
      alternate: Allele(alternate), to: &table)
  }

  /// `chromosome:position:ref>alt`.
  public static var expectation: String { "chromosome:position:ref>alt" }

  /// `17:37880220:T>G`, with `-` for no bases.
  public var name: String {
    VariantText.name(
      chromosome: chromosome, position: position, reference: Allele(reference),
      alternate: Allele(alternate))
  }
}

/// The one text of a change in tables and sentences, of its four parts.
///
/// Rows whose parts are those of no variant are written by it as well.
package enum VariantText {
  static func write(
    chromosome: Chromosome, position: Int, reference: Allele, alternate: Allele,
    to table: inout TableWriter
  ) {
    table.append(chromosome.name)
    table.append(byte: UInt8(ascii: ":"))
    table.append(position)
    table.append(byte: UInt8(ascii: ":"))
    reference.write(to: &table)
    table.append(byte: UInt8(ascii: ">"))
    alternate.write(to: &table)
  }

  /// The text by itself, such as `17:37880220:T>G`.
  package static func name(
    chromosome: Chromosome, position: Int, reference: Allele, alternate: Allele
  ) -> String {
    var table = TableWriter(capacity: 64)
    write(
      chromosome: chromosome, position: position, reference: reference, alternate: alternate,
      to: &table)
    return table.text
  }
}

extension Variant {
  /// What a row holds before it is read; never written.
  static let placeholder: Variant = {
    guard
      let variant = Variant(
        chromosome: .unplaced, position: 1, reference: "N", alternate: "A")
    else { preconditionFailure("N>A is a variant") }
    return variant
  }()
}

extension CopyNumberMixture: FieldValue {
  /// `share:major+minor` of each part, joined by commas.
  ///
  /// Shares are scaled to add to 1, since tables round them to six digits.
  public static func read(_ field: FieldBytes) -> CopyNumberMixture? {
    let text = String(decoding: field, as: UTF8.self)
    var parts: [(share: Double, copyNumber: CopyNumber)] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let fields = part.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count == 2, let share = NumberText.decimal(fields[0]), share > 0, share <= 1
      else {
        return nil
      }
      let copies = fields[1].split(separator: "+", omittingEmptySubsequences: false)
      guard copies.count == 2, let major = Int(copies[0]), let minor = Int(copies[1]),
        let copyNumber = CopyNumber(major: major, minor: minor)
      else { return nil }
      parts.append((share, copyNumber))
    }
    let sum = parts.reduce(0) { $0 + $1.share }
    return CopyNumberMixture(
      parts.map { Part(cellFraction: $0.share / sum, copyNumber: $0.copyNumber) })
  }

  /// Writes `share:major+minor` of each part, joined by commas.
  public func write(to table: inout TableWriter) {
    for (index, part) in parts.enumerated() {
      if index > 0 { table.append(byte: UInt8(ascii: ",")) }
      table.append(part.cellFraction)
      table.append(byte: UInt8(ascii: ":"))
      table.append(part.copyNumber.major)
      table.append(byte: UInt8(ascii: "+"))
      table.append(part.copyNumber.minor)
    }
  }

  /// `share:major+minor`, several joined by commas.
  public static var expectation: String { "share:major+minor, several joined by commas" }
}
