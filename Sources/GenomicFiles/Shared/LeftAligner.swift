package import DelimitedText
import HTSlib
package import TumorModel

/// Moves indels to the first place where they can stand, and checks reference bases.
///
/// A trimmed insertion or deletion moves left by one base as long as its last base is the base
/// before it. Several readers of one study share it, each in turn.
///
/// Method: A. Tan, G. R. Abecasis and H. M. Kang, *Bioinformatics* 31, 2202–2204 (2015),
/// doi:10.1093/bioinformatics/btv112.
package final class LeftAligner {
  /// An indel in a longer repeat stays where it is.
  private static let farthest = 100_000
  private static let windowSize = 1 << 16

  private let genome: ReferenceGenome
  private var chromosome = ""
  private var start = 1
  private var window: [UInt8] = []
  private var isKnown = false

  package init(path: String) throws(InputErrors) {
    do throws(HTSError) {
      genome = try ReferenceGenome(path: path)
    } catch {
      throw InputErrors(error, expected: "an indexed FASTA file")
    }
  }

  /// Whether the reference has a chromosome.
  package func has(_ chromosome: Chromosome) -> Bool {
    if self.chromosome == chromosome.name { return isKnown }
    return genome.name(of: chromosome.name) != nil
  }

  /// Whether bases are the reference's; `nil` where it has no such chromosome. `N` fits anything.
  package func agrees(
    _ bases: Bytes, on chromosome: Chromosome, at position: Int
  ) throws(InputErrors) -> Bool? {
    guard has(chromosome) else { return nil }
    for (offset, base) in bases.enumerated() {
      guard let known = try self.base(chromosome, position + offset) else { return false }
      let plain = base & 0xDF
      if known != plain, Self.isCertain(known), Self.isCertain(plain) { return false }
    }
    return true
  }

  /// The reference's bases where a deletion's are others; `nil` where they agree.
  package func disagreement(with variant: Variant) throws(InputErrors) -> String? {
    for (offset, base) in variant.reference.utf8.enumerated() {
      guard let known = try self.base(variant.chromosome, variant.position + offset),
        known == base || !Self.isCertain(known) || !Self.isCertain(base)
      else {
        return try bases(
          on: variant.chromosome, at: variant.position, count: variant.reference.utf8.count)
      }
    }
    return nil
  }

  /// The reference's bases, the first 50 of them and as far as it has them.
  package func bases(on chromosome: Chromosome, at position: Int, count: Int) throws(InputErrors)
    -> String
  {
    var bases: [UInt8] = []
    for offset in 0..<min(count, 50) {
      if let base = try base(chromosome, position + offset) { bases.append(base) }
    }
    return String(decoding: bases, as: UTF8.self)
  }

  /// The same change at its first place; `nil` where the reference has no such chromosome.
  ///
  /// - Complexity: O(bases moved).
  package func aligned(_ variant: Variant) throws(InputErrors) -> Variant? {
    guard has(variant.chromosome) else { return nil }
    guard variant.kind == .insertion || variant.kind == .deletion else { return variant }
    let isInsertion = variant.kind == .insertion
    var bases = Array((variant.reference + variant.alternate).utf8)
    // The base before the change: an insertion stands at it, a deletion after it.
    var before = isInsertion ? variant.position : variant.position - 1
    var turn = 0
    let first = isInsertion ? 2 : 1
    while before >= first, turn < Self.farthest {
      let last = bases[bases.count - 1 - turn % bases.count]
      guard try base(variant.chromosome, before) == last else { break }
      before -= 1
      turn += 1
    }
    guard turn > 0 else { return variant }
    let shift = turn % bases.count
    bases = Array(bases[(bases.count - shift)...] + bases[..<(bases.count - shift)])
    let text = String(decoding: bases, as: UTF8.self)
    return Variant(
      chromosome: variant.chromosome, position: isInsertion ? before : before + 1,
      reference: isInsertion ? "" : text, alternate: isInsertion ? text : "")
  }

  /// One base in upper case, or `nil` outside the chromosome.
  package func base(_ chromosome: Chromosome, _ position: Int) throws(InputErrors) -> UInt8? {
    if self.chromosome != chromosome.name || position < start || position >= start + window.count {
      try move(to: chromosome, position)
    }
    let offset = position - start
    return window.indices.contains(offset) ? window[offset] : nil
  }

  /// Records mostly come in order, and indels move left: the window begins a little before.
  private func move(to chromosome: Chromosome, _ position: Int) throws(InputErrors) {
    let first = max(1, position - Self.windowSize / 8)
    do throws(HTSError) {
      let found = try genome.bases(
        chromosome: chromosome.name, range: first...(first + Self.windowSize))
      (self.chromosome, start) = (chromosome.name, first)
      (window, isKnown) = (found ?? [], found != nil)
    } catch {
      throw InputErrors(error, expected: "an indexed FASTA file")
    }
  }

  private static func isCertain(_ base: UInt8) -> Bool {
    switch base {
    case 0x41, 0x43, 0x47, 0x54: true
    default: false
    }
  }
}
