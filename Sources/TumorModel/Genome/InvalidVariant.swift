/// Input that was taken for a variant but is not one.
public struct InvalidVariant: Error, Hashable, Sendable, CustomStringConvertible {
  /// The chromosome's name as it was given.
  public let chromosome: String
  /// The position as it was given.
  public let position: Int
  /// The reference bases as they were given.
  public let reference: String
  /// The alternate bases as they were given.
  public let alternate: String

  /// The change, and the requirements for a variant.
  public var description: String {
    """
    '\(chromosome):\(position) \(reference)>\(alternate)' is not a variant: a chromosome, a position \
    from 1 on and two different alleles of the bases ACGTN are needed
    """
  }
}

extension Mutation {
  /// Creates a mutation from the parts of its variant.
  ///
  /// - Parameters:
  ///   - chromosome: The chromosome in any of the field's spellings, such as `chr17` or `17`.
  ///   - position: 1-based, as for ``Variant``.
  ///   - reference: Bases of `ACGTN`; `-` or empty for an insertion.
  ///   - alternate: Bases of `ACGTN`; `-` or empty for a deletion.
  ///   - gene: The gene's symbol; empty where none is known.
  /// - Throws: ``InvalidVariant`` if the parts do not describe a change.
  public init(
    chromosome: String, position: Int, reference: String, alternate: String, gene: String = ""
  ) throws(InvalidVariant) {
    guard let place = Chromosome(chromosome),
      let variant = Variant(
        chromosome: place, position: position, reference: reference, alternate: alternate)
    else {
      throw InvalidVariant(
        chromosome: chromosome, position: position, reference: reference, alternate: alternate)
    }
    self.init(variant: variant, gene: gene, proteinChange: "", classification: "")
  }
}
