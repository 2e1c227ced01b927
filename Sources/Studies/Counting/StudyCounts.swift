public import DelimitedText
public import GenomicFiles
public import TumorModel

/// The reads at all sites of a study's patients, in the samples that have an alignment.
public struct StudyCounts: Sendable {
  /// One patient's sites and samples.
  public struct Patient: Sendable {
    /// The identifier; empty where no sheet tells it.
    public var id: String
    /// The samples that were counted.
    public var samples: [Sample]
    /// Each sample's alignment file.
    public var paths: [String]
    /// The sites, sorted by variant.
    public var mutations: [Mutation]
    /// The reads, `[sample][site]`.
    public var counts: [[SiteCounts]]
  }

  /// The patients with an alignment, in the sheet's order.
  public var patients: [Patient]
  /// The contigs of the first alignment file, with their lengths in bases.
  public var contigs: [(name: String, length: Int)]
  /// What the reader of a result should know of the input.
  public var warnings: [Warning]
  /// The files that were read.
  public var inputs: [InputFile]

  init(
    _ counting: AlignmentCounting, patients: [[Int]], rows: [[MutationRow]], store: VariantStore,
    warnings: [Warning], inputs: [InputFile]
  ) {
    var found: [Patient] = []
    var job = 0
    for (number, indices) in patients.enumerated() {
      var samples: [Sample] = []
      var paths: [String] = []
      var counts: [[SiteCounts]] = []
      while job < counting.jobs.count, counting.jobs[job].patient == number {
        samples.append(counting.sheet.rows[counting.jobs[job].index].sample)
        paths.append(counting.jobs[job].place.path)
        counts.append(counting.results[job].counts)
        job += 1
      }
      if samples.isEmpty { continue }
      found.append(
        Patient(
          id: samples[0].patient, samples: samples, paths: paths,
          mutations: Self.mutations(
            counting.sites[number], rows: indices.map { rows[$0] }, store: store),
          counts: counts))
    }
    self.patients = found
    contigs = counting.results.first?.contigs ?? []
    (self.warnings, self.inputs) = (warnings, inputs)
  }

  /// Counts at given sites, without a sheet; a file's sample is the one that its reads name.
  ///
  /// - Parameters:
  ///   - sitesPath: VCF, MAF or a table with chromosome, position, ref and alt.
  ///   - alignments: The alignment files.
  ///   - options: How to read.
  /// - Throws: ``InputErrors``, the faults of the first file that has any.
  public init(
    sites sitesPath: String, alignments: [String], options: ReadOptions
  ) throws(InputErrors) {
    let (sites, leftOut) = try SiteListReader.read(sitesPath, policy: options.rows)
    var samples: [Sample] = []
    var counts: [[SiteCounts]] = []
    contigs = []
    let results = try ParallelCounting(options: options).count(
      alignments.map { (NamedAlignment(path: $0), sites) })
    for (path, result) in zip(alignments, results) {
      if contigs.isEmpty { contigs = result.contigs }
      let name =
        result.sampleNames.count == 1 ? result.sampleNames[0] : Self.fileName(path)
      samples.append(Sample(id: name, patient: "", role: .primary))
      counts.append(result.counts)
    }
    let names = samples.map(\.id)
    for index in samples.indices where names.filter({ $0 == names[index] }).count > 1 {
      samples[index] = Sample(id: Self.fileName(alignments[index]), patient: "", role: .primary)
    }
    patients = [
      Patient(
        id: "", samples: samples, paths: alignments,
        mutations: sites.map {
          Mutation(variant: $0, gene: "", proteinChange: "", classification: "")
        }, counts: counts)
    ]
    warnings = leftOut
    warnings += zip(results, zip(alignments, samples)).compactMap { result, file in
      ReadTally(result.counts, options: options.counting)
        .warning(of: file.0, sample: file.1.id)
    }
    inputs =
      [InputFile(path: sitesPath, role: .mutations)]
      + alignments.map { InputFile(path: $0, role: .alignment) }
  }

  /// What was not counted in each sample and why, one line for each in which anything was.
  ///
  /// - Parameter options: Which reads and bases counted.
  public func leftOut(_ options: CountingOptions) -> [String] {
    patients.flatMap { patient in
      patient.samples.indices.compactMap { index in
        ReadTally(patient.counts[index], options: options).words().map {
          "\(patient.paths[index]): \(patient.samples[index].id): \($0)"
        }
      }
    }
  }

  private static func fileName(_ path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    for suffix in [".bam", ".cram", ".sam"] where last.hasSuffix(suffix) {
      return String(last.dropLast(suffix.count))
    }
    return last
  }

  /// The sites with the first names that any sample's row has.
  private static func mutations(
    _ sites: [MutationSite], rows: [[MutationRow]], store: VariantStore
  ) -> [Mutation] {
    var rest = rows.map { $0[...] }
    return sites.map { site in
      var names = (gene: UInt32(0), protein: ShortText(), classification: UInt16(0))
      for sample in rest.indices {
        guard let row = rest[sample].first, row.place == site.place, row.alleles == site.alleles
        else { continue }
        rest[sample] = rest[sample].dropFirst()
        if names.gene == 0 { names.gene = row.gene }
        if names.protein.isEmpty { names.protein = row.protein }
        if names.classification == 0 { names.classification = row.classification }
      }
      return Mutation(
        variant: AlignmentCounting.variant(site, store), gene: store.genes.string(names.gene),
        proteinChange: store.protein(names.protein),
        classification: store.classification(names.classification))
    }
  }
}
