import DelimitedText
import GenomicFiles
import TumorModel

/// Counts the reads of every sample that has an alignment at all sites of its patient.
struct AlignmentCounting {
  /// One sample's file.
  struct Job {
    /// The sheet's row.
    let index: Int
    /// The patient's place among the sites.
    let patient: Int
    let place: NamedPath
  }

  let sheet: SampleSheet
  let options: ReadOptions
  /// Each patient's sites, sorted.
  let sites: [[MutationSite]]
  let jobs: [Job]
  /// What each job showed.
  private(set) var results: [AlleleCounter.Result] = []

  /// Finds what is to be counted where.
  ///
  /// - Parameters:
  ///   - patients: The sheet's rows of each patient.
  ///   - rows: Each sheet row's mutations, sorted.
  init(
    sheet: SampleSheet, options: ReadOptions, patients: [[Int]], rows: [[MutationRow]]
  ) {
    (self.sheet, self.options) = (sheet, options)
    var sites: [[MutationSite]] = []
    var jobs: [Job] = []
    for indices in patients {
      let files = indices.compactMap { index in
        sheet.rows[index].alignment.map { Job(index: index, patient: sites.count, place: $0) }
      }
      jobs += files
      sites.append(files.isEmpty ? [] : Self.union(indices.map { rows[$0] }))
    }
    (self.sites, self.jobs) = (sites, jobs)
  }

  private static func union(_ lists: [[MutationRow]]) -> [MutationSite] {
    var all = lists.flatMap { list in list.map { MutationSite($0) } }
    all.sort()
    var kept = 0
    for index in all.indices where kept == 0 || all[index] != all[kept - 1] {
      all[kept] = all[index]
      kept += 1
    }
    all.removeSubrange(kept...)
    return all
  }

  /// Reads the files, several at a time.
  ///
  /// - Throws: ``InputErrors`` of the first file, in the sheet's order, that has any.
  mutating func run(store: VariantStore) throws(InputErrors) {
    let variants = sites.map { list in list.map { Self.variant($0, store) } }
    let known = jobs.map { options.knownCounts?.sites(of: $0.place.path) ?? [:] }
    // A file without a new site is opened all the same: its header tells whose reads they are.
    let wanted = zip(jobs, known).map { job, known in
      known.isEmpty ? variants[job.patient] : variants[job.patient].filter { known[$0] == nil }
    }
    results = try ParallelCounting(options: options).count(
      zip(jobs, wanted).map { (NamedAlignment($0.place), $1) })
    for (index, job) in jobs.enumerated() {
      options.knownCounts?.add(results[index].counts, at: wanted[index], of: job.place.path)
      if known[index].isEmpty { continue }
      var counted = results[index].counts[...]
      results[index].counts = variants[job.patient].map {
        known[index][$0] ?? counted.removeFirst()
      }
    }
  }

  static func variant(_ site: MutationSite, _ store: VariantStore) -> Variant {
    let pair = store.alleles[Int(site.alleles)]
    let variant = Variant(
      chromosome: store.chromosomes[Int(site.chromosome)],
      position: Int(site.position), reference: pair.reference,
      alternate: pair.alternate)
    guard let variant else { preconditionFailure("a row that was read holds no variant") }
    return variant
  }

  /// Warnings about read groups of another name than the sample's, and reads that do not count.
  var warnings: [Warning] {
    zip(jobs, results).flatMap { job, result in
      let sample = sheet.rows[job.index].sample.id
      let path = job.place.path
      var warnings: [Warning] = []
      if !result.sampleNames.isEmpty, !result.sampleNames.contains(sample) {
        warnings.append(
          Warning(
            "the reads are of \(listing(result.sampleNames)) (@RG SM); counted as \(sample)",
            at: TextLocation(path: path)))
      }
      let tally = ReadTally(result.counts, options: options.counting)
      return warnings + [tally.warning(of: path, sample: sample)].compactMap { $0 }
    }
  }

  /// The reads of each sample that was counted, by the sheet's row.
  var tallies: [Int: ReadTally] {
    Dictionary(
      uniqueKeysWithValues: zip(jobs, results).map {
        ($0.index, ReadTally($1.counts, options: options.counting))
      })
  }

  /// Replaces the rows of the samples that were counted: one row at every site of the patient.
  func fill(_ rows: inout [[MutationRow]], _ store: inout VariantStore) {
    for (job, result) in zip(jobs, results) {
      var called = rows[job.index][...]
      var counted: [MutationRow] = []
      counted.reserveCapacity(sites[job.patient].count)
      for (site, counts) in zip(sites[job.patient], result.counts) {
        var row = MutationRow(
          chromosome: site.chromosome,
          position: site.position, alleles: site.alleles, gene: 0,
          protein: ShortText(), classification: 0, alternate: 0, depth: 0, line: 0)
        if let own = called.first, own.isSameSite(as: row) {
          row = own
          called = called.dropFirst()
        }
        row.depth = counts.depth
        row.alternate = counts.alternate
        row.support = store.add(counts.support)
        counted.append(row)
      }
      rows[job.index] = counted
    }
  }
}
