/// What a patient's files contain beyond counts and copy numbers.
///
/// A table is empty where no file provides it; otherwise it has one entry for each sample or
/// mutation of the patient.
public struct SupportingEvidence: Hashable, Sendable {
  /// Strands, orientations and background of the reads, `[sample][mutation]`.
  public var readSupport: [[ReadSupport?]] = []
  /// Copy numbers that differ between tumour cells, `[sample][mutation]`.
  public var copyNumberMixtures: [[CopyNumberMixture?]] = []
  /// How often normal samples show each change, `[mutation]`.
  public var backgrounds: [SiteBackground?] = []
  /// Copies per normal cell where a file gives them, `[mutation]`; otherwise they follow from the
  /// position.
  public var normalCopies: [Int?] = []
  /// Reads of each change in the normal samples of the study's other patients, `[mutation]`; empty
  /// where none were counted.
  public var otherNormals: [[ReadCounts]] = []
  /// The patient's normal samples.
  public var normals: [Sample] = []
  /// What was observed in them, `[normal][mutation]`.
  public var normalObservations: [[SiteObservation]] = []
  /// Reads at common germline variants; samples before ``normals``.
  public var genotypes: GermlineGenotypes?

  /// Creates empty evidence.
  public init() {}

  /// The support of a mutation's reads in a sample.
  public func readSupport(sample: Int, mutation: Int) -> ReadSupport? {
    readSupport.isEmpty ? nil : readSupport[sample][mutation]
  }

  /// The copy numbers of a mutation's locus in a sample, where tumour cells differ.
  public func copyNumberMixture(sample: Int, mutation: Int) -> CopyNumberMixture? {
    copyNumberMixtures.isEmpty ? nil : copyNumberMixtures[sample][mutation]
  }

  /// How often normal samples show a mutation's change.
  public func background(mutation: Int) -> SiteBackground? {
    backgrounds.isEmpty ? nil : backgrounds[mutation]
  }

  /// The copies of a mutation's locus per normal cell, where a file gives them.
  public func normalCopies(mutation: Int) -> Int? {
    normalCopies.isEmpty ? nil : normalCopies[mutation]
  }

  /// The same for some of the mutations, in the order given.
  public func keeping(mutations: [Int]) -> SupportingEvidence {
    var kept = self
    kept.readSupport = readSupport.map { row in mutations.map { row[$0] } }
    kept.copyNumberMixtures = copyNumberMixtures.map { row in mutations.map { row[$0] } }
    kept.backgrounds = backgrounds.isEmpty ? [] : mutations.map { backgrounds[$0] }
    kept.normalCopies = normalCopies.isEmpty ? [] : mutations.map { normalCopies[$0] }
    kept.otherNormals = otherNormals.isEmpty ? [] : mutations.map { otherNormals[$0] }
    kept.normalObservations = normalObservations.map { row in mutations.map { row[$0] } }
    return kept
  }

  /// Whether the tables' shapes fit these numbers of samples and mutations.
  func fits(samples: Int, mutations: Int) -> Bool {
    func isTable(_ rows: Int, _ count: Int, _ widths: [Int]) -> Bool {
      (count == 0 || count == rows) && widths.allSatisfy { $0 == mutations }
    }
    return isTable(samples, readSupport.count, readSupport.map(\.count))
      && isTable(samples, copyNumberMixtures.count, copyNumberMixtures.map(\.count))
      && (backgrounds.isEmpty || backgrounds.count == mutations)
      && (normalCopies.isEmpty || normalCopies.count == mutations)
      && (otherNormals.isEmpty || otherNormals.count == mutations)
      && normalObservations.count == normals.count
      && normalObservations.allSatisfy { $0.count == mutations }
      && (genotypes.map { $0.counts.count == samples + normals.count } ?? true)
  }
}
