public import DelimitedText
public import GenomicFiles
public import TumorModel

/// All patients of a study sheet with what their files tell, in a compact form.
///
/// A patient's evidence is put together when it is asked for, so that a large study can be analysed
/// patient by patient. About 48 bytes are held for each row of a mutation table, besides each text
/// once.
public struct Study: Sendable {
  struct SampleData: Sendable {
    let sample: Sample
    /// Sorted by site, one per site.
    var rows: [MutationRow]
    /// Whether an absent row says that the caller's rule failed.
    let isCalled: Bool
    let profile: CopyNumberProfile?
    let targets: TargetRegions?
    /// The VCF that the rows are of.
    var calls: CallFile?
    /// Reads at inherited variants, sorted by variant.
    var germline: [GermlineStore.Entry] = []
    /// By number of a gene's name, whether an absent row may be read as one that was not found; empty
    /// where it may of every gene.
    var coversGene: [Bool] = []
    /// The reads of its alignment, those that were left out included.
    var tally: ReadTally?

    /// Whether an absent row says that the caller's rule failed, and not that nobody looked.
    func covers(_ site: MutationRow, _ chromosome: Chromosome) -> Bool {
      guard isCalled, coversGene.isEmpty || coversGene[Int(site.gene)] else { return false }
      return targets?.covers(chromosome, site.position) ?? true
    }
  }

  struct Patient: Sendable {
    let id: String
    let sex: Sex?
    let samples: [SampleData]
    /// Their rows are looked up at the tumour samples' sites and add none.
    let normals: [SampleData]
    /// What a file said of loci themselves.
    var loci: [Variant: StatedLocus] = [:]
    /// What a file calls mutations whose place it tells in their identifier.
    var identifiers: [Variant: String] = [:]
    /// The clusters into which a file puts mutations.
    var clusters: [Variant: Int] = [:]
  }

  /// What the reader of a result should know of the input.
  public let warnings: [Warning]
  /// Warnings of primaries that were taken after a metastasis or recurrence: a check tells them as
  /// findings of their own.
  public internal(set) var reversals: [Warning] = []
  /// The files that were read, the sheet first, each once.
  public let inputs: [InputFile]
  /// The state of ``inputs`` before they were read, by path; plain files alone have one.
  public internal(set) var stamps: [String: FileStamp] = [:]
  /// The reference assembly, where it is known.
  public let build: GenomeBuild?
  /// Lines of treatment, where a file tells them.
  public let treatments: [Treatment]
  let store: VariantStore
  let entries: [Patient]
  /// What normal samples show at the study's sites.
  var backgrounds: [MutationSite: SiteBackground] = [:]
  /// The study's own normal samples.
  var normalPool = NormalPool([])
  /// The inherited variants; `nil` where no file tells of any.
  var germline: GermlineStore?
  /// Which pairs of alleles are substitutions.
  let isSubstitution: [Bool]

  /// How many patients have a tumour sample.
  public var patientCount: Int { entries.count }

  /// The patients' identifiers in the sheet's order.
  public var patientIDs: [String] { entries.map(\.id) }

  /// A patient's identifier.
  ///
  /// - Precondition: `0 <= index < patientCount`.
  public func patientID(at index: Int) -> String { entries[index].id }

  /// The tumour samples of a patient in the sheet's order.
  ///
  /// - Precondition: `0 <= index < patientCount`.
  public func samples(ofPatientAt index: Int) -> [Sample] { entries[index].samples.map(\.sample) }

  /// The normal samples of a patient in the sheet's order.
  ///
  /// - Precondition: `0 <= index < patientCount`.
  public func normals(ofPatientAt index: Int) -> [Sample] { entries[index].normals.map(\.sample) }

  /// A mutation's identifier in a file that takes the sheet's place; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - mutation: One of the patient's.
  ///   - index: The patient's place in ``patientIDs``.
  public func identifier(of mutation: Mutation, ofPatientAt index: Int) -> String? {
    if let known = entries[index].identifiers[mutation.variant] { return known }
    return mutation.variant.chromosome.isUnplaced && !mutation.gene.isEmpty ? mutation.gene : nil
  }

  /// The clusters into which a file that takes the sheet's place puts mutations; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - mutations: The patient's, or some of them.
  ///   - index: The patient's place in ``patientIDs``.
  /// - Returns: The cluster of each mutation; `nil` for one that is in none.
  public func clusters(of mutations: [Mutation], ofPatientAt index: Int) -> [Int?]? {
    let clusters = entries[index].clusters
    return clusters.isEmpty ? nil : mutations.map { clusters[$0.variant] }
  }

  /// The VCF of a tumour sample with the line of each mutation in it; `nil` where its calls came
  /// from a table. In BCF a line is counted as in the text that it stands for.
  ///
  /// - Parameters:
  ///   - index: The patient's place in ``patientIDs``.
  ///   - sample: The sample's place among the patient's tumour samples.
  ///   - mutations: The patient's mutations, as in ``patient(at:)``.
  /// - Returns: The file, and for each mutation its line or 0 where the file does not list it.
  public func calls(
    ofPatientAt index: Int, sample: Int, mutations: [Mutation]
  ) -> (file: CallFile, lines: [Int])? {
    let data = entries[index].samples[sample]
    guard let file = data.calls else { return nil }
    var lines = [Int](repeating: 0, count: mutations.count)
    var next = 0
    for (place, mutation) in mutations.enumerated() where next < data.rows.count {
      guard store.variant(of: data.rows[next]) == mutation.variant else { continue }
      lines[place] = data.rows[next].line
      next += 1
    }
    return (file, lines)
  }

  /// The evidence of every patient at once.
  ///
  /// - Complexity: O(sites x samples), and as much memory: see ``patient(at:)`` for large studies.
  public var patients: [PatientEvidence] { entries.indices.map { patient(at: $0) } }
}
