public import TumorModel

extension OriginRow {
  /// The five probabilities; `nil` where there is no evidence.
  public var probabilities: OriginProbabilities? {
    get {
      guard let acquired, let preexistingSubclonal, let preexistingClonal, let lost, let artefact
      else { return nil }
      var probabilities = OriginProbabilities(
        acquired: acquired, preexistingSubclonal: preexistingSubclonal,
        preexistingClonal: preexistingClonal, lost: lost, artefact: artefact)
      probabilities.germline = germline ?? 0
      return probabilities
    }
    set {
      acquired = newValue?.acquired
      preexistingSubclonal = newValue?.preexistingSubclonal
      preexistingClonal = newValue?.preexistingClonal
      lost = newValue?.lost
      artefact = newValue?.artefact
      germline = newValue?.germline
    }
  }

  /// The change; `nil` where position and alleles are none of a variant.
  public var variant: Variant? {
    Variant(
      chromosome: chromosome, position: position, reference: reference.bases,
      alternate: alternate.bases)
  }

  /// `chromosome:position:ref>alt`.
  public var mutation: String {
    VariantText.name(
      chromosome: chromosome, position: position, reference: reference, alternate: alternate)
  }

  /// `ERBB2 p.L755S`, or the change itself where names are missing.
  public var title: String { gene.isEmpty ? change : "\(gene) \(change)" }

  /// `p.L755S`, or the change itself where its name is missing.
  public var change: String { proteinChange.isEmpty ? mutation : proteinChange }

  /// As one asks for it: `ERBB2:p.L755S`, or the change itself where names are missing.
  public var query: String {
    gene.isEmpty || proteinChange.isEmpty ? mutation : "\(gene):\(proteinChange)"
  }

  /// Whether the knowledge table calls the mutation activating, conflicting evidence included.
  public var isActivating: Bool {
    FunctionalClass(rawValue: functionalClass)?.isActivating ?? false
  }

  /// Whether the mutation changes a protein, as far as its classification tells.
  public var changesProtein: Bool { !ProteinEffect.silent.contains(classification) }
}
