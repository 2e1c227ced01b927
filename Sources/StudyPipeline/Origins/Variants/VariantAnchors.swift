import HTSlib
import Studies
package import TumorModel

/// Writes trimmed variants as a VCF has them: an insertion or deletion with the base before it.
package struct VariantAnchors: ~Copyable {
  /// A variant's POS, REF and ALT.
  package struct Site {
    package let position: Int
    package let reference: String
    package let alternate: String
  }

  private let genome: ReferenceGenome?

  /// Opens the reference genome, where there is one.
  package init(reference: String?) throws(CommandFailure) {
    genome = try Self.open(reference)
  }

  private static func open(_ path: String?) throws(CommandFailure) -> ReferenceGenome? {
    guard let path else { return nil }
    do throws(HTSError) {
      return try ReferenceGenome(path: path)
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: HTSError) -> CommandFailure {
    let isAbsent = [.noSuchFile, .isDirectory, .notPermitted].contains(error.code)
    return CommandFailure(
      isAbsent ? .noInput : .badData,
      "\(error.path): error: \(error.detail); expected an indexed FASTA file")
  }

  /// The site of a variant, or `nil` when the base before it is not known.
  package func site(of variant: Variant) throws(CommandFailure) -> Site? {
    switch variant.kind {
    case .snv, .mnv, .complex:
      return Site(
        position: variant.position, reference: variant.reference, alternate: variant.alternate)
    case .insertion:
      guard let base = try base(variant.chromosome, variant.position) else { return nil }
      return Site(
        position: variant.position, reference: base, alternate: base + variant.alternate)
    case .deletion where variant.position == 1:
      // The first base of a chromosome has none before it: the one after is used.
      let after = 1 + variant.reference.utf8.count
      guard let base = try base(variant.chromosome, after) else { return nil }
      return Site(position: 1, reference: variant.reference + base, alternate: base)
    case .deletion:
      guard let base = try base(variant.chromosome, variant.position - 1) else { return nil }
      return Site(
        position: variant.position - 1, reference: base + variant.reference, alternate: base)
    }
  }

  /// The header's line about a chromosome.
  package func declaration(_ chromosome: Chromosome) -> String {
    let length = genome?.length(of: chromosome.name).map { ",length=\($0)" } ?? ""
    return "##contig=<ID=\(name(chromosome))\(length)>"
  }

  /// The reference's name of a chromosome, or else the plain one.
  package func name(_ chromosome: Chromosome) -> String {
    genome?.name(of: chromosome.name) ?? chromosome.name
  }

  private func base(
    _ chromosome: Chromosome, _ position: Int
  ) throws(CommandFailure) -> String? {
    do throws(HTSError) {
      let found = try genome?.bases(chromosome: chromosome.name, range: position...position)
      guard let base = found?.first, "ACGTN".utf8.contains(base) else { return nil }
      return String(decoding: [base], as: UTF8.self)
    } catch {
      throw Self.failure(error)
    }
  }
}
